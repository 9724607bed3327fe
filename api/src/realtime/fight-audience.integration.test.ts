import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  catalogueSchema,
  DEFAULT_SAVES,
  PROTOCOL_VERSION,
  type CharacterId,
  type Choices,
  type CombatantId,
  type CreateTableReply,
  type EncounterView,
  type GameStep,
  type JoinReply,
  type Monster,
} from '@skald/protocol';
import { send } from '../testing/http-client.ts';
import { openSocket, TablePage } from '../testing/table-page.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

const NAMES = ['Ada', 'Boris', 'Cid', 'Dot', 'Eve'] as const;
const [ADA, BORIS, CID, DOT, EVE] = [0, 1, 2, 3, 4];
/** Figures that nothing else at the table has: where they turn up, somebody was told. */
const LURKER = { name: 'Lurkingwight', armourClass: 23, hitPoints: 8_641 };
const until = <T>(read: () => T): Promise<T> => vi.waitFor(read, { timeout: 20_000, interval: 10 });

/** A page with everything it was ever sent, as text. */
interface Watched {
  readonly page: TablePage;
  readonly seat: JoinReply;
  readonly frames: string[];
}

let api: TestApi;
let created: CreateTableReply;
let pages: Watched[];
let characters: CharacterId[];
let addresses = 0;
let steps = 0;

beforeAll(async () => void (api = await startTestApi({ TABLES_PER_HOUR: '100' })));
afterAll(() => api.close());
beforeEach(async () => {
  addresses += 1;
  const from = { 'x-forwarded-for': `192.0.2.${addresses}` };
  created = (await send(api.url, 'POST', '/api/tables', { title: 'Evening', language: 'en' }, from)).json as CreateTableReply;
  pages = [];
  for (const name of NAMES) {
    const token = name === 'Ada' ? created.hostToken : created.inviteToken;
    const role = name === 'Eve' ? 'listener' : 'player';
    const seat = (await send(api.url, 'POST', '/api/tables/join', { token, name, role }, from)).json as JoinReply;
    pages.push(await enter(seat));
  }
  const book = catalogueSchema.parse((await send(api.url, 'GET', '/api/rules/catalogue?language=en', undefined)).json);
  const fighter = book.classes.find((one) => one.key === 'fighter')!;
  characters = [];
  for (const [index, name] of [
    [BORIS, 'Brakk'],
    [CID, 'Corvin'],
  ] as const) {
    const choices: Choices = { ...fighter.suggested, name };
    characters.push((await pages[index]!.page.ask('createCharacter', { choices })).characterId);
  }
});
afterEach(() => pages.forEach(({ page }) => page.socket.disconnect()));

async function enter(seat: JoinReply): Promise<Watched> {
  const auth = { version: PROTOCOL_VERSION, seatToken: seat.seatToken, language: 'en' };
  const page = new TablePage(await openSocket(api.url, '/table', auth));
  const frames: string[] = [];
  page.socket.onAny((name: string, payload: unknown) => void frames.push(`${name} ${JSON.stringify(payload)}`));
  frames.push(JSON.stringify(await page.ask('enter', { resume: null })));
  return { page, seat, frames };
}

function act(who: number, step: GameStep) {
  steps += 1;
  return pages[who]!.page.ask('act', { clientStepId: `step-${String(steps).padStart(6, '0')}`, step });
}

async function fightOf(who: number): Promise<EncounterView> {
  const { snapshot } = await pages[who]!.page.ask('enter', { resume: null });
  return snapshot!.game.encounter!;
}

/** Ada leads: two characters, a goblin that all see, and a wight that hides. Returns the wight's id. */
async function beginFight(): Promise<CombatantId> {
  const claw: Monster['attacks'][number] = {
    id: 'claw',
    name: 'Grave claw',
    kind: 'melee',
    ability: null,
    isProficient: true,
    bonus: 0,
    toHit: 40,
    damage: [{ dice: '1d4', type: 'cold' }],
    rangeFeet: 5,
    properties: [],
  };
  const none = { resistances: [], immunities: [], vulnerabilities: [], conditionImmunities: [] };
  const base = {
    initiativeBonus: 0,
    saves: DEFAULT_SAVES,
    defences: none,
    experience: 0,
    attacks: [{ ...claw, properties: [] }],
  };
  await act(ADA, { kind: 'encounter:begin' });
  for (const characterId of characters) await act(ADA, { kind: 'combatant:join', characterId });
  const goblin = { ...base, name: 'Goblin', armourClass: 13, hitPoints: 12 };
  await act(ADA, { kind: 'monsters:add', monster: goblin, count: 1, group: null, isHidden: false });
  await act(ADA, { kind: 'monsters:add', monster: { ...base, ...LURKER }, count: 1, group: null, isHidden: true });
  await act(ADA, { kind: 'initiative:roll', combatantId: null, mode: 'normal' });
  const fight = await fightOf(ADA);
  return fight.combatants.find((one) => one.name.startsWith(LURKER.name))!.combatantId;
}

