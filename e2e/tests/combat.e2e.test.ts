import type { Language } from '@skald/protocol';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from '../src/accessibility.ts';
import { launchChromium } from '../src/browser.ts';
import { startHost, type Host } from '../src/host.ts';
import { chat, joinTable, layTable, type SeatPage } from '../src/seats.ts';
import { createFighter } from '../src/fighter.ts';

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, isPhone: true };
/** The host leads from one kind of screen, the player fights from the other. */
const CASES = [
  { language: 'en', leads: 'desktop', host: DESKTOP, player: PHONE },
  { language: 'ru', leads: 'phone', host: PHONE, player: DESKTOP },
] as const;
const WORDS = {
  en: { host: 'Maria', player: 'Boris', lurker: 'Shade', next: '/init next', attack: '/attack', undone: 'Taken back' },
  ru: { host: 'Мария', player: 'Борис', lurker: 'Тень', next: '/иниц дальше', attack: '/атака', undone: 'Взято назад' },
};

const row = (page: Page, name: string): Locator => page.locator(`[data-testid="combatant"][data-name^="${name}"]`);
const click = (page: Page, testId: string): Promise<void> => page.getByTestId(testId).click();
const turn = (page: Page): Promise<string | null> => page.getByTestId('combat-turn').textContent();

/** The whole fight in sight, as one unfolds it on a phone. */
async function unfold(page: Page): Promise<void> {
  if ((await page.getByTestId('combat').getAttribute('data-open')) === 'false') await click(page, 'combat-fold');
}

async function addByHand(page: Page, name: string, isHidden: boolean): Promise<void> {
  await click(page, 'add-monsters');
  await page.getByTestId('monster-source').locator('label').nth(1).click();
  const written = { name, armourClass: '5', hitPoints: '40', initiativeBonus: '-20', attackName: 'Claw', damageDice: '1' };
  for (const [field, value] of Object.entries(written)) await page.getByTestId(`monster-${field}`).fill(value);
  if (isHidden) await page.locator('label', { has: page.getByTestId('monster-hidden') }).click();
  await click(page, 'monster-add');
  await row(page, name).waitFor();
}

/** Buttons of the fight that a thumb would miss, and those that lie under or below the buttons to talk with. */
const tooSmall = (): string[] => {
  const dock = document.querySelector('.dock')?.getBoundingClientRect();
  return [
    ...document.querySelectorAll<HTMLElement>('.combat button, .combat input:not([type=radio]):not([type=checkbox])'),
  ].flatMap((one) => {
    const { width, height } = one.getBoundingClientRect();
    const panel = one.closest('.combat')?.getBoundingClientRect();
    const isCovered = !dock || !panel || panel.bottom > dock.top;
    return (width > 0 && (height < 44 || width < 44)) || isCovered
      ? [`${one.dataset.testid ?? one.className} ${width}x${height}`]
      : [];
  });
};

/** The party in, goblins from the book and one who lurks, initiative, the first turn: all by the leader's buttons. */
async function gather(host: SeatPage, words: (typeof WORDS)[Language]): Promise<void> {
  const { page } = host;
  await click(page, 'open-story');
  await click(page, 'begin-fight');
  await takePicture(page, `gather-${words.host}`);
  await click(page, 'add-party');
  await row(page, words.player).waitFor();
  await click(page, 'add-monsters');
  await page.getByTestId('monster-list').locator('input[value="goblin"]').check();
  await page.getByTestId('monster-count').fill('2');
  await click(page, 'monster-add');
  await expect.poll(() => page.getByTestId('combatant').count()).toBe(4);
  await addByHand(page, words.lurker, true);
  await click(page, 'roll-initiative');
  // The player is to begin, whatever was rolled.
  await row(page, words.player).locator('.combatant-open').click();
  await page.getByTestId('initiative-value').fill('60');
  await click(page, 'initiative-set');
  await row(page, words.player).locator('.combatant-open').click();
  await click(page, 'turn-next');
}

