import type { GameStep } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { CHARACTERS, host, player } from '../testing/fights.ts';
import { codes, rulesGame } from '../testing/rules-game.ts';

const [ada, boris] = CHARACTERS as [(typeof CHARACTERS)[0], (typeof CHARACTERS)[0]];
const cast = (spellId: string, level: number | null, isPact = false): GameStep => ({
  kind: 'spell:cast',
  characterId: boris,
  spellId,
  slot: level === null ? null : { level, isPact },
});
const slot = (kind: 'slot:spend' | 'slot:restore', level: number, isPact = false): GameStep => ({
  kind,
  characterId: boris,
  level,
  isPact,
});
const spent = (game: ReturnType<typeof rulesGame>) => game.sheet(1).spellcasting?.slots.map((pool) => pool.spent);

describe('[G4.24] slots', () => {
  it('are spent and restored one by one, never more than there are', () => {
    const game = rulesGame();
    game.step(slot('slot:spend', 2), player(1));
    game.step(slot('slot:spend', 2), host);
    expect(game.refusal(slot('slot:spend', 2))).toBe('no_slot');
    expect(game.refusal(slot('slot:spend', 3))).toBe('no_slot');
    game.step(slot('slot:restore', 2));
    expect(spent(game)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0]);
    expect(game.refusal(slot('slot:restore', 1))).toBe('slots_full');
    expect(game.refusal(slot('slot:spend', 1), player(2))).toBe('not_yours');
    expect(game.refusal({ ...slot('slot:spend', 1), characterId: ada } as GameStep)).toBe('no_slot');
  });

  it('[G4.24] of a pact are apart and of one level', () => {
    const game = rulesGame((all) =>
      all.map((one, index) =>
        index === 1 && one.character.spellcasting
          ? {
              ...one,
              character: {
                ...one.character,
                spellcasting: { ...one.character.spellcasting, pact: { max: 1, spent: 0, level: 2 } },
              },
            }
          : one,
      ),
    );
    expect(game.refusal(slot('slot:spend', 1, true))).toBe('no_slot');
    game.step(cast('bolt', 2, true), player(1));
    expect(game.refusal(cast('bolt', 2, true))).toBe('no_slot');
    expect(spent(game)).toEqual(Array(9).fill(0));
    game.step(slot('slot:restore', 2, true));
    expect(game.sheet(1).spellcasting?.pact?.spent).toBe(0);
  });
});

describe('[G4.25] spells', () => {
  it('take their slot or a higher one, cantrips none', () => {
    const game = rulesGame();
    expect(codes(game.step(cast('bolt', 1), player(1)))).toEqual(['spell_cast']);
    game.step(cast('bolt', 2), player(1));
    expect(game.step(cast('spark', null), player(1)).deeds[0]?.deed.params).toEqual({ actor: 'Boris', spell: 'spark', level: 0 });
    expect(spent(game)).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0]);
  });

  it.each([
    ['hold', 1, 'slot_too_low'],
    ['hold', null, 'slot_needed'],
    ['hold', 3, 'no_slot'],
    ['spark', 1, 'no_slot_needed'],
    ['unlearned', 1, 'not_prepared'],
    ['wish', 1, 'no_such_entry'],
  ] as const)('[G4.25] %s with slot %s is refused: %s', (spellId, level, code) => {
    expect(rulesGame().refusal(cast(spellId, level), player(1))).toBe(code);
  });

  it('[G4.25] [G4.27] a spell of concentration takes the place of another, and of its conditions', () => {
    const game = rulesGame();
    game.step({ kind: 'concentration:begin', creature: boris, on: 'Bless' });
    game.step({ kind: 'condition:add', target: ada, condition: 'charmed', source: '', ends: null, heldBy: boris });
    expect(codes(game.step(cast('hold', 2)))).toEqual([
      'spell_cast',
      'concentration_ended',
      'condition_ended',
      'concentration_began',
    ]);
    expect(game.vitals(1).concentration).toBe('hold');
    expect(spent(game)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0]);
    game.step(cast('bolt', 1));
    expect(game.vitals(1).concentration).toBe('hold');
  });

  it('[G4.25] are cast by nobody who cannot act, nor for another', () => {
    const game = rulesGame();
    expect(game.refusal(cast('bolt', 1), player(2))).toBe('not_yours');
    game.step({ kind: 'condition:add', target: boris, condition: 'paralyzed', source: '', ends: null, heldBy: null });
    expect(game.refusal(cast('bolt', 1))).toBe('cannot_act');
  });
});

describe('[G4.26] features', () => {
  it('have so many uses and no more', () => {
    const game = rulesGame();
    const use: GameStep = { kind: 'feature:use', characterId: ada, featureId: 'second-wind' };
    game.step(use, player(0));
    game.step(use, player(0));
    expect(game.refusal(use, player(0))).toBe('no_uses');
    expect(game.sheet(0).features[0]?.uses).toMatchObject({ max: 2, spent: 2 });
    expect(game.refusal({ ...use, featureId: 'wings' })).toBe('no_such_entry');
    expect(game.refusal(use, player(1))).toBe('not_yours');
  });
});
