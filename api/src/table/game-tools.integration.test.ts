import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Language, Message, SeatId } from '@skald/protocol';
import { sampleCharacter } from '../domain/rules/testing/sample-character.ts';
import { createClaudeModel } from '../mind/models/claude-model.ts';
import { CLAUDE_DEFAULTS } from '../mind/models/claude-options.ts';
import { openStore } from '../store/open-store.ts';
import { startAnthropicServer, type AnthropicServer, type AnthropicStep } from '../testing/anthropic-server.ts';
import { calling, saying, type ScriptedAnswer } from '../testing/scripted-model.ts';
import { connectPage, TableHost, type Page } from '../testing/table-host.ts';

const KEY = 'sk-test-of-a-fight';
const open: AnthropicServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});
const until = <T>(read: () => T): Promise<T> => vi.waitFor(read, { timeout: 20_000, interval: 5 });
let lines = 0;
const line = (text: string, target: 'table' | 'dm' = 'dm') => {
  lines += 1;
  return { clientMessageId: `tools-${String(lines).padStart(6, '0')}`, text, target };
};

function seatTwo(host: TableHost, language: Language = 'en') {
  host.voicebox.abilities = null;
  const { table, seatId: ada, page, inviteToken } = host.seatHost(language);
  const join = { token: inviteToken, name: 'Bor', characterName: 'Boris', role: 'player', seatToken: null } as const;
  const { seatId: bor } = host.admission.join(join);
  const take = (seatId: SeatId, name: string) => table.game.take(seatId, { ...sampleCharacter, name }, {});
  take(ada, 'Ireena');
  return { table, ada, bor, adaPage: page, borPage: connectPage(table, bor), take };
}

const deedsOf = (page: Page): string[] =>
  page.messages().flatMap((message: Message) => (message.kind === 'deed' ? message.deeds.map((deed) => deed.code) : []));
const isSaid = (page: Page, text: string): boolean => page.messages().some((one) => one.kind === 'dm' && one.text === text);

const tool = (name: string, input: Record<string, unknown>) => ({ type: 'tool_use', name, input }) as const;
const text = (...pieces: string[]) => ({ type: 'text', pieces }) as const;

