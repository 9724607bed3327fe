import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from '../src/accessibility.ts';
import { launchChromium, newVisitor } from '../src/browser.ts';
import { startHost, type Host } from '../src/host.ts';
import { chat, layTable, untilDm } from '../src/seats.ts';

const SIZES = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isPhone: true },
};
const WORDS = {
  en: { name: 'Ada', open: 'Dungeon master, we begin.' },
  ru: { name: 'Аня', open: 'Мастер, мы начинаем.' },
};
const CASES = (['en', 'ru'] as const).flatMap((language) => (['desktop', 'phone'] as const).map((size) => ({ language, size })));

/** Opens what is folded, so that it is looked at, too. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

describe('people who use a keyboard, a reader or large letters', () => {
  let host: Host;
  let browser: Browser;
  beforeAll(async () => {
    [host, browser] = await Promise.all([startHost(), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
  });

  it.each(CASES)('[U3] meet no grave barrier: $size, $language', async ({ language, size }) => {
    const { name, open } = WORDS[language];
    const barriers: Record<string, string[]> = {};
    const look = async (page: Page, where: string): Promise<void> => void (barriers[where] = await findBarriers(page));
    const newcomer = await newVisitor(browser, { ...SIZES[size], language });
    await newcomer.page.goto(host.url);
    await newcomer.page.getByTestId('open-table').waitFor();
    await unfold(newcomer.page);
    await look(newcomer.page, 'landing');

    const { page, context, inviteUrl } = await layTable(browser, host.url, { ...SIZES[size], language, name });
    await newcomer.page.goto(inviteUrl);
    await newcomer.page.getByTestId('sit-down').waitFor();
    await unfold(newcomer.page);
    await look(newcomer.page, 'join');

    await look(page, 'room');
    await chat(page, open);
    await untilDm(page, ['speaking']);
    await look(page, 'room, the DM speaks');
    for (const sheet of ['open-settings', 'open-host-panel', 'open-dm', 'leave']) {
      const button = page.getByTestId(sheet);
      if (!(await button.isVisible())) continue;
      await button.click();
      await look(page, sheet);
      if (sheet === 'open-host-panel') await page.locator('label', { has: page.getByTestId('lock-table') }).click();
      await page.getByTestId('close-sheet').click();
    }
    await newcomer.page.reload();
    await newcomer.page.getByTestId('closed-table').waitFor();
    await look(newcomer.page, 'a locked table');
    expect(Object.keys(barriers).length).toBeGreaterThanOrEqual(7);
    expect(Object.fromEntries(Object.entries(barriers).filter(([, found]) => found.length > 0))).toEqual({});
    await context.close();
    await newcomer.context.close();
  });
});
