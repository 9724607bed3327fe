import type { Browser, BrowserContext, Page } from 'playwright-core';
import { newVisitor, type VisitorOptions } from './browser.ts';

/** A person at a table, in a browser of their own. */
export interface SeatPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly seatId: string;
  readonly tableId: string;
}

export interface SitOptions extends VisitorOptions {
  readonly name: string;
  /** Speech may be given to a recogniser. */
  readonly consents?: boolean;
}

/** Lays a table as a newcomer does: one text field, then clicks. */
export async function layTable(
  browser: Browser,
  url: string,
  options: SitOptions & { tableLanguage?: 'ru' | 'en' },
): Promise<SeatPage & { inviteUrl: string }> {
  const visitor = await newVisitor(browser, options);
  const { page } = visitor;
  await page.goto(url);
  await page.getByTestId('landing-name').fill(options.name);
  await page.getByTestId('open-table').click();
  await sitDown(page, options);
  const { inviteToken } = await readKey(page);
  const inviteUrl = `${new URL(url).origin}/join#${inviteToken}`;
  return { ...visitor, inviteUrl, ...(await whereIs(page)) };
}

/** Comes by an invite link. */
export async function joinTable(browser: Browser, inviteUrl: string, options: SitOptions): Promise<SeatPage> {
  const visitor = await newVisitor(browser, options);
  const { page } = visitor;
  await page.goto(inviteUrl);
  await page.getByTestId('join-name').fill(options.name);
  await sitDown(page, options);
  return { ...visitor, ...(await whereIs(page)) };
}

async function sitDown(page: Page, { consents = true }: SitOptions): Promise<void> {
  await page.getByTestId('sit-down').waitFor();
  if (consents) await page.getByTestId('consent').check();
  await page.getByTestId('sit-down').click();
  await page.getByTestId('dm-state').waitFor();
}

interface KeptKey {
  tableId: string;
  seatToken: string | null;
  inviteToken: string | null;
}

/** What the page keeps on the device for the table it is at. */
export async function readKey(page: Page): Promise<KeptKey> {
  const tableId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const kept = await page.evaluate(() => localStorage.getItem('skald.device.1'));
  const key = (JSON.parse(kept ?? '{}') as { tables?: KeptKey[] }).tables?.find((one) => one.tableId === tableId);
  if (!key) throw new Error('the page keeps no key of its table');
  return key;
}

async function whereIs(page: Page): Promise<{ seatId: string; tableId: string }> {
  const { tableId, seatToken } = await readKey(page);
  return { tableId, seatId: /\.(st_[0-9a-z]+)~/.exec(seatToken ?? '')?.[1] ?? '' };
}

/** Waits until a page plays every one of these, each `peerId/source`. */
export async function untilPlays(page: Page, tracks: readonly string[], timeoutMs = 20_000): Promise<void> {
  await page.waitForFunction((wanted) => wanted.every((track) => window.skaldTest.heard().includes(track)), [...tracks], {
    timeout: timeoutMs,
  });
}

/** Waits until a page hears a frequency of a peer above a level in dBFS. */
export async function untilHears(
  page: Page,
  peerId: string,
  source: string,
  frequencyHz: number,
  levelDb = -60,
  timeoutMs = 20_000,
): Promise<void> {
  await page.waitForFunction(
    ([peer, from, hz, db]) => window.skaldTest.levelAt(peer, from, hz) > db,
    [peerId, source, frequencyHz, levelDb] as const,
    { timeout: timeoutMs, polling: 50 },
  );
}

/** Waits until a page hears a peer's source at all. */
export async function untilLoud(page: Page, peerId: string, source: string, timeoutMs = 30_000): Promise<void> {
  await page.waitForFunction(([peer, from]) => window.skaldTest.loudness(peer, from) > -50, [peerId, source] as const, {
    timeout: timeoutMs,
    polling: 50,
  });
}

/** Waits until the DM's line on the page shows one of these states. */
export async function untilDm(page: Page, states: readonly string[], timeoutMs = 60_000): Promise<void> {
  await page.waitForFunction(
    (wanted) => wanted.includes(document.querySelector<HTMLElement>('[data-testid="dm-state"]')?.dataset.state ?? ''),
    [...states],
    { timeout: timeoutMs },
  );
}

/** Types into the chat and sends, as a person does. */
export async function chat(page: Page, text: string, target: 'table' | 'dm' = 'dm'): Promise<void> {
  await page.getByTestId(`chat-target-${target}`).click();
  await page.getByTestId('chat-input').fill(text);
  await page.getByTestId('chat-send').click();
}