describe('tools of the DM at a live table', () => {
  it('[M2] [G5.14] over the real SDK a round of a fight goes by intents; what is refused comes back and is put right', async () => {
    const steps: AnthropicStep[] = [
      {
        reply: {
          blocks: [
            text('Something hisses.'),
            tool('initiative', { action: 'begin' }),
            tool('initiative', { action: 'add', names: ['goblin'] }),
            tool('initiative', { action: 'roll' }),
            tool('initiative', { action: 'next' }),
          ],
        },
      },
      {
        when: ({ messages }) => JSON.stringify(messages.at(-1)).includes('\\"turnOf\\":\\"Ireena\\"'),
        reply: {
          blocks: [
            tool('attack', { attacker: 'Goblin warrior', target: 'Ireena' }),
            tool('attack', { attacker: 'Ireena', target: 'Orc' }),
          ],
        },
      },
      {
        when: ({ messages }) => {
          const results = JSON.stringify(messages.at(-1));
          return results.includes('It is the turn of Ireena.') && results.includes('Ireena, Goblin warrior');
        },
        reply: {
          blocks: [
            tool('attack', { attacker: 'Ireena', target: 'goblin', with: 'longsword' }),
            tool('initiative', { action: 'next' }),
            tool('attack', { attacker: 'goblin', target: 'Ireena' }),
            tool('initiative', { action: 'next' }),
          ],
        },
      },
      { reply: { blocks: [text('The goblin bleeds.')] } },
    ];
    const server = await startAnthropicServer({ apiKey: KEY, steps });
    open.push(server);
    const model = createClaudeModel({ ...CLAUDE_DEFAULTS, apiKey: KEY, baseUrl: server.url });
    const host = new TableHost([], openStore(':memory:'), 0, model);
    const { table, ada, borPage } = seatTwo(host);
    // Three dice of hit points (18), two of initiative, a hit with its damage, a miss.
    host.draws.push(5, 5, 5, 14, 4, 14, 7, 9);
    table.post(ada, line('I draw my sword.'));
    await until(() => expect(isSaid(borPage, 'The goblin bleeds.')).toBe(true));
    server.verify();
    expect(host.draws).toEqual([]);
    expect(deedsOf(borPage)).toEqual([
      'encounter_began',
      'combatants_joined',
      'combatants_joined',
      'initiative_set',
      'initiative_set',
      'round_began',
      'turn_began',
      'attack_hit',
      'damage_taken',
      'turn_began',
      'attack_missed',
      'round_began',
      'turn_began',
    ]);
    expect(JSON.stringify(server.requests[0]?.body)).toContain('Hit points:\\n- Ireena: 12/12');
    const last = JSON.stringify(server.requests.at(-1)?.body.messages.at(-1));
    expect(last).toContain('bloodied');
    expect(last).not.toMatch(/armour|hitPoints|7\/18|"is_error":true/u);
  });

  it('[F5] in a private turn a check is told to its circle alone, and what everybody would see is refused', async () => {
    const check = { actor: 'Ireena', what: 'insight', tier: 'medium', attempt: 'SECRET', on_success: 'S', on_failure: 'F' };
    const host = new TableHost([
      { events: saying('We begin.') },
      {
        events: calling(
          '',
          { name: 'roll_check', input: check, callId: 'a' },
          { name: 'damage', input: { target: 'Ireena', dice: '1d4' }, callId: 'b' },
          { name: 'quest', input: { title: 'SECRET' }, callId: 'c' },
          { name: 'initiative', input: { action: 'begin' }, callId: 'd' },
        ),
      },
      { events: saying('She lies.') },
    ]);
    const { table, ada, adaPage, borPage } = seatTwo(host);
    table.post(ada, line('Hello.'));
    await until(() => expect(isSaid(adaPage, 'We begin.')).toBe(true));
    const told = borPage.events.length;
    host.draws.push(17);
    table.post(ada, line('/gm Does she lie?', 'table'));
    await until(() => expect(isSaid(adaPage, 'She lies.')).toBe(true));
    const results = host.model.requests[2]?.messages.at(-1);
    expect(results?.role === 'tool' && results.results.map(({ isError }) => isError)).toEqual([false, true, true, true]);
    expect(deedsOf(adaPage)).toEqual(['check_made']);
    expect(adaPage.messages().some((one) => one.kind === 'roll' && one.roll.visibility === 'dm')).toBe(true);
    const after = JSON.stringify(borPage.events.slice(told));
    expect(after).not.toMatch(/SECRET|check_made|"kind":"roll"|She lies/u);
    expect(deedsOf(borPage)).toEqual([]);
    host.model.verify();
  });

  it('[G3.4] [G3.5] stakes stand on the roll; the same attempt has the same roll in a later turn, and a call is done once', async () => {
    const check = {
      actor: 'Ireena',
      what: 'athletics',
      tier: 'hard',
      attempt: 'climb the wall',
      on_success: 'S',
      on_failure: 'F',
    };
    const again = (callId: string) => ({ events: calling('', { name: 'roll_check', input: check, callId }) });
    const coins = { name: 'give_coins', input: { to: 'Ireena', coin: 'gold', amount: 5 }, callId: 'twice' };
    const host = new TableHost([
      again('one'),
      { events: saying('First.') },
      again('two'),
      { events: calling('', coins, coins) },
      { events: saying('Second.') },
    ]);
    const { table, ada, adaPage } = seatTwo(host);
    host.draws.push(11);
    table.post(ada, line('I climb.'));
    await until(() => expect(isSaid(adaPage, 'First.')).toBe(true));
    table.post(ada, line('I climb again.'));
    await until(() => expect(isSaid(adaPage, 'Second.')).toBe(true));
    const rolls = adaPage.messages().flatMap((one) => (one.kind === 'roll' ? [one.roll] : []));
    expect(rolls).toMatchObject([{ difficulty: 20, total: 17, outcome: 'failure', stakes: { onSuccess: 'S', onFailure: 'F' } }]);
    expect(table.game.viewFor(ada).sheets[0]?.character.coins.gold).toBe(20);
  });

  it('[D2] no input makes a result: constants are no roll and too many dice are refused, with nothing changed', async () => {
    const dice = ['20', '1000000000d6', '20+5'];
    const calls = dice.flatMap((notation, index) => [
      { name: 'damage', input: { target: 'Ireena', dice: notation }, callId: `d${index}` },
      { name: 'heal', input: { target: 'Ireena', dice: notation }, callId: `h${index}` },
      { name: 'roll_dice', input: { notation, label: 'x' }, callId: `r${index}` },
    ]);
    const host = new TableHost([{ events: calling('', ...calls) }, { events: saying('Nothing.') }]);
    const { table, ada, adaPage } = seatTwo(host);
    table.post(ada, line('I have rolled twenty.'));
    await until(() => expect(isSaid(adaPage, 'Nothing.')).toBe(true));
    const results = host.model.requests[1]?.messages.at(-1);
    expect(results?.role === 'tool' && results.results.filter(({ isError }) => isError)).toHaveLength(9);
    expect([deedsOf(adaPage), adaPage.messages().filter((one) => one.kind === 'roll')]).toEqual([[], []]);
  });

  it('[G8] [G10] a quest is written and changed by its title; a question counts as one beat, with its words', async () => {
    const quest = (input: object, callId: string) => ({ name: 'quest', input: { title: 'The mill', ...input }, callId });
    const host = new TableHost([
      {
        events: calling(
          '',
          quest({ text: 'Why is it still?', objectives: [{ text: 'Look', is_done: false }] }, 'a'),
          quest(
            {
              title: 'the MILL',
              objectives: [
                { text: 'look', is_done: true },
                { text: 'Tell', is_done: false },
              ],
            },
            'b',
          ),
          { name: 'ask_player', input: { character: 'Ireena', question: 'Where do you look?' }, callId: 'c' },
        ),
      },
      { events: saying('Ireena, where do you look?') },
    ]);
    const { table, ada, bor, adaPage } = seatTwo(host);
    table.post(ada, line('Go.'));
    await until(() => expect(isSaid(adaPage, 'Ireena, where do you look?')).toBe(true));
    expect(table.campaign.quests.listFor(bor)).toMatchObject([
      {
        title: 'The mill',
        text: 'Why is it still?',
        state: 'open',
        objectives: [
          { text: 'look', isDone: true },
          { text: 'Tell', isDone: false },
        ],
        isHidden: false,
      },
    ]);
    expect(table.campaign.spotlight.viewFor(ada).seats.map(({ offers }) => offers)).toEqual([1, 0]);
  });

  it('[BB-L1] the same calls give the same log at a Russian table and an English one, but for words', async () => {
    const played = await Promise.all((['ru', 'en'] as const).map(playIn));
    expect(played[0]).toEqual(played[1]);
    expect(played[0]?.length).toBeGreaterThan(10);
  });
});

