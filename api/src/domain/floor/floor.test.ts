import fc from 'fast-check';
import type { MessageId, TurnId } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import {
  MIND_PATIENCE_MS,
  OPEN_FLOOR,
  QUEUE_LIMIT,
  stepFloor,
  VOICE_PATIENCE_MS,
  type Floor,
  type FloorCommand,
  type FloorEvent,
} from './floor.ts';

const turn = (n: number): TurnId => `tu_${String(n).padStart(8, '0')}` as TurnId;
const message = (n: number): MessageId => `ms_${String(n).padStart(8, '0')}` as MessageId;

function run(steps: readonly { event: FloorEvent; atMs: number }[]): { floor: Floor; commands: FloorCommand[] } {
  let floor: Floor = OPEN_FLOOR;
  const commands: FloorCommand[] = [];
  steps.forEach(({ event, atMs }, index) => {
    const step = stepFloor(floor, event, atMs, turn(index));
    floor = step.floor;
    commands.push(...step.commands);
  });
  return { floor, commands };
}

describe('the floor', () => {
  it('[F1] an addressed message starts a turn; a second one waits for its end', () => {
    const { commands } = run([
      { event: { type: 'addressed', messageId: message(1) }, atMs: 0 },
      { event: { type: 'addressed', messageId: message(2) }, atMs: 10 },
      { event: { type: 'segmentGiven', turnId: turn(0) }, atMs: 20 },
      { event: { type: 'deliberated', turnId: turn(0) }, atMs: 30 },
      { event: { type: 'segmentSettled', turnId: turn(0) }, atMs: 40 },
    ]);
    expect(commands).toEqual([
      { type: 'startTurn', turnId: turn(0), messageIds: [message(1)] },
      { type: 'endTurn', turnId: turn(0), outcome: 'done' },
      { type: 'startTurn', turnId: turn(4), messageIds: [message(2)] },
    ]);
  });

  it('[F4] a stop cuts the turn, and nothing of it counts afterwards', () => {
    const { floor, commands } = run([
      { event: { type: 'addressed', messageId: message(1) }, atMs: 0 },
      { event: { type: 'stopped', turnId: turn(0) }, atMs: 10 },
      { event: { type: 'segmentSettled', turnId: turn(0) }, atMs: 20 },
    ]);
    expect(floor).toEqual(OPEN_FLOOR);
    expect(commands.at(-1)).toEqual({ type: 'endTurn', turnId: turn(0), outcome: 'cut' });
  });

  it('[F3] a mind or a voice that stands still is given up', () => {
    const begun = { event: { type: 'addressed', messageId: message(1) }, atMs: 0 } as const;
    expect(run([begun, { event: { type: 'ticked' }, atMs: MIND_PATIENCE_MS - 1 }]).commands).toHaveLength(1);
    expect(run([begun, { event: { type: 'ticked' }, atMs: MIND_PATIENCE_MS }]).commands.at(-1)).toMatchObject({
      type: 'endTurn',
      outcome: 'failed',
    });
    const spoken = [
      begun,
      { event: { type: 'segmentGiven', turnId: turn(0) }, atMs: 1 },
      { event: { type: 'deliberated', turnId: turn(0) }, atMs: 2 },
    ] as const;
    expect(run([...spoken, { event: { type: 'ticked' }, atMs: 2 + VOICE_PATIENCE_MS }]).commands.at(-1)).toMatchObject({
      outcome: 'failed',
    });
  });

  const anyEvent: fc.Arbitrary<FloorEvent> = fc.oneof(
    fc.nat(30).map((n): FloorEvent => ({ type: 'addressed', messageId: message(n) })),
    fc
      .tuple(fc.constantFrom('segmentGiven', 'segmentMoved', 'segmentSettled', 'deliberated', 'stopped'), fc.nat(40))
      .map(([type, n]): FloorEvent => ({ type, turnId: turn(n) })),
    fc.constant<FloorEvent>({ type: 'ticked' }),
  );

  it('[F1] never two open turns, [F2] no addressed message lost or taken twice while queued, [F3] every wait ends', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ event: anyEvent, gapMs: fc.nat(20_000) }), { maxLength: 120 }), (steps) => {
        let atMs = 0;
        let open = 0;
        let floor: Floor = OPEN_FLOOR;
        steps.forEach(({ event, gapMs }, index) => {
          atMs += gapMs;
          const queuedBefore = new Set(floor.queue);
          const step = stepFloor(floor, event, atMs, turn(index));
          const taken = new Set<MessageId>();
          for (const command of step.commands) {
            open += command.type === 'startTurn' ? 1 : -1;
            expect(open).toBeGreaterThanOrEqual(0);
            expect(open).toBeLessThanOrEqual(1);
            if (command.type === 'startTurn') command.messageIds.forEach((id) => taken.add(id));
          }
          if (event.type === 'addressed') queuedBefore.add(event.messageId);
          if (queuedBefore.size <= QUEUE_LIMIT)
            for (const id of queuedBefore) expect(taken.has(id) || step.floor.queue.includes(id)).toBe(true);
          expect(step.floor.queue.length).toBeLessThanOrEqual(QUEUE_LIMIT);
          floor = step.floor;
        });
        const ended = stepFloor(floor, { type: 'ticked' }, atMs + MIND_PATIENCE_MS, turn(999));
        if (floor.state === 'taken') expect(ended.commands[0]?.type).toBe('endTurn');
      }),
      { numRuns: 500 },
    );
  });
});