/** Everything that a page was sent and answered, history read to its beginning included. */
async function allThatReached(who: number): Promise<string> {
  const { page, frames } = pages[who]!;
  const { snapshot } = await page.ask('enter', { resume: null });
  const { messages } = await page.ask('readHistory', { before: null, limit: 100 });
  const { document } = await page.ask('readFairness', { sessionId: null });
  return [...frames, JSON.stringify([snapshot, messages, document])].join('\n');
}

describe('[G5] a fight with somebody hidden, on the wire', () => {
  it('tells others nothing of who hides: not its name, its figures, its id, its turn or its rolls', async () => {
    const wight = await beginFight();
    const brakk = (await fightOf(ADA)).combatants.find((one) => one.characterId === characters[0])!.combatantId;
    for (let turn = 0; turn < 9; turn += 1) {
      const fight = await fightOf(ADA);
      if (fight.turnOf === wight)
        await act(ADA, { kind: 'attack', attacker: wight, attackId: 'claw', target: brakk, mode: 'normal', isReaction: false });
      await act(ADA, { kind: 'turn:next' });
    }
    await act(ADA, { kind: 'damage', target: wight, amount: 77, type: 'fire' });
    await act(ADA, { kind: 'condition:add', target: wight, condition: 'poisoned', source: '', ends: null, heldBy: null });
    const known = await allThatReached(ADA);
    for (const trace of [LURKER.name, String(LURKER.hitPoints), 'Grave claw', wight]) expect(known).toContain(trace);
    for (const who of [BORIS, CID, DOT, EVE]) {
      const reached = await allThatReached(who);
      for (const trace of [LURKER.name, String(LURKER.hitPoints - 77), String(LURKER.hitPoints), 'Grave claw', wight])
        expect([NAMES[who], trace, reached.includes(trace)]).toEqual([NAMES[who], trace, false]);
      expect((await fightOf(who)).combatants).toHaveLength(3);
    }
  });

  it('the one that was hurt learns how much, as everybody does, but not by whom', async () => {
    const wight = await beginFight();
    await act(ADA, { kind: 'turn:next' });
    const fight = await fightOf(ADA);
    const brakk = fight.combatants.find((one) => one.characterId === characters[0])!.combatantId;
    for (let turn = 0; turn < 4 && (await fightOf(ADA)).turnOf !== wight; turn += 1) await act(ADA, { kind: 'turn:next' });
    expect((await fightOf(BORIS)).turnOf).toBeNull();
    const blow = { kind: 'attack', attacker: wight, attackId: 'claw', target: brakk, mode: 'normal', isReaction: false } as const;
    await act(ADA, blow);
    const deeds = () =>
      pages[BORIS]!.page.events.flatMap((event) =>
        event.type === 'message:posted' && event.message.kind === 'deed' ? event.message.deeds : [],
      );
    await until(() => expect(deeds().some(({ code }) => code === 'damage_taken')).toBe(true));
    const taken = deeds().find(({ code }) => code === 'damage_taken')!;
    expect(taken.params).toMatchObject({ target: 'Brakk' });
    expect(JSON.stringify(taken)).not.toContain(LURKER.name);
  });

  it('answers whoever asks for a hidden one as if there were nobody', async () => {
    const wight = await beginFight();
    const nobody = `cb_${'0'.repeat(20)}` as CombatantId;
    const refusals = [];
    for (const target of [wight, nobody])
      for (const step of [
        { kind: 'attack', attacker: characters[0]!, attackId: 'longsword', target, mode: 'normal', isReaction: false },
        { kind: 'damage', target, amount: 1, type: null },
        { kind: 'combatant:reveal', combatantId: target },
      ] as const)
        refusals.push(
          await act(BORIS, step).then(
            () => 'done',
            (error: unknown) => (error as { code: string }).code,
          ),
        );
    expect(refusals.slice(0, 3)).toEqual(refusals.slice(3));
    expect(refusals).not.toContain('done');
  });

  it('once it shows itself all see it, its health in words and no armour class', async () => {
    const wight = await beginFight();
    await act(ADA, { kind: 'combatant:reveal', combatantId: wight });
    await act(ADA, { kind: 'damage', target: wight, amount: 4_000, type: 'fire' });
    for (const who of [BORIS, CID, DOT, EVE]) {
      const seen = (await fightOf(who)).combatants.find((one) => one.combatantId === wight)!;
      expect(seen).toMatchObject({ isHidden: false, health: { kind: 'words', word: 'injured' }, armourClass: null, attacks: [] });
      expect(await allThatReached(who)).not.toContain(String(LURKER.hitPoints));
      expect(await allThatReached(who)).not.toContain(String(LURKER.hitPoints - 4_000));
    }
    const kept = (await fightOf(ADA)).combatants.find((one) => one.combatantId === wight)!;
    expect(kept).toMatchObject({ health: { kind: 'exact' }, armourClass: LURKER.armourClass });
  });

  it('numbers of what a page is told have no holes, whoever hides', async () => {
    const wight = await beginFight();
    await act(ADA, { kind: 'damage', target: wight, amount: 1, type: null });
    for (const who of [BORIS, EVE]) {
      const numbers = pages[who]!.page.cursors.map(({ n }) => n);
      expect(numbers.length).toBeGreaterThan(3);
      expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index));
    }
  });
});
