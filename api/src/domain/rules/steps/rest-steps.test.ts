import type { Character, GameStep, Recovery } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { CHARACTERS, DM, player } from '../testing/fights.ts';
import { codes, rulesFight, rulesGame } from '../testing/rules-game.ts';

const [ada, boris] = CHARACTERS as [(typeof CHARACTERS)[0], (typeof CHARACTERS)[0]];
const short = (...hitDice: { classIndex: number; count: number }[]): GameStep => ({
  kind: 'rest:short',
  characterId: ada,
  hitDice,
});
const long = (...characterIds: (typeof CHARACTERS)[number][]): GameStep => ({ kind: 'rest:long', characterIds });
const withAda = (change: (character: Character) => Character) =>
  rulesGame((all) => all.map((one, index) => (index === 0 ? { ...one, character: change(one.character) } : one)));
const hurt = (game: ReturnType<typeof rulesGame>, amount: number) =>
  game.step({ kind: 'damage', target: ada, amount, type: null });
const used = (id: string, recovers: Recovery): Character['features'][number] => ({
  id,
  name: id,
  text: '',
  uses: { max: 3, spent: 3, recovers },
});
const FEATURES = (['short_rest', 'one_on_short_rest', 'long_rest', 'never'] as const).map((recovers) => used(recovers, recovers));
const spentOf = (character: Character) => character.features.map((feature) => feature.uses?.spent);

describe('[G4.28] a short rest', () => {
  it('gives back what the hit dice show, each with constitution and at least 1', () => {
    const game = withAda((ada) => ({ ...ada, abilities: { ...ada.abilities, constitution: 6 } }));
    hurt(game, 30);
    // d8 of this party's fighter: 1-2 counts as 1, 7-2 as 5.
    const { deeds } = game.step(short({ classIndex: 0, count: 2 }), player(0), 1, 7);
    expect(deeds[0]?.deed.params).toEqual({ actor: 'Ada', amount: 6 });
    expect(game.vitals(0).hitPoints.current).toBe(14 + 6);
    expect(game.sheet(0).classes[0]?.hitDiceSpent).toBe(2);
  });

  it('[G4.28] spends no more hit dice than there are, however they are asked for', () => {
    const game = rulesGame();
    hurt(game, 40);
    expect(game.refusal(short({ classIndex: 0, count: 6 }))).toBe('no_hit_dice');
    expect(game.refusal(short({ classIndex: 1, count: 1 }))).toBe('no_such_entry');
    game.step(short({ classIndex: 0, count: 3 }), DM, 8, 8, 8);
    game.step(short({ classIndex: 0, count: 1 }, { classIndex: 0, count: 1 }), DM, 8, 8);
    expect(game.vitals(0).hitPoints.current).toBe(44);
    expect(game.refusal(short({ classIndex: 0, count: 1 }))).toBe('no_hit_dice');
  });

  it('[G4.28] brings back uses and pact slots, not the others', () => {
    const pact = { max: 2, spent: 2, level: 1 };
    const slots = Array.from({ length: 9 }, () => ({ max: 2, spent: 1 }));
    const game = withAda((ada) => ({
      ...ada,
      features: FEATURES,
      spellcasting: { ability: 'charisma', slots, pact, spells: [] },
    }));
    game.step(short(), player(0));
    expect(spentOf(game.sheet(0))).toEqual([0, 2, 3, 3]);
    expect(game.sheet(0).spellcasting).toMatchObject({ pact: { spent: 0 }, slots });
  });

  it('[G4.28] is not for those at 0, nor in a fight, nor for others’ characters', () => {
    expect(rulesFight().refusal(short())).toBe('not_in_fight');
    const game = rulesGame();
    expect(game.refusal(short(), player(1))).toBe('not_yours');
    hurt(game, 44);
    expect(game.refusal(short())).toBe('cannot_act');
    expect(game.refusal(long(ada))).toBe('cannot_act');
  });
});

describe('[G4.29] a long rest', () => {
  it('gives everything back and takes one level of exhaustion', () => {
    const slots = Array.from({ length: 9 }, () => ({ max: 2, spent: 1 }));
    const game = withAda((ada) => ({
      ...ada,
      features: [...FEATURES, { id: 'resourceful', name: 'Resourceful', text: '', uses: null }],
      classes: ada.classes.map((one) => ({ ...one, hitDiceSpent: 4 })),
      spellcasting: { ability: 'charisma', slots, pact: { max: 2, spent: 2, level: 1 }, spells: [] },
    }));
    hurt(game, 40);
    game.step({ kind: 'temporary:grant', target: ada, amount: 9 });
    const exhausted: GameStep = {
      kind: 'condition:add',
      target: ada,
      condition: 'exhaustion',
      source: '',
      ends: null,
      heldBy: null,
    };
    game.step(exhausted);
    game.step(exhausted);
    expect(codes(game.step(long(ada), player(0)))).toEqual(['rested_long']);
    const sheet = game.sheet(0);
    expect(sheet.vitals.hitPoints).toEqual({ max: 44, current: 44, temporary: 0 });
    expect(sheet.vitals.conditions.map((one) => one.level)).toEqual([1]);
    expect(sheet.classes[0]?.hitDiceSpent).toBe(0);
    expect(spentOf(sheet)).toEqual([0, 0, 0, 3, undefined]);
    expect(sheet.spellcasting).toMatchObject({ slots: slots.map((pool) => ({ ...pool, spent: 0 })), pact: { spent: 0 } });
    expect(sheet.hasInspiration).toBe(true);
  });

  it('[G4.29] ends concentration, and what was counted in rounds', () => {
    const game = rulesGame();
    game.step({ kind: 'concentration:begin', creature: boris, on: 'Web' });
    game.step({ kind: 'condition:add', target: ada, condition: 'restrained', source: '', ends: null, heldBy: boris });
    expect(codes(game.step(long(boris)))).toEqual(['concentration_ended', 'condition_ended', 'rested_long']);
    expect(game.vitals(0).conditions).toEqual([]);
  });

  it('[G4.29] is for all of them or for nobody, and once for each', () => {
    const game = rulesGame();
    expect(game.refusal(long(ada, boris), player(1))).toBe('not_yours');
    game.step({ kind: 'damage', target: boris, amount: 22, type: null });
    expect(game.refusal(long(ada, boris))).toBe('cannot_act');
    expect(codes(game.step(long(ada, ada)))).toEqual(['rested_long']);
    expect(rulesFight().refusal(long(ada))).toBe('not_in_fight');
  });
});
