import { formatId, ProtocolError } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { aContext, createFakeWorld, IREENA } from '../../testing/fake-world.ts';
import { createToolbox } from './toolbox.ts';
import type { CreatureView } from './world-game.ts';

const bytes = (filled: number) => new Uint8Array(20).fill(filled);
const characterId = formatId('character', bytes(20));
const ben: CreatureView = {
  creatureId: characterId,
  kind: 'character',
  name: 'Старый Бен',
  aliases: ['Мария', 'Старый Бен/Мария'],
  characterId,
  combatantId: null,
  seatId: IREENA,
  health: 'injured',
  hitPoints: { current: 7, max: 12 },
  attacks: [{ id: 'sword', name: 'Короткий меч' }],
  items: [{ id: 'rope', name: 'Верёвка', quantity: 1 }],
  hitDice: [1, 2],
};
const combatantId = formatId('combatant', bytes(21));
const wolf: CreatureView = {
  ...ben,
  creatureId: combatantId,
  kind: 'monster',
  name: 'Wolf 1',
  aliases: [],
  characterId: null,
  combatantId,
  seatId: null,
  health: 'bloodied',
  hitPoints: null,
  attacks: [{ id: 'bite', name: 'Bite' }],
  items: [],
  hitDice: [],
};

function use(name: string, input: unknown, world = createFakeWorld({ creatures: [ben, wolf] })) {
  const { content, isError } = createToolbox(aContext(), world).run({ callId: 'c', name, input });
  return { content, isError, log: world.log };
}
const stepOf = (log: readonly string[]): unknown => JSON.parse((log[0] ?? '').replace(/^c:0 /u, ''));
const check = { actor: 'Бена', what: 'athletics', tier: 'hard', attempt: 'climb', on_success: 'up', on_failure: 'down' };

describe('tools over the game', () => {
  it('[G3] a check names the skill, the tier and what hangs on it; the engine gets an intent under the key of the call', () => {
    const { log } = use('roll_check', check);
    expect(log[0]).toMatch(/^c:0 /u);
    expect(stepOf(log)).toEqual({
      kind: 'check',
      actor: characterId,
      what: 'athletics',
      difficulty: 'hard',
      mode: 'normal',
      attempt: 'climb',
      onSuccess: 'up',
      onFailure: 'down',
    });
  });

  it.each(['Старый Бен', 'старому бену', '[Старый Бен]', 'мария', 'Старый Бен/Мария', 'Бену'])('[M2] "%s" is found', (actor) => {
    expect(use('roll_check', { ...check, actor })).toMatchObject({ isError: false });
  });

  it('[M2] who is not there is refused with those who are', () => {
    const { content, isError, log } = use('damage', { target: 'Dragon', dice: '2d6' });
    expect([isError, log]).toEqual([true, []]);
    expect(content).toContain('Старый Бен, Wolf 1');
  });

  it.each([
    ['roll_check', { ...check, result: 20 }],
    ['roll_check', { ...check, tier: 'certain' }],
    ['roll_check', { ...check, on_failure: '' }],
    ['roll_save', { actor: 'Бен', ability: 'wisdom', difficulty: 99, against: 'x' }],
    ['attack', { attacker: 'Wolf 1', target: 'Бен', hit: true }],
    ['damage', { target: 'Бен', dice: '2d6', amount: 40 }],
    ['give_coins', { to: 'Бен', coin: 'gold', amount: 0 }],
    ['initiative', { action: 'win' }],
    ['award_experience', { amount: 1e9 }],
  ])('[D2] %s refuses results and what is out of range: %j', (name, input) => {
    expect(use(name, input)).toMatchObject({ isError: true, log: [] });
  });

  it('[D2] what the rules refuse comes back with their reason, and nothing is said of success', () => {
    const world = createFakeWorld({
      creatures: [ben, wolf],
      onStep: () => {
        throw new ProtocolError('not_your_turn');
      },
    });
    const { content, isError } = use('attack', { attacker: 'Wolf 1', target: 'Бену' }, world);
    expect([isError, content]).toEqual([true, 'It is somebody else’s turn. Nothing was done.']);
  });

  it('[M2] an attack is found by its name, the first without one, and a wrong one lists the right ones', () => {
    const wish = { attacker: 'Бен', target: 'Wolf 1' };
    expect(stepOf(use('attack', { ...wish, with: 'мечом' }).log)).toMatchObject({ attackId: 'sword' });
    expect(stepOf(use('attack', wish).log)).toMatchObject({ attackId: 'sword', target: combatantId });
    expect(use('attack', { ...wish, with: 'cannon' }).content).toContain('Короткий меч');
    expect(use('attack', { attacker: 'Бен', target: 'Бена' })).toMatchObject({ isError: true, log: [] });
  });

  it('[G4.30] things are taken by their name; a missing one does not tell what else there is', () => {
    expect(stepOf(use('take_item', { from: 'Бен', item: 'веревка' }).log)).toMatchObject({ itemId: 'rope', quantity: 1 });
    const { content, log } = use('take_item', { from: 'Бен', item: 'крюк' });
    expect([log, content.includes('Верёвка')]).toEqual([[], false]);
    expect(use('give_item', { to: 'Wolf 1', item: 'bone' })).toMatchObject({ isError: true, log: [] });
  });

  it('[G4.28] hit dice come from the classes in their order, and too many are left for the rules to refuse', () => {
    const dice = (count: number) => stepOf(use('rest', { kind: 'short', characters: ['Бен'], hit_dice: count }).log);
    expect(dice(2)).toMatchObject({
      hitDice: [
        { classIndex: 0, count: 1 },
        { classIndex: 1, count: 1 },
      ],
    });
    expect(dice(9)).toMatchObject({
      hitDice: [
        { classIndex: 0, count: 1 },
        { classIndex: 1, count: 8 },
      ],
    });
    expect(stepOf(use('rest', { kind: 'long' }).log)).toEqual({ kind: 'rest:long', characterIds: [characterId] });
  });

  it('[G5.3] a monster of the catalogue comes by its name in either language, another one with figures', () => {
    const add = (input: object) => use('initiative', { action: 'add', ...input });
    expect(stepOf(add({ names: ['гигантских крыс'], count: 2 }).log)).toMatchObject({
      kind: 'monsters:add',
      monster: { name: 'Giant rat' },
      count: 2,
      isHidden: false,
    });
    const refused = add({ names: ['Mill ghost'] });
    expect([refused.log, refused.content.includes('Giant rat')]).toEqual([[], true]);
    const own = { armour_class: 12, hit_points: '2d8', attack: 'Chill', to_hit: 4, damage: '1d6+2', damage_type: 'cold' };
    expect(stepOf(add({ names: ['Mill ghost'], own }).log)).toMatchObject({ monster: { name: 'Mill ghost', armourClass: 12 } });
    expect(add({ names: ['<b>'], own })).toMatchObject({ isError: true, log: [] });
  });

  it('[G10] asks a player who is there, by the name of the character', () => {
    expect(use('ask_player', { character: 'ireena', question: 'What do you see?' }).log).toEqual([`ask ${IREENA}`]);
    expect(use('ask_player', { character: 'Zed', question: 'x' }).content).toContain('Ireena, Павел');
  });
});
