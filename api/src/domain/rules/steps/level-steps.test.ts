import { characterSchema, type Character, type GameStep } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { checkSheet } from '../character/check-sheet.ts';
import { buildCharacter } from '../character/build-character.ts';
import { EXPERIENCE_OF_LEVEL } from '../character/levels.ts';
import { suggestChoices } from '../character/suggest-choices.ts';
import { CHARACTERS, DM, HOST, player } from '../testing/fights.ts';
import { rulesFight, rulesGame } from '../testing/rules-game.ts';

const [ada, boris] = CHARACTERS as [(typeof CHARACTERS)[0], (typeof CHARACTERS)[0]];
const award = (amount: number, ...characterIds: (typeof CHARACTERS)[number][]): GameStep => ({
  kind: 'experience:award',
  characterIds,
  amount,
});
const up = (hitPoints: 'average' | 'roll' = 'average', classIndex = 0): GameStep => ({
  kind: 'level:up',
  characterId: ada,
  classIndex,
  hitPoints,
});
/** Ada's player, without the host's rights. */
const adasPlayer = { kind: 'seat', seatId: HOST, isHost: false } as const;
const withAda = (character: Character) =>
  rulesGame((all) => all.map((one, index) => (index === 0 ? { ...one, character } : one)));
const made = (key: Parameters<typeof suggestChoices>[0]) => buildCharacter({ name: 'Ada', ...suggestChoices(key) }, 'en');

describe('[G4.32] experience', () => {
  it('is the leaders’ to give, the whole amount to each', () => {
    const game = rulesGame();
    expect(game.refusal(award(100, boris), player(1))).toBe('not_host');
    game.step(award(100, ada, boris, ada));
    expect([game.sheet(0).experience, game.sheet(1).experience]).toEqual([100, 100]);
    game.step(award(400_000, ada));
    game.step(award(400_000, ada));
    expect(game.refusal(award(400_000, boris, ada))).toBe('over_limit');
    expect(game.sheet(1).experience).toBe(100);
  });
});

describe('[G4.33] levels', () => {
  it('need the experience for players; leaders may give one without', () => {
    const game = withAda(made('fighter'));
    game.step(award(299, ada));
    expect(game.refusal(up(), adasPlayer)).toBe('level_not_reached');
    game.step(award(1, ada));
    game.step(up(), adasPlayer);
    expect(game.refusal(up(), adasPlayer)).toBe('level_not_reached');
    game.step(up());
    expect(game.sheet(0)).toMatchObject({ classes: [{ level: 3 }], experience: 900 });
    expect(game.refusal(up(), player(1))).toBe('not_yours');
  });

  it('[G4.33] hit points are the average or a die, with constitution, at least 1', () => {
    const game = withAda({ ...made('fighter'), experience: 900 });
    expect(game.step(up(), adasPlayer).deeds[0]?.deed.params).toEqual({
      actor: 'Ada',
      class: 'Fighter',
      level: 2,
      amount: 6 + 2,
    });
    expect(game.step(up('roll'), adasPlayer, 3).deeds[0]?.deed.params).toMatchObject({ amount: 3 + 2 });
    expect(game.vitals(0).hitPoints).toEqual({ max: 12 + 13, current: 12 + 13, temporary: 0 });
    const weak = made('wizard');
    const frail = withAda({ ...weak, abilities: { ...weak.abilities, constitution: 3 } });
    expect(frail.step(up('roll'), DM, 1).deeds[0]?.deed.params).toMatchObject({ amount: 1 });
    const dwarf = withAda(made('cleric'));
    expect(dwarf.step(up()).deeds[0]?.deed.params).toMatchObject({ amount: 5 + 1 + 1 });
  });

  it('[G4.33] slots and uses grow with the level, and every level is a sheet by the rules', () => {
    for (const key of ['wizard', 'paladin', 'warlock', 'barbarian'] as const) {
      const game = withAda(made(key));
      for (let level = 2; level <= 20; level += 1) {
        game.step(up());
        expect(checkSheet(characterSchema.parse(game.sheet(0)))).toEqual([]);
      }
      expect(game.refusal(up())).toBe('level_highest');
      expect(game.sheet(0).experience).toBe(EXPERIENCE_OF_LEVEL[19]);
      const { spellcasting, features } = game.sheet(0);
      const slots = spellcasting?.slots.map((pool) => pool.max).join('');
      if (key === 'wizard') expect(slots).toBe('433332211');
      if (key === 'paladin') expect(slots).toBe('433320000');
      if (key === 'paladin') expect(features.find((one) => one.id === 'lay-on-hands')?.uses?.max).toBe(100);
      if (key === 'warlock') expect(spellcasting).toMatchObject({ pact: { max: 4, level: 5 } });
      if (key === 'barbarian') expect(features.find((one) => one.id === 'rage')?.uses?.max).toBe(6);
    }
  });

  it('[G4.33] cantrips hit harder at 5, 11 and 17', () => {
    const game = withAda(made('wizard'));
    const dice = () => game.sheet(0).attacks.find((attack) => attack.id === 'fire-bolt')?.damage[0]?.dice;
    const seen = [dice()];
    for (let level = 2; level <= 20; level += 1) {
      game.step(up());
      if (dice() !== seen.at(-1)) seen.push(`${level}: ${dice()}`, dice());
    }
    expect(seen.filter((_, index) => index % 2 === 1)).toEqual(['5: 2d10', '11: 3d10', '17: 4d10']);
  });

  it('[G4.33] are not taken in a fight, at 0 hit points, or in a class one has not', () => {
    expect(rulesFight().refusal(up())).toBe('not_in_fight');
    const game = rulesGame();
    expect(game.refusal(up('average', 1))).toBe('no_such_entry');
    game.step({ kind: 'damage', target: ada, amount: 44, type: null });
    expect(game.refusal(up())).toBe('cannot_act');
  });
});