describe('a fight', () => {
  let host: Host;
  let browser: Browser;
  beforeAll(async () => {
    [host, browser] = await Promise.all([startHost(), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
  });

  it.each(CASES)('[G5] three rounds led from the panel of a $leads, in $language', async ({ language, ...screens }) => {
    const words = WORDS[language];
    const leader = await layTable(browser, host.url, { ...screens.host, language, tableLanguage: language, name: words.host });
    const fighter = await joinTable(browser, leader.inviteUrl, { ...screens.player, language, name: words.player });
    await createFighter(leader.page, host.system.urls.api, language, words.host);
    await createFighter(fighter.page, host.system.urls.api, language, words.player);
    await gather(leader, words);
    await unfold(fighter.page);
    await takePicture(leader.page, `leader-${language}`);

    // Round 1: the player attacks from the panel; who is hidden is nowhere on the player's page.
    await expect.poll(() => turn(fighter.page)).toContain(words.player);
    await expect.poll(() => fighter.page.getByTestId('combatant').count()).toBe(4);
    expect(await fighter.page.content()).not.toContain(words.lurker);
    expect(await row(leader.page, words.lurker).count()).toBe(1);
    await click(fighter.page, 'attack');
    await takePicture(fighter.page, `attack-${language}`);
    await fighter.page.getByTestId('attack-with').first().click();
    await fighter.page.getByTestId('attack-form').waitFor({ state: 'detached' });
    const deeds = leader.page.locator('[data-kind="deed"]');
    await click(fighter.page, 'turn-next');
    await expect.poll(() => turn(leader.page)).not.toContain(words.player);

    // What the host's goblins have left is numbers for the host, and words for the player.
    const goblin = (page: Page) => page.locator('[data-kind="monster"] [data-testid="combatant-health"]').first();
    expect(await goblin(leader.page).textContent()).toMatch(/\d/u);
    expect(await goblin(fighter.page).textContent()).not.toMatch(/\d/u);
    for (const { page } of [leader, fighter]) {
      expect(await findBarriers(page)).toEqual([]);
      if (page === (screens.leads === 'phone' ? leader : fighter).page) expect(await page.evaluate(tooSmall)).toEqual([]);
    }

    // Undo: the newest step says what it is and is taken back for everybody.
    const before = await turn(leader.page);
    await click(leader.page, 'turn-next');
    await expect.poll(() => turn(leader.page)).not.toBe(before);
    await click(leader.page, 'combat-undo');
    await expect.poll(() => turn(leader.page)).toBe(before);
    await expect.poll(async () => (await deeds.allTextContents()).join(' ')).toContain(words.undone);

    // Rounds 2 and 3: the hidden one's turn is nobody's the player knows; the player acts by commands.
    const untilPlayer = async (round: number): Promise<void> => {
      for (let moves = 0; moves < 6; moves += 1) {
        const now = await turn(leader.page);
        if (now?.includes(String(round)) && now.includes(words.player)) return;
        await click(leader.page, 'turn-next');
        await expect.poll(() => turn(leader.page)).not.toBe(now);
        expect(await fighter.page.content()).not.toContain(words.lurker);
      }
      throw new Error(`round ${round} never came`);
    };
    await untilPlayer(2);
    const said = await fighter.page.locator('[data-kind="deed"]').count();
    await chat(fighter.page, `${words.attack} "${await weapon(fighter.page)}" -t "${await enemy(fighter.page)}"`, 'table');
    await expect.poll(() => fighter.page.locator('[data-kind="deed"]').count()).toBeGreaterThan(said);
    await chat(fighter.page, words.next, 'table');
    await expect.poll(() => turn(leader.page)).not.toContain(words.player);
    await row(leader.page, words.lurker).locator('.combatant-open').click();
    await click(leader.page, 'reveal');
    await row(fighter.page, words.lurker).waitFor();
    await row(leader.page, words.lurker).locator('.combatant-open').click();
    await takePicture(fighter.page, `player-${language}`);
    for (let moves = 0; moves < 6 && !/(Round|Раунд) 3/u.test((await turn(leader.page)) ?? ''); moves += 1) {
      const now = await turn(leader.page);
      await click(leader.page, 'turn-next');
      await expect.poll(() => turn(leader.page)).not.toBe(now);
    }
    await expect.poll(() => turn(fighter.page)).toMatch(/(Round|Раунд) 3/u);
    await click(leader.page, 'end-fight');
    await click(leader.page, 'end-fight-yes');
    await fighter.page.getByTestId('combat').waitFor({ state: 'detached' });
    await leader.context.close();
    await fighter.context.close();
  });
});

/** A living enemy, as it is named in the order. */
async function enemy(page: Page): Promise<string | null> {
  return page.locator('[data-testid="combatant"][data-kind="monster"]:not(.dead)').first().getAttribute('data-name');
}

/** The first attack of the sheet, as the panel names it. */
async function weapon(page: Page): Promise<string> {
  await click(page, 'attack');
  const name = await page
    .getByTestId('attack-with')
    .first()
    .evaluate((button) => button.firstChild?.textContent?.trim() ?? '');
  await click(page, 'attack-cancel');
  return name;
}

async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env.SKALD_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}
