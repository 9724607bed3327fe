import { SHEET_PROBLEMS, type Character } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { sampleCharacter } from '../testing/sample-character.ts';
import { suffers } from '../testing/sample-vitals.ts';
import { checkSheet } from './check-sheet.ts';

const [fighter] = sampleCharacter.classes as [Character['classes'][number]];
const [blade] = sampleCharacter.attacks as [Character['attacks'][number]];
const slots = Array.from({ length: 9 }, () => ({ max: 1, spent: 0 }));
const vitals = (change: Partial<Character['vitals']>) => ({ vitals: { ...sampleCharacter.vitals, ...change } });
const defences = (change: Partial<Character['defences']>) => ({ defences: { ...sampleCharacter.defences, ...change } });
const points = (current: number, max = 12) => ({ hitPoints: { max, current, temporary: 0 } });
const casting = (change: Partial<NonNullable<Character['spellcasting']>>) => ({
  spellcasting: { ability: 'wisdom' as const, slots, pact: null, spells: [], ...change },
});
const rope = { id: 'rope', name: 'Rope', quantity: 1, isEquipped: false, text: '' };

const CASES: readonly (readonly [keyof typeof SHEET_PROBLEMS, string, Partial<Character>])[] = [
  [
    'level_too_high',
    'classes',
    {
      classes: [
        { ...fighter, level: 15 },
        { ...fighter, key: null, level: 6 },
      ],
    },
  ],
  ['class_twice', 'classes.1.key', { classes: [fighter, fighter] }],
  ['hit_die_wrong', 'classes.0.hitDie', { classes: [{ ...fighter, hitDie: 12 }] }],
  ['hit_dice_overspent', 'classes.0.hitDiceSpent', { classes: [{ ...fighter, hitDiceSpent: 2 }] }],
  ['hit_points_above_max', 'vitals.hitPoints.current', vitals(points(13))],
  ['life_wrong', 'vitals.life', vitals(points(0))],
  ['life_wrong', 'vitals.life', vitals({ life: 'dead' })],
  ['death_saves_above_zero', 'vitals.deathSaves', vitals({ deathSaves: { successes: 1, failures: 0 } })],
  [
    'death_saves_settled',
    'vitals.deathSaves',
    vitals({ ...points(0), life: 'dying', deathSaves: { successes: 0, failures: 3 } }),
  ],
  ['concentration_impossible', 'vitals.concentration', vitals({ conditions: [suffers('stunned')], concentration: 'Bless' })],
  ['condition_level_wrong', 'vitals.conditions.0.level', vitals({ conditions: [suffers('prone', { level: 2 })] })],
  ['condition_level_wrong', 'vitals.conditions.0.level', vitals({ conditions: [suffers('exhaustion', { level: 6 })] })],
  ['condition_twice', 'vitals.conditions.1', vitals({ conditions: [suffers('prone'), suffers('prone')] })],
  [
    'slots_overspent',
    'spellcasting.slots.2',
    casting({ slots: slots.map((pool, index) => (index === 2 ? { max: 1, spent: 2 } : pool)) }),
  ],
  ['slots_overspent', 'spellcasting.pact', casting({ pact: { max: 1, spent: 2, level: 1 } })],
  [
    'uses_overspent',
    'features.0.uses',
    { features: [{ id: 'a', name: 'A', text: '', uses: { max: 1, spent: 2, recovers: 'never' } }] },
  ],
  ['entry_twice', 'inventory.1.id', { inventory: [rope, rope] }],
  ['entry_twice', 'attacks.1.id', { attacks: [blade, blade] }],
  ['word_twice', 'saves', { saves: ['wisdom', 'wisdom'] }],
  ['defences_contradict', 'defences', defences({ immunities: ['fire'], vulnerabilities: ['fire'] })],
  ['dice_wrong', 'attacks.0.damage.0.dice', { attacks: [{ ...blade, damage: [{ dice: 'a lot', type: 'fire' }] }] }],
  ['dice_wrong', 'attacks.0.damage.0.dice', { attacks: [{ ...blade, damage: [{ dice: '1d8 # fire', type: 'fire' }] }] }],
];

describe('[G6.4] a sheet that was edited or imported', () => {
  it('has no problem when it is by the rules', () => {
    expect(checkSheet(sampleCharacter)).toEqual([]);
    expect(checkSheet({ ...sampleCharacter, attacks: [{ ...blade, damage: [{ dice: '3', type: 'fire' }] }] })).toEqual([]);
    expect(
      checkSheet({
        ...sampleCharacter,
        ...vitals({ conditions: [suffers('prone', { source: 'a' }), suffers('prone', { source: 'b' })] }),
      }),
    ).toEqual([]);
  });

  it.each(CASES)('[G6.4] %s at %s, and nothing else', (code, path, change) => {
    expect(checkSheet({ ...sampleCharacter, ...change })).toEqual([{ code, path }]);
  });

  it('[G6.4] every problem has its case, and a sentence in both languages', () => {
    const { portrait_unknown: _ofTheStore, ...ofTheSheet } = SHEET_PROBLEMS;
    expect(new Set(CASES.map(([code]) => code))).toEqual(new Set(Object.keys(ofTheSheet)));
    for (const { en, ru } of Object.values(SHEET_PROBLEMS)) {
      expect(en).toMatch(/^[A-Z][^\p{Script=Cyrillic}]+\.$/u);
      expect(ru).toMatch(/^[А-ЯЁ].+\.$/u);
    }
  });

  it('[G6.4] all problems are told at once', () => {
    const bad = { ...sampleCharacter, ...vitals(points(13)), saves: ['wisdom', 'wisdom'] as const, inventory: [rope, rope] };
    expect(checkSheet({ ...bad, saves: [...bad.saves] }).map((problem) => problem.code)).toEqual([
      'word_twice',
      'hit_points_above_max',
      'entry_twice',
    ]);
  });
});
