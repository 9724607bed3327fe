import type { Locator, Page } from 'playwright-core';

export interface LineOptions {
  readonly kind: 'chat' | 'speech' | 'dm' | 'notice';
  readonly seatId?: string;
  readonly target?: 'table' | 'dm';
  readonly text?: string;
  /** Of the DM: state of the line, and who speaks: `narrator` or an NPC's name. */
  readonly state?: 'pending' | 'speaking' | 'heard' | 'cut' | 'silent';
  readonly speaker?: string;
  readonly code?: string;
}

/** Lines of the page's stream that are like this. */
export function lines(page: Page, { kind, seatId, target, text, state, speaker, code }: LineOptions): Locator {
  const attributes = { kind, seat: seatId, target, state, speaker, code };
  const selector = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [`[data-${name}="${value}"]`],
  );
  const found = page.getByTestId('stream').locator(`li${selector.join('')}`);
  return text === undefined ? found : found.filter({ hasText: text });
}

/** The name that stands over a line: its own, or that of the line it continues. */
export function nameOver(line: Locator): Promise<string> {
  return line.evaluate((element) => {
    for (let at: Element | null = element; at !== null; at = at.previousElementSibling) {
      const name = at.querySelector('.line-name');
      if (name !== null) return name.firstChild?.textContent ?? '';
    }
    return '';
  });
}
