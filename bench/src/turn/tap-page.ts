import { fileURLToPath } from 'node:url';

/** One RTP packet as it left the encoder, or as it came from the network. */
export interface TappedPacket {
  /** `own` for what the page sends, else `peerId/source`. */
  readonly name: string;
  /** Since 1970, by the page's clock. */
  readonly atMs: number;
  /** Of RTP, 48 a millisecond. */
  readonly timestamp: number;
  /** Opus, base64. */
  readonly payload: string;
}

/** What `window.skaldTap` offers: a player who says something, and the packets of what is said and heard. */
export interface TapPage {
  /** Plays a sound (16-bit samples at 48 kHz, base64); with the key to the DM held from `keyLeadMs` before it to its last sample. */
  say(base64: string, isKeyHeld: boolean, keyLeadMs: number): Promise<void>;
  /** Packets since the last call. */
  take(): Promise<TappedPacket[]>;
  nowMs(): number;
}

declare global {
  interface Window {
    skaldTap: TapPage;
  }
}

/** Has to run before the page's own scripts. */
export const TAP_SCRIPT = fileURLToPath(new URL('./tap-page.mjs', import.meta.url));