async function playIn(language: Language): Promise<string[]> {
  const check = { actor: 'Ireena', what: 'stealth', tier: 'easy', attempt: 'x', on_success: 'S', on_failure: 'F' };
  const answers: ScriptedAnswer[] = [
    {
      events: calling(
        '',
        { name: 'roll_check', input: check, callId: 'a' },
        { name: 'initiative', input: { action: 'begin' }, callId: 'b' },
        { name: 'initiative', input: { action: 'add', names: ['wolf'], count: 2 }, callId: 'c' },
        { name: 'initiative', input: { action: 'roll' }, callId: 'd' },
        { name: 'initiative', input: { action: 'next' }, callId: 'e' },
        { name: 'condition', input: { target: 'Ireena', condition: 'prone', action: 'add', rounds: 1 }, callId: 'f' },
        { name: 'give_item', input: { to: 'Ireena', item: 'Key' }, callId: 'g' },
        { name: 'award_experience', input: { amount: 100 }, callId: 'h' },
        { name: 'initiative', input: { action: 'end' }, callId: 'i' },
        { name: 'rest', input: { kind: 'long' }, callId: 'j' },
      ),
    },
    { events: saying('Done.') },
  ];
  const host = new TableHost(answers);
  host.draws.push(...Array.from({ length: 20 }, (_, index) => index % 4));
  const { table, ada, adaPage } = seatTwo(host, language);
  table.post(ada, line('Go.'));
  await until(() => expect(isSaid(adaPage, 'Done.')).toBe(true));
  const codes = host.store.readEventsAfter(table.tableId, 0, { seatId: null, limit: 500 }).map(({ type, audience, payload }) => {
    const { message, kind } = payload as { message?: Message; kind?: string };
    const deeds = message?.kind === 'deed' ? message.deeds.map(({ code, params }) => [code, numbersOf(params)]) : [];
    return JSON.stringify([type, audience, kind, message?.kind, deeds]);
  });
  return codes;
}

/** All that is no word of people. */
function numbersOf(params: Record<string, string | number | boolean>): unknown[] {
  return Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? null : value]);
}
