import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

export type Path = 'sfu' | 'mesh';

/** When a page's own microphone (`mouth`) and the others (by peer) became loud, in ms since 1970. */
export type Onsets = Readonly<Record<string, readonly number[]>>;

/** What `window.skaldBurst` offers in a page at a table. */
export interface BurstPage {
  /** Makes a direct connection to a peer: `offer` at one page, `answer` at the other, `accept` at the first. */
  offer(peer: string): Promise<string>;
  answer(peer: string, sdp: string): Promise<string>;
  accept(peer: string, sdp: string): Promise<void>;
  /** Whether the microphone is sent over the direct connections. */
  feedMesh(isFed: boolean): void;
  /** Begins to note when the own microphone and all that is heard by this path become loud. */
  listen(path: Path): Promise<void>;
  /** Plays a sound (16-bit samples at 48 kHz, base64) on the microphone after each of these waits. */
  talk(startMs: number, gapsMs: readonly number[], base64: string): Promise<void>;
  endListening(): Onsets;
}

declare global {
  interface Window {
    skaldBurst: BurstPage;
  }
}

const SOURCE = readFileSync(new URL('./burst-page.mjs', import.meta.url), 'utf8');

/** Gives a page that sits at a table `window.skaldBurst`. */
export async function installBursts(page: Page): Promise<void> {
  await page.evaluate(SOURCE);
}
