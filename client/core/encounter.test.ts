import { characterIdSchema, monsterSchema, type EncounterView } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import {
  describeCondition,
  describeDamage,
  describeHealth,
  describeTurn,
  mayStart,
  monsterByHand,
  partyOutside,
  readAmount,
  targetsFor,
} from './encounter.ts';
import { dictionaryOf } from './i18n/dictionary.ts';
import { combatantOf, encounterOf, vitalsOf } from './testing/combat-samples.ts';
import { ADA, BORIS } from './testing/samples.ts';

const en = dictionaryOf('en').combat;
const ru = dictionaryOf('ru').combat;
const hero = combatantOf(1, 'Ada', {
  kind: 'character',
  characterId: characterIdSchema.parse(`ch_${'1'.repeat(20)}`),
  seatId: ADA,
});
const goblin = combatantOf(2, 'Goblin', { health: { kind: 'words', word: 'bloodied' }, armourClass: null });

describe('a fight as one seat sees it', () => {
  it('[G5.7] says whose turn it is, and that it is one’s own', () => {
    const fight = encounterOf([hero, goblin], { turnOf: hero.combatantId, round: 2 });
    expect(describeTurn(fight, en, ADA)).toBe('Round 2. Your turn: Ada');
    expect(describeTurn(fight, ru, BORIS)).toBe('Раунд 2. Ходит Ada');
    expect(describeTurn({ ...fight, turnOf: null }, ru, BORIS)).toBe('Раунд 2. Ходит кто-то другой');
  });

  it('[G5.23] health is numbers for those who know them and words for others', () => {
    expect(describeHealth(goblin, ru, 'ru')).toBe('в крови');
    expect(describeHealth(hero, en, 'en')).toBe('8 of 12 hit points');
    const dying = combatantOf(3, 'Ada', {
      health: {
        kind: 'exact',
        vitals: vitalsOf({
          hitPoints: { max: 12, current: 0, temporary: 0 },
          life: 'dying',
          deathSaves: { successes: 1, failures: 2 },
        }),
      },
    });
    expect(describeHealth(dying, en, 'en')).toBe('0 of 12 hit points, dying, death saves 1/3, failed 2/3');
  });

  it('[G5.11] a condition says how many rounds are left', () => {
    const ends = { rounds: 2, at: 'end', of: goblin.combatantId } as const;
    expect(describeCondition({ condition: 'poisoned', level: 1, source: '', ends, heldBy: null }, ru, 'ru')).toBe(
      'отравление, ещё 2 раунда',
    );
    expect(describeCondition({ condition: 'exhaustion', level: 3, source: '', ends: null, heldBy: null }, en, 'en')).toBe(
      'exhaustion, level 3',
    );
  });

  it('[G5.14] the other side is offered as a target first, the dead never', () => {
    const dead = combatantOf(4, 'Orc', { health: { kind: 'words', word: 'dead' } });
    const friend = combatantOf(5, 'Boris', { kind: 'character' });
    expect(targetsFor(encounterOf([friend, dead, goblin, hero]), hero).map(({ name }) => name)).toEqual(['Goblin', 'Boris']);
  });

  it('[G5.7] the first turn waits for everybody’s initiative', () => {
    const gathering: EncounterView = encounterOf([hero, goblin], { state: 'gathering', round: 0, turnOf: null });
    expect(mayStart(gathering)).toBe(true);
    expect(mayStart({ ...gathering, combatants: [hero, { ...goblin, initiative: null }] })).toBe(false);
    expect(mayStart({ ...gathering, combatants: [] })).toBe(false);
  });

  it('[G5.2] the party is whoever has a player, lives and is not in the fight', () => {
    const character = (number: number, change: object = {}) => ({
      characterId: characterIdSchema.parse(`ch_${String(number).repeat(20)}`),
      seatId: ADA,
      name: 'Somebody',
      classes: [],
      species: { key: null, name: 'human' },
      vitals: vitalsOf(),
      armourClass: 12,
      portrait: null,
      ...change,
    });
    const characters = [
      character(1),
      character(2),
      character(3, { seatId: null }),
      character(4, { vitals: vitalsOf({ life: 'dead' }) }),
    ];
    const game = { characters, sheets: [], encounter: encounterOf([hero]), undoable: null };
    expect(partyOutside(game)).toEqual([characters[1]?.characterId]);
  });

  it('[G5.3] what the host writes of a monster fits the rules, and nonsense does not', () => {
    const written = {
      name: ' Wolf ',
      armourClass: '13',
      hitPoints: '2d8+2',
      initiativeBonus: '2',
      attackName: 'Bite',
      toHit: '4',
      damageDice: '2d4+2',
      damageType: 'piercing',
    } as const;
    expect(monsterSchema.parse(monsterByHand(written))).toMatchObject({
      name: 'Wolf',
      hitPoints: '2d8+2',
      attacks: [{ toHit: 4 }],
    });
    expect(monsterSchema.parse(monsterByHand({ ...written, attackName: '', hitPoints: '11' }))).toMatchObject({
      hitPoints: 11,
      attacks: [],
    });
    for (const wrong of [{ name: ' ' }, { armourClass: 'high' }, { hitPoints: '' }, { toHit: 'x' }, { initiativeBonus: '99' }])
      expect(monsterSchema.safeParse(monsterByHand({ ...written, ...wrong })).success).toBe(false);
  });

  it('reads an amount as a number, as dice, or as nothing', () => {
    expect(['7', ' 2d6+1 ', '', '99999'].map(readAmount)).toEqual([7, '2d6+1', null, '99999']);
    expect(describeDamage('1d8+3 [slashing] + 1d4 [fire]', 'ru')).toBe('1d8+3 рубящий + 1d4 огонь');
  });
});
