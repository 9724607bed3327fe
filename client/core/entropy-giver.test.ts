import { ProtocolError, sessionIdSchema, type ErrorCode } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { EntropyGiver } from './entropy-giver.ts';
import { rememberCommitments } from './fairness-memory.ts';
import { openPreferences } from './preferences.ts';
import { ADA, BORIS, seedOf, snapshotOf } from './testing/samples.ts';

const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
function giverThat(fails: ErrorCode | null = null) {
  const given: string[] = [];
  const give = async (value: string): Promise<void> => {
    given.push(value);
    if (fails) throw new ProtocolError(fails);
  };
  return { giver: new EntropyGiver(give, () => `chance ${given.length}`), given };
}
const idle = { ...snapshotOf().session, sessionId: null, state: 'idle' as const };
const later = { ...snapshotOf().session, sessionId: sessionIdSchema.parse('se_00000000000000000002') };

describe('[G2.2] chance from this browser', () => {
  it('is given once an evening, and to none that is not open', () => {
    const { giver, given } = giverThat();
    giver.follow(snapshotOf({ session: idle }));
    expect(given).toEqual([]);
    giver.follow(snapshotOf());
    giver.follow(snapshotOf());
    expect(given).toHaveLength(1);
    giver.follow(
      snapshotOf({
        session: later,
        dice: [seedOf(1, { contributions: [{ seatId: ADA, value: 'a'.repeat(32), fromCounter: 0 }] })],
      }),
    );
    expect(given).toHaveLength(2);
  });

  it('is not given again after a reload, when the seat gave some to this evening already', () => {
    const { giver, given } = giverThat();
    const contribution = { value: 'a'.repeat(32), fromCounter: 0 };
    giver.follow(snapshotOf({ dice: [seedOf(1, { contributions: [{ ...contribution, seatId: ADA }] })] }));
    expect(given).toEqual([]);
    const { giver: other, given: others } = giverThat();
    other.follow(snapshotOf({ dice: [seedOf(1, { contributions: [{ ...contribution, seatId: BORIS }] })] }));
    expect(others).toHaveLength(1);
  });

  it.each<[ErrorCode, number]>([
    ['unavailable', 2],
    ['timeout', 2],
    ['rate_limited', 1],
    ['forbidden', 1],
  ])('that failed with %s is tried %i times in two looks', async (code, times) => {
    const { giver, given } = giverThat(code);
    giver.follow(snapshotOf());
    await settled();
    giver.follow(snapshotOf());
    expect(given).toHaveLength(times);
  });
});

describe('[G2.8] commitments that a device was told', () => {
  const memory = (): { getItem: (key: string) => string | null; setItem: (key: string, value: string) => void } => {
    const kept = new Map<string, string>();
    return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
  };
  it('are kept as they were first told', () => {
    const shelf = openPreferences(memory());
    rememberCommitments(shelf, [seedOf(1)]);
    rememberCommitments(shelf, [seedOf(1, { commitment: 'f'.repeat(64) }), seedOf(2)]);
    expect(shelf.read().commitments).toEqual({ [seedOf(1).seedId]: 'c'.repeat(64), [seedOf(2).seedId]: 'c'.repeat(64) });
  });

  it('go, the oldest first, when there are too many', () => {
    const shelf = openPreferences(memory());
    for (let number = 1; number <= 250; number += 1) rememberCommitments(shelf, [seedOf(number)]);
    const kept = Object.keys(shelf.read().commitments);
    expect(kept).toHaveLength(200);
    expect(kept).toContain(seedOf(250).seedId);
    expect(kept).not.toContain(seedOf(1).seedId);
  });
});
