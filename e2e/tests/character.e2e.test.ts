import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../src/browser.ts';
import { startHost, type Host } from '../src/host.ts';
import { joinTable, layTable } from '../src/seats.ts';

let host: Host;
let browser: Browser;
beforeAll(async () => {
  host = await startHost();
  browser = await launchChromium();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await host.close();
});

const PICTURES = process.env.PICTURES_DIR;
async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

/** Touches, counted. */
function hand(page: Page) {
  let touches = 0;
  const touch = async (testId: string): Promise<void> => {
    touches += 1;
    await page.getByTestId(testId).click();
  };
  return { touch, touches: () => touches };
}

describe('[G6] a character in the browser', () => {
  it('is made on a phone in Russian and on a desktop in English, and a skill rolled from the sheet is seen by the other', async () => {
    const desk = await layTable(browser, host.url, { name: 'Ada', language: 'en', viewport: { width: 1440, height: 900 } });
    const phone = await joinTable(browser, desk.inviteUrl, {
      name: 'Борис',
      language: 'ru',
      isPhone: true,
      viewport: { width: 390, height: 844 },
    });

    const thumb = hand(phone.page);
    await thumb.touch('make-character');
    await thumb.touch('wizard-class-wizard');
    for (let step = 0; step < 6; step += 1) await thumb.touch('wizard-next');
    await phone.page.getByTestId('wizard-name').fill('Мирон');
    await thumb.touch('wizard-done');
    await phone.page.getByTestId('sheet-hit-points').waitFor();
    expect(thumb.touches()).toBe(9);
    expect(await phone.page.getByTestId('sheet-origin').textContent()).toContain('1 уровень');
    await picture(phone.page, 'phone-sheet');

    await phone.page.getByTestId('skill-arcana').click();
    await picture(phone.page, 'phone-roll');
    await phone.page.getByTestId('roll-now').click();
    const told = phone.page.getByTestId('character-sheet').getByTestId('dice');
    await told.waitFor();
    const total = await told.getAttribute('data-total');
    await desk.page.locator(`[data-testid=stream] [data-testid=dice][data-total="${total}"]`).waitFor();
    await picture(phone.page, 'phone-rolled');

    const mouse = hand(desk.page);
    await mouse.touch('make-character');
    await mouse.touch('wizard-suggest');
    await desk.page.getByTestId('wizard-name').fill('Bram');
    await mouse.touch('wizard-done');
    await desk.page.getByTestId('sheet-hit-points').waitFor();
    expect(mouse.touches()).toBe(3);
    await picture(desk.page, 'desk-sheet');
    const hitPoints = desk.page.getByTestId('sheet-hit-points');
    const [current = 0, max = 0] = ((await hitPoints.textContent()) ?? '').split('/').map(Number);
    expect(current).toBe(max);
    await desk.page.getByTestId('sheet-amount').fill('3');
    await desk.page.getByTestId('sheet-damage').click();
    await desk.page.getByText(`${max - 3} / ${max}`).waitFor();
    await picture(desk.page, 'desk-hurt');
  }, 120_000);
});
