import { CONDITIONS, vitalsSchema, type ActiveCondition, type Condition, type Vitals } from '@skald/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fightId } from '../testing/fights.ts';
import { healthy, NO_DEFENCES, suffers } from '../testing/sample-vitals.ts';
import { addCondition, cannotAct, exhaustionOf, hasCondition, releaseHeldBy, removeCondition, speedOf } from './conditions.ts';
import { takeDamage } from './damage.ts';
import { heal } from './healing.ts';
import { checkModeOf, combineModes, initiativeModeOf, modeOf, saveModeOf } from './roll-modes.ts';

const add = (vitals: Vitals, condition: Condition, change: Partial<ActiveCondition> = {}) =>
  addCondition(vitals, NO_DEFENCES, suffers(condition, change));
const having = (...conditions: Condition[]) => conditions.reduce((vitals, one) => add(vitals, one), healthy(20));
const code = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};
const fallen = takeDamage(
  healthy(20),
  NO_DEFENCES,
  { amount: 20, type: null, isCritical: false },
  { makesDeathSaves: true },
).vitals;

describe('[G4.9] conditions', () => {
  it('of several causes last by themselves, the same cause again replaces itself', () => {
    const of = fightId('combatant', 1);
    const short = add(healthy(20), 'poisoned', { source: 'dart', ends: { rounds: 1, at: 'end', of } });
    const longer = add(short, 'poisoned', { source: 'dart', ends: { rounds: 9, at: 'end', of } });
    expect(longer.conditions.map((one) => one.ends?.rounds)).toEqual([9]);
    expect(add(longer, 'poisoned', { source: 'bite' }).conditions).toHaveLength(2);
  });

  it('[G4.9] immunity and death refuse them', () => {
    const immune = { ...NO_DEFENCES, conditionImmunities: ['poisoned' as const] };
    expect(code(() => addCondition(healthy(20), immune, suffers('poisoned')))).toBe('immune');
    expect(code(() => add(having('petrified'), 'poisoned'))).toBe('immune');
    expect(code(() => add(healthy(20, { life: 'dead' }), 'prone'))).toBe('target_dead');
  });

  it('[G4.9] the unconscious lie, and go on lying when they wake', () => {
    const asleep = having('unconscious');
    expect(hasCondition(asleep, 'prone')).toBe(true);
    const awake = removeCondition(asleep, 'unconscious');
    expect([hasCondition(awake, 'unconscious'), hasCondition(awake, 'prone')]).toEqual([false, true]);
  });

  it('[G4.9] at 0 hit points only healing wakes, and not from a spell’s sleep', () => {
    expect(code(() => removeCondition(fallen, 'unconscious'))).toBe('at_zero');
    expect(hasCondition(heal(fallen, 1), 'unconscious')).toBe(false);
    const enchanted = heal(add(fallen, 'unconscious', { source: 'Sleep' }), 1);
    expect([enchanted.life, hasCondition(enchanted, 'unconscious')]).toEqual(['alive', true]);
    expect(code(() => removeCondition(healthy(20), 'prone'))).toBe('no_such_condition');
  });

  it('[G4.9] end with the concentration that holds them', () => {
    const caster = fightId('combatant', 7);
    const held = add(add(healthy(20), 'restrained', { heldBy: caster }), 'prone');
    expect(releaseHeldBy(held, caster).conditions.map((one) => one.condition)).toEqual(['prone']);
    expect(releaseHeldBy(held, fightId('combatant', 8))).toBe(held);
  });

  it('[G4.9] a sheet holds whatever comes', () => {
    const coming = fc.array(fc.tuple(fc.constantFrom(...CONDITIONS), fc.string({ maxLength: 3 })), { maxLength: 120 });
    fc.assert(
      fc.property(coming, (list) => {
        let vitals = fallen;
        for (const [condition, source] of list) {
          if (vitals.life === 'dead' || (condition === 'poisoned' && hasCondition(vitals, 'petrified'))) continue;
          vitals = add(vitals, condition, { source });
          vitalsSchema.parse(vitals);
        }
        if (vitals.life !== 'dead') expect(code(() => removeCondition(vitals, 'unconscious'))).toBe('at_zero');
        if (vitals.life !== 'dead') expect(heal(vitals, 1).life).toBe('alive');
      }),
    );
  });

  it('[G4.9] who cannot act: the helpless, the dying, the dead', () => {
    for (const condition of CONDITIONS) {
      const isHelpless = ['incapacitated', 'paralyzed', 'petrified', 'stunned', 'unconscious'].includes(condition);
      expect([condition, cannotAct(having(condition))]).toEqual([condition, isHelpless]);
    }
    expect(cannotAct(fallen)).toBe(true);
    expect(cannotAct(healthy(1, { life: 'dead' }))).toBe(true);
  });
});

