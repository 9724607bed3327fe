import { describe, expect, it } from 'vitest';
import { checkSheet } from '../rules/character/check-sheet.ts';
import { sampleCharacter } from '../rules/testing/sample-character.ts';
import type { ReadSheet } from './read-sheet.ts';
import { settleSheet } from './settle.ts';

const sheetOf = (more: Partial<typeof sampleCharacter>): ReadSheet => ({
  format: 'skald',
  character: { ...sampleCharacter, ...more },
  aside: {},
  problems: [],
});
const facts = { hasPicture: () => false };

describe('a sheet that comes to a table', () => {
  it('[G6.27] a good sheet stays as it is', () => {
    expect(settleSheet(sheetOf({}), facts)).toEqual(sheetOf({}));
  });

  it('[G6.27] figures are brought within the rules, and what changed is told', () => {
    const settled = settleSheet(
      sheetOf({
        classes: [{ key: 'fighter', name: 'Fighter', level: 2, subclass: '', hitDie: 6, hitDiceSpent: 9 }],
        vitals: {
          hitPoints: { max: 12, current: 0, temporary: 0 },
          conditions: [{ condition: 'exhaustion', level: 6, source: '', ends: null, heldBy: null }],
          concentration: 'Bless',
          deathSaves: { successes: 0, failures: 3 },
          life: 'alive',
        },
        attacks: [{ ...sampleCharacter.attacks[0]!, damage: [{ dice: 'a lot', type: 'fire' }] }],
        defences: { resistances: ['fire', 'fire'], immunities: ['cold'], vulnerabilities: ['cold'], conditionImmunities: [] },
      }),
      facts,
    );
    if (settled.character === null) throw new Error('no sheet');
    expect(checkSheet(settled.character)).toEqual([]);
    expect(settled.character).toMatchObject({
      classes: [{ hitDie: 10, hitDiceSpent: 2 }],
      vitals: { conditions: [{ level: 5 }], concentration: null, deathSaves: { successes: 0, failures: 0 }, life: 'dead' },
      defences: { resistances: ['fire'], vulnerabilities: [] },
      attacks: [{ damage: [] }],
    });
    expect(settled.problems.map((one) => one.path)).toEqual([
      'classes.0.hitDie',
      'attacks.0.damage',
      'vitals.conditions.0.level',
    ]);
  });

  it('[G6.27] what no repair makes right refuses the sheet, with the place', () => {
    const classes = Array.from({ length: 2 }, () => ({ ...sampleCharacter.classes[0]!, level: 11 }));
    expect(settleSheet(sheetOf({ classes }), facts)).toMatchObject({
      character: null,
      problems: [
        { path: 'classes', code: 'invalid' },
        { path: 'classes.1.key', code: 'invalid' },
      ],
    });
  });

  it('[G6.22] a picture of another table is taken off', () => {
    const portrait = 'pi_00000000000000000000' as NonNullable<(typeof sampleCharacter)['portrait']>;
    expect(settleSheet(sheetOf({ portrait }), facts).character?.portrait).toBeNull();
    expect(settleSheet(sheetOf({ portrait }), { hasPicture: () => true }).character?.portrait).toBe(portrait);
  });
});
