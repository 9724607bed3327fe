import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, newVisitor, type VisitorOptions } from './browser.ts';
import { startHost } from './host.ts';
import { chat, joinTable, layTable, untilDm } from './seats.ts';

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const DESKTOP = { viewport: { width: 1440, height: 900 }, isMoving: true } satisfies VisitorOptions;
const PHONE = { viewport: { width: 390, height: 844 }, isPhone: true, isMoving: true } satisfies VisitorOptions;
const SIZES = { desktop: DESKTOP, phone: PHONE };
const PEOPLE = { en: ['Ada', 'Boris', 'Cleo', 'Dan'], ru: ['Аня', 'Борис', 'Катя', 'Даня'] };
const LINES = {
  en: {
    open: 'Dungeon master, we begin.',
    talk: 'I would not get into that boat for gold.',
    act: 'I quietly look over the boat',
  },
  ru: { open: 'Мастер, мы начинаем.', talk: 'Я в эту лодку не сяду ни за какое золото.', act: 'Я осматриваю лодку' },
};

/** Takes the pictures of the README anew: landing, join and room, desktop and phone, both languages. */
async function takePictures(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const host = await startHost();
  const browser = await launchChromium();
  try {
    for (const language of ['en', 'ru'] as const) await takeEvening(browser, host.url, language);
  } finally {
    await browser.close();
    await host.close();
  }
}

async function takeEvening(browser: Browser, url: string, language: 'en' | 'ru'): Promise<void> {
  const [first = '', ...others] = PEOPLE[language];
  const lines = LINES[language];
  for (const [size, options] of Object.entries(SIZES)) {
    const { context, page } = await newVisitor(browser, { ...options, language });
    await page.goto(url);
    await page.getByTestId('landing-name').fill(first);
    await keep(page, `landing-${size}-${language}`);
    await context.close();
  }
  const desktop = await layTable(browser, url, { ...DESKTOP, language, name: first });
  const guests = [];
  // Pages that are not in a picture hold still: painting takes the cores.
  for (const [index, name] of others.entries())
    guests.push(await joinTable(browser, desktop.inviteUrl, { ...PHONE, isMoving: index === 0, language, name }));
  for (const [size, options] of Object.entries(SIZES)) {
    const { context, page } = await newVisitor(browser, { ...options, language });
    await page.goto(desktop.inviteUrl);
    await page.getByTestId('join-name').fill(others[0] ?? '');
    await page.evaluate(() => window.skaldTest.hum(300, 0.2));
    await keep(page, `join-${size}-${language}`);
    await context.close();
  }
  // A room is never quite silent: a microphone without any sound would be warned of.
  for (const { page } of [desktop, ...guests]) await page.evaluate(() => window.skaldTest.hum(180, 0.004));
  const phone = guests[0] ?? desktop;
  await chat(desktop.page, lines.open);
  await untilDm(desktop.page, ['speaking']);
  await chat(phone.page, lines.talk, 'table');
  await untilDm(desktop.page, ['listening'], 90_000);
  await chat(phone.page, lines.act);
  await untilDm(desktop.page, ['speaking']);
  await guests[1]?.page.evaluate(() => window.skaldTest.hum(220, 0.3));
  await desktop.page.locator('[data-speaking="true"]').first().waitFor();
  await keep(desktop.page, `room-desktop-${language}`);
  await keep(phone.page, `room-phone-${language}`);
  for (const { context } of [desktop, ...guests]) await context.close();
}

async function keep(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${FOLDER}${name}.png` });
}

await takePictures();
