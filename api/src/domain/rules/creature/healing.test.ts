import { describe, expect, it } from 'vitest';
import { healthy, NO_DEFENCES } from '../testing/sample-vitals.ts';
import { takeDamage } from './damage.ts';
import { grantTemporary, heal, settleDeathSave, stabilise } from './healing.ts';

const dying = takeDamage(
  healthy(20),
  NO_DEFENCES,
  { amount: 20, type: null, isCritical: false },
  { makesDeathSaves: true },
).vitals;
const dead = healthy(20, { life: 'dead', hitPoints: { max: 20, current: 0, temporary: 0 } });

describe('[G4.3] healing', () => {
  it('never goes above the maximum, wakes the dying, and helps no dead', () => {
    expect(heal(healthy(20, { hitPoints: { max: 20, current: 15, temporary: 2 } }), 9).hitPoints).toEqual({
      max: 20,
      current: 20,
      temporary: 2,
    });
    const failed = { ...dying, deathSaves: { successes: 1, failures: 2 } };
    expect(heal(failed, 3)).toMatchObject({
      life: 'alive',
      hitPoints: { current: 3 },
      deathSaves: { successes: 0, failures: 0 },
    });
    expect(heal(dying, 0)).toBe(dying);
    expect(() => heal(dead, 5)).toThrow(expect.objectContaining({ code: 'target_dead' }));
    expect(() => grantTemporary(dead, 5)).toThrow(expect.objectContaining({ code: 'target_dead' }));
  });
});

describe('[G4.7] death saves', () => {
  const save = (vitals: typeof dying, total: number, natural: 1 | 20 | null = null) =>
    settleDeathSave(vitals, { total, natural });

  it('10 is a success, 9 a failure, a natural 1 two failures, a natural 20 wakes', () => {
    expect(save(dying, 10)).toMatchObject({ outcome: 'success', vitals: { deathSaves: { successes: 1, failures: 0 } } });
    expect(save(dying, 9)).toMatchObject({ outcome: 'failure', vitals: { deathSaves: { failures: 1 } } });
    expect(save(dying, 1, 1)).toMatchObject({ outcome: 'critical_failure', vitals: { deathSaves: { failures: 2 } } });
    expect(save(dying, 20, 20)).toMatchObject({ outcome: 'awake', vitals: { life: 'alive', hitPoints: { current: 1 } } });
    // A natural 1 fails however much is added.
    expect(save(dying, 15, 1)).toMatchObject({ outcome: 'critical_failure' });
  });

  it('[G4.7] the third success makes stable, the third failure kills', () => {
    const close = { ...dying, deathSaves: { successes: 2, failures: 2 } };
    expect(save(close, 12)).toMatchObject({
      outcome: 'stable',
      vitals: { life: 'stable', deathSaves: { successes: 0, failures: 0 } },
    });
    expect(save(close, 2)).toMatchObject({ outcome: 'died', vitals: { life: 'dead' } });
    expect(save({ ...dying, deathSaves: { successes: 0, failures: 1 } }, 1, 1)).toMatchObject({ outcome: 'died' });
  });

  it('[G4.8] only the dying make them, and only the dying become stable', () => {
    for (const other of [healthy(20), dead, stabilise(dying)]) {
      expect(() => save(other, 12)).toThrow(expect.objectContaining({ code: 'not_dying' }));
      expect(() => stabilise(other)).toThrow(expect.objectContaining({ code: 'not_dying' }));
    }
    expect(stabilise(dying)).toMatchObject({ life: 'stable', hitPoints: { current: 0 } });
  });
});
