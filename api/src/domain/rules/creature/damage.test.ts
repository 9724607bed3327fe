import { DAMAGE_TYPES, vitalsSchema, type Vitals } from '@skald/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healthy, NO_DEFENCES, suffers } from '../testing/sample-vitals.ts';
import { addCondition, hasCondition } from './conditions.ts';
import { takeDamage } from './damage.ts';
import { grantTemporary, heal, stabilise } from './healing.ts';

const HERO = { makesDeathSaves: true };
const MONSTER = { makesDeathSaves: false };
const hit = (vitals: Vitals, amount: number, isCritical = false, options = HERO) =>
  takeDamage(vitals, NO_DEFENCES, { amount, type: 'slashing', isCritical }, options);

describe('[G4.1] defences', () => {
  const against = (change: Partial<typeof NO_DEFENCES>, amount: number) =>
    takeDamage(healthy(50), { ...NO_DEFENCES, ...change }, { amount, type: 'fire', isCritical: false }, HERO).taken;

  it('resistance halves rounded down, vulnerability doubles what is left, immunity leaves nothing', () => {
    expect(against({}, 7)).toBe(7);
    expect(against({ resistances: ['fire'] }, 7)).toBe(3);
    expect(against({ vulnerabilities: ['fire'] }, 7)).toBe(14);
    expect(against({ resistances: ['fire'], vulnerabilities: ['fire'] }, 7)).toBe(6);
    expect(against({ immunities: ['fire'], vulnerabilities: ['fire'] }, 7)).toBe(0);
    expect(against({ resistances: ['cold'] }, 7)).toBe(7);
    expect(against({ resistances: ['fire'] }, 1)).toBe(0);
  });

  it('[G4.1] the petrified resist everything, once', () => {
    const stone = healthy(50, { conditions: [suffers('petrified')] });
    const damage = { amount: 9, type: 'fire', isCritical: false } as const;
    expect(takeDamage(stone, { ...NO_DEFENCES, resistances: ['fire'] }, damage, HERO).taken).toBe(4);
    expect(takeDamage(stone, NO_DEFENCES, { ...damage, type: null }, HERO).taken).toBe(4);
  });
});

describe('[G4.2] temporary hit points', () => {
  it('go first, and do not add up', () => {
    const warded = grantTemporary(grantTemporary(healthy(20), 5), 3);
    expect(warded.hitPoints.temporary).toBe(5);
    expect(grantTemporary(warded, 8).hitPoints.temporary).toBe(8);
    const { vitals, effects, taken } = hit(warded, 7);
    expect(vitals.hitPoints).toEqual({ max: 20, current: 18, temporary: 0 });
    expect([effects, taken]).toEqual([['temporary_lost'], 7]);
    expect(hit(warded, 4)).toMatchObject({ effects: [], vitals: { hitPoints: { current: 20, temporary: 1 } } });
  });

  it('[G4.2] keep the dying from a failed death save, and wake nobody', () => {
    const dying = grantTemporary(hit(healthy(20), 20).vitals, 5);
    expect(dying.life).toBe('dying');
    expect(hit(dying, 5)).toMatchObject({ effects: ['temporary_lost'], vitals: { deathSaves: { failures: 0 } } });
    expect(hit(dying, 6)).toMatchObject({ effects: ['temporary_lost', 'death_save_failed'] });
  });
});

describe('[G4.4] falling', () => {
  it('at 0 a character lies unconscious and dying, a monster is dead', () => {
    const { vitals, effects } = hit(healthy(20), 25);
    expect(effects).toEqual(['fell']);
    expect(vitals).toMatchObject({ life: 'dying', hitPoints: { current: 0 }, concentration: null });
    expect(hasCondition(vitals, 'unconscious') && hasCondition(vitals, 'prone')).toBe(true);
    expect(hit(healthy(20), 20, false, MONSTER)).toMatchObject({ effects: ['died'], vitals: { life: 'dead', conditions: [] } });
  });

  it('[G4.4] what is left over kills when it reaches the maximum', () => {
    const wounded = hit(healthy(20), 15).vitals;
    expect(hit(wounded, 24).effects).toEqual(['fell']);
    expect(hit(wounded, 25).effects).toEqual(['died']);
  });

  it('[G4.4] the dead take nothing more', () => {
    const dead = hit(healthy(20), 40).vitals;
    expect(hit(dead, 10)).toEqual({ vitals: dead, taken: 0, effects: [], concentrationDifficulty: null });
  });
});