describe('[G4.10] exhaustion', () => {
  it('grows by a level, takes 2 a level from d20 rolls and 5 feet of speed, and kills at 6', () => {
    let vitals = healthy(20);
    for (let level = 1; level <= 5; level += 1) {
      vitals = add(vitals, 'exhaustion', { source: String(level) });
      expect(exhaustionOf(vitals)).toBe(level);
      expect(checkModeOf(vitals)).toEqual({ mode: 'normal', penalty: -2 * level });
      expect(speedOf(vitals, 30)).toBe(30 - 5 * level);
    }
    expect(add(vitals, 'exhaustion').life).toBe('dead');
    expect(exhaustionOf(removeCondition(vitals, 'exhaustion'))).toBe(4);
    expect(removeCondition(having('exhaustion'), 'exhaustion').conditions).toEqual([]);
  });

  it('[G4.10] the held and the lying do not move', () => {
    for (const condition of ['grappled', 'restrained', 'paralyzed', 'petrified', 'stunned', 'unconscious'] as const) {
      expect([condition, speedOf(having(condition), 30)]).toEqual([condition, 0]);
    }
    expect(speedOf(having('poisoned'), 30)).toBe(30);
  });
});

describe('[G4.11] attacks', () => {
  const well = healthy(20);
  const mode = (attacker: Vitals, target: Vitals, kind: 'melee' | 'ranged' = 'melee', distanceFeet?: number) =>
    modeOf({ attacker, target, kind, distanceFeet }).mode;

  it.each(['blinded', 'paralyzed', 'petrified', 'restrained', 'stunned', 'unconscious'] as const)(
    'are easier against the %s',
    (condition) => {
      expect(mode(well, having(condition))).toBe('advantage');
    },
  );

  it.each(['blinded', 'frightened', 'poisoned', 'prone', 'restrained'] as const)('[G4.11] are harder for the %s', (condition) => {
    expect(mode(having(condition), well)).toBe('disadvantage');
  });

  it('[G4.11] the unseen strike better and are struck worse; the prone are near or far', () => {
    expect(mode(having('invisible'), well)).toBe('advantage');
    expect(mode(well, having('invisible'))).toBe('disadvantage');
    expect(mode(well, having('prone'))).toBe('advantage');
    expect(mode(well, having('prone'), 'ranged')).toBe('disadvantage');
    expect(mode(well, having('prone'), 'melee', 10)).toBe('disadvantage');
    expect(mode(well, having('prone'), 'ranged', 5)).toBe('advantage');
    for (const condition of ['charmed', 'deafened', 'exhaustion', 'grappled'] as const)
      expect(mode(well, having(condition))).toBe('normal');
  });

  it('[G4.11] any advantage with any disadvantage is neither, however many there are', () => {
    expect(mode(having('blinded', 'poisoned'), having('restrained'))).toBe('normal');
    expect(combineModes('advantage', 'advantage', 'disadvantage')).toBe('normal');
    expect(combineModes('normal', 'advantage')).toBe('advantage');
    expect(modeOf({ attacker: having('poisoned'), target: well, kind: 'melee', asked: 'advantage' }).mode).toBe('normal');
    expect(modeOf({ attacker: having('exhaustion'), target: well, kind: 'melee' }).penalty).toBe(-2);
  });

  it('[G4.12] a hit on the helpless from close by is critical', () => {
    const isCritical = (condition: Condition, kind: 'melee' | 'ranged', distanceFeet?: number) =>
      modeOf({ attacker: well, target: having(condition), kind, distanceFeet }).isAutoCritical;
    expect([isCritical('paralyzed', 'melee'), isCritical('unconscious', 'melee')]).toEqual([true, true]);
    expect([isCritical('paralyzed', 'ranged'), isCritical('paralyzed', 'melee', 10)]).toEqual([false, false]);
    expect([isCritical('stunned', 'melee'), isCritical('petrified', 'melee')]).toEqual([false, false]);
    expect(isCritical('paralyzed', 'ranged', 5)).toBe(true);
  });
});

describe('[G4.13] [G4.14] [G4.15] saves, checks and initiative', () => {
  it('[G4.13] the helpless fail strength and dexterity; the restrained dodge badly', () => {
    for (const condition of ['paralyzed', 'petrified', 'stunned', 'unconscious'] as const) {
      expect(saveModeOf(having(condition), 'strength').failsAlways).toBe(true);
      expect(saveModeOf(having(condition), 'dexterity').failsAlways).toBe(true);
      expect(saveModeOf(having(condition), 'wisdom').failsAlways).toBe(false);
    }
    expect(saveModeOf(having('restrained'), 'dexterity')).toMatchObject({ mode: 'disadvantage', failsAlways: false });
    expect(saveModeOf(having('restrained'), 'strength').mode).toBe('normal');
  });

  it('[G4.14] the poisoned and the frightened check badly', () => {
    expect(checkModeOf(having('poisoned')).mode).toBe('disadvantage');
    expect(checkModeOf(having('frightened'), 'advantage').mode).toBe('normal');
    expect(checkModeOf(having('blinded')).mode).toBe('normal');
  });

  it('[G4.15] the invisible are early, those who cannot act late', () => {
    expect(initiativeModeOf(having('invisible')).mode).toBe('advantage');
    expect(initiativeModeOf(having('stunned')).mode).toBe('disadvantage');
    expect(initiativeModeOf(having('invisible', 'incapacitated')).mode).toBe('normal');
    expect(initiativeModeOf(having('poisoned'), 'advantage').mode).toBe('normal');
  });
});
