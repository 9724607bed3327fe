import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_BEHIND_MS, planTicks } from './pacing.ts';

describe('planTicks', () => {
  it('sends nothing before its time', () => expect(planTicks(100, 99)).toEqual({ skipped: 0, due: 0, nextDueMs: 100 }));
  it('sends one tick in time', () => expect(planTicks(100, 100)).toEqual({ skipped: 0, due: 1, nextDueMs: 120 }));
  it('catches up what is late', () => expect(planTicks(100, 165)).toEqual({ skipped: 0, due: 4, nextDueMs: 180 }));
  it('jumps when it is too far behind', () => expect(planTicks(100, 501)).toEqual({ skipped: 20, due: 1, nextDueMs: 520 }));

  it('never drifts: ticks sent and skipped are those that time has passed, whenever it wakes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { minLength: 1, maxLength: 100 }), (sleepsMs) => {
        let dueMs = 0;
        let nowMs = 0;
        let ticks = 0;
        for (const sleepMs of sleepsMs) {
          nowMs += sleepMs;
          const plan = planTicks(dueMs, nowMs);
          expect(plan.due).toBeLessThanOrEqual(MAX_BEHIND_MS / 20 + 1);
          ticks += plan.skipped + plan.due;
          dueMs = plan.nextDueMs;
        }
        expect(ticks).toBe(Math.floor(nowMs / 20) + 1);
      }),
    );
  });
});