describe('[G4.5] damage at 0', () => {
  const dying = hit(healthy(20), 20).vitals;

  it('is a failed death save, a critical one two, and as much as the maximum is death', () => {
    expect(hit(dying, 1)).toMatchObject({ effects: ['death_save_failed'], vitals: { deathSaves: { failures: 1 } } });
    expect(hit(dying, 1, true)).toMatchObject({ vitals: { deathSaves: { failures: 2 } } });
    expect(hit(hit(dying, 1).vitals, 1, true)).toMatchObject({
      effects: ['death_save_failed', 'death_save_failed', 'died'],
      vitals: { life: 'dead' },
    });
    expect(hit(dying, 20)).toMatchObject({ effects: ['died'] });
    expect(hit(dying, 0)).toMatchObject({ effects: [] });
  });

  it('[G4.5] makes the stable dying again', () => {
    expect(hit(stabilise(dying), 3).vitals).toMatchObject({ life: 'dying', deathSaves: { failures: 1 } });
  });
});

describe('[G4.6] concentration', () => {
  const caster = healthy(100, { concentration: 'Bless' });

  it.each([
    [1, 10],
    [21, 10],
    [22, 11],
    [59, 29],
    [90, 30],
  ])('%i damage asks for %i', (amount, difficulty) => {
    expect(hit(caster, amount).concentrationDifficulty).toBe(difficulty);
  });

  it('[G4.6] counts what temporary hit points took, and asks nothing of those who lost it, or never had it', () => {
    expect(hit(grantTemporary(caster, 50), 40).concentrationDifficulty).toBe(20);
    expect(hit(caster, 100)).toMatchObject({ concentrationDifficulty: null, vitals: { concentration: null } });
    expect(hit(healthy(20), 5).concentrationDifficulty).toBeNull();
    expect(hit(caster, 0).concentrationDifficulty).toBeNull();
  });

  it('[G4.6] ends with every condition that takes away actions', () => {
    for (const condition of ['incapacitated', 'paralyzed', 'petrified', 'stunned', 'unconscious'] as const) {
      expect(addCondition(caster, NO_DEFENCES, suffers(condition)).concentration).toBeNull();
    }
    expect(addCondition(caster, NO_DEFENCES, suffers('restrained')).concentration).toBe('Bless');
  });
});

describe('[G4.3] whatever happens', () => {
  const amounts = fc.integer({ min: 0, max: 60 });
  const happening = fc.oneof(
    fc.record({
      kind: fc.constant('damage' as const),
      amount: amounts,
      type: fc.constantFrom(...DAMAGE_TYPES),
      isCritical: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('heal' as const), amount: amounts }),
    fc.record({ kind: fc.constant('temporary' as const), amount: amounts }),
  );
  const defences = fc.record({
    resistances: fc.uniqueArray(fc.constantFrom(...DAMAGE_TYPES)),
    immunities: fc.uniqueArray(fc.constantFrom(...DAMAGE_TYPES)),
    vulnerabilities: fc.uniqueArray(fc.constantFrom(...DAMAGE_TYPES)),
    conditionImmunities: fc.constant<never[]>([]),
  });

  it('hit points stay between 0 and the maximum, and life follows them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        defences,
        fc.array(happening, { maxLength: 30 }),
        (max, makesDeathSaves, shield, story) => {
          let vitals = healthy(max);
          for (const one of story) {
            if (vitals.life === 'dead') break;
            const before = vitals.hitPoints;
            if (one.kind === 'damage') vitals = takeDamage(vitals, shield, one, { makesDeathSaves }).vitals;
            if (one.kind === 'heal') vitals = heal(vitals, one.amount);
            if (one.kind === 'temporary') vitals = grantTemporary(vitals, one.amount);
            const { current, temporary } = vitals.hitPoints;
            vitalsSchema.parse(vitals);
            expect(current).toBeLessThanOrEqual(max);
            expect(current > 0).toBe(vitals.life === 'alive');
            expect(vitals.hitPoints.max).toBe(max);
            if (one.kind === 'heal') expect(current).toBe(Math.min(max, before.current + one.amount));
            if (one.kind === 'temporary') expect(temporary).toBe(Math.max(before.temporary, one.amount));
            if (one.kind === 'damage') expect(current + temporary).toBeLessThanOrEqual(before.current + before.temporary);
            if (!makesDeathSaves) expect(['alive', 'dead']).toContain(vitals.life);
            expect(hasCondition(vitals, 'unconscious')).toBe(vitals.life === 'dying');
          }
        },
      ),
    );
  });

  it('[G4.3] damage takes exactly what it says, while anything is left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), amounts, amounts, (max, temporary, amount) => {
        const { hitPoints } = hit(grantTemporary(healthy(max), temporary), amount).vitals;
        if (amount < max + temporary) expect(hitPoints.current + hitPoints.temporary).toBe(max + temporary - amount);
        else expect(hitPoints.current).toBe(0);
      }),
    );
  });
});
