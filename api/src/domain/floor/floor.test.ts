import fc from 'fast-check';
import type { MessageId, TurnId } from '@skald/protocol';
import type { Audience } from '../audience.ts';
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
/** A message to the DM, from 0 to 99. */
const said = (n: number, audience: Audience = 'party'): FloorEvent => ({ type: 'addressed', messageId: message(n), audience });
const CIRCLES: readonly Audience[] = ['party', 'dm+st_a', 'dm+st_b'];
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
      { event: said(1), atMs: 0 },
      { event: said(2), atMs: 10 },
      { event: { type: 'segmentGiven', turnId: turn(0) }, atMs: 20 },
      { event: { type: 'deliberated', turnId: turn(0) }, atMs: 30 },
      { event: { type: 'segmentSettled', turnId: turn(0) }, atMs: 40 },
    ]);
    expect(commands).toEqual([
      { type: 'startTurn', turnId: turn(0), audience: 'party', messageIds: [message(1)] },
      { type: 'endTurn', turnId: turn(0), outcome: 'done' },
      { type: 'startTurn', turnId: turn(4), audience: 'party', messageIds: [message(2)] },
    ]);
  });

  it('[F4] a stop cuts the turn, and nothing of it counts afterwards', () => {
    const { floor, commands } = run([
      { event: said(1), atMs: 0 },
      { event: { type: 'stopped', turnId: turn(0) }, atMs: 10 },
      { event: { type: 'segmentSettled', turnId: turn(0) }, atMs: 20 },
    ]);
    expect(floor).toEqual(OPEN_FLOOR);
    expect(commands.at(-1)).toEqual({ type: 'endTurn', turnId: turn(0), outcome: 'cut' });
  });

  it('[F5] a private message has a turn of its own, in its place; what others wait for stays queued', () => {
    const { floor, commands } = run([
      { event: said(1), atMs: 0 },
      { event: said(2, 'dm+st_a'), atMs: 1 },
      { event: said(3), atMs: 2 },
      { event: said(4, 'dm+st_a'), atMs: 3 },
      { event: { type: 'stopped', turnId: turn(0) }, atMs: 4 },
      { event: { type: 'deliberated', turnId: turn(4) }, atMs: 5 },
    ]);
    expect(commands.filter((command) => command.type === 'startTurn')).toEqual([
      { type: 'startTurn', turnId: turn(0), audience: 'party', messageIds: [message(1)] },
      { type: 'startTurn', turnId: turn(4), audience: 'dm+st_a', messageIds: [message(2), message(4)] },
      { type: 'startTurn', turnId: turn(5), audience: 'party', messageIds: [message(3)] },
    ]);
    expect(floor).toMatchObject({ audience: 'party', queue: [] });
  });

  it('[F2] many messages of others do not push the only private one out of the queue', () => {
    const many = Array.from({ length: 40 }, (_, n) => ({ event: said(n + 10), atMs: n }));
    const { floor } = run([{ event: said(1), atMs: 0 }, { event: said(2, 'dm+st_a'), atMs: 0 }, ...many]);
    expect(floor.queue).toHaveLength(QUEUE_LIMIT);
    expect(floor.queue[0]).toEqual({ messageId: message(2), audience: 'dm+st_a' });
  });

  it('[G9.2] a pause cuts the turn and begins none; what was addressed meanwhile is answered once somebody goes on', () => {
    const paused = [
      { event: said(1), atMs: 0 },
      { event: { type: 'paused' }, atMs: 1 },
      { event: said(2), atMs: 2 },
      { event: { type: 'deliberated', turnId: turn(0) }, atMs: 3 },
      { event: { type: 'ticked' }, atMs: 10 * MIND_PATIENCE_MS },
      { event: { type: 'paused' }, atMs: 10 * MIND_PATIENCE_MS + 1 },
    ] as const;
    const { floor, commands } = run(paused);
    expect(commands.slice(1)).toEqual([{ type: 'endTurn', turnId: turn(0), outcome: 'cut' }]);
    expect(floor).toMatchObject({ state: 'paused', queue: [{ messageId: message(2) }] });
    const on = run([...paused, { event: { type: 'resumed' }, atMs: 700_000 }]);
    expect(on.commands.at(-1)).toMatchObject({ type: 'startTurn', messageIds: [message(2)] });
    const idle = run([
      { event: { type: 'paused' }, atMs: 0 },
      { event: { type: 'resumed' }, atMs: 1 },
    ]);
    expect(idle).toEqual({ floor: OPEN_FLOOR, commands: [] });
  });

  it('[F3] a mind or a voice that stands still is given up', () => {
    const begun = { event: said(1), atMs: 0 } as const;
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
    fc.nat(30).map((n) => said(n, CIRCLES[n % 3])),
    fc
      .tuple(fc.constantFrom('segmentGiven', 'segmentMoved', 'segmentSettled', 'deliberated', 'stopped'), fc.nat(40))
      .map(([type, n]): FloorEvent => ({ type, turnId: turn(n) })),
    fc.constantFrom<FloorEvent>({ type: 'ticked' }, { type: 'paused' }, { type: 'resumed' }),
  );

  it('[F1] never two open turns, [F2] no addressed message lost or taken twice while queued, [F3] every wait ends', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ event: anyEvent, gapMs: fc.nat(20_000) }), { maxLength: 120 }), (steps) => {
        let atMs = 0;
        let open = 0;
        let floor: Floor = OPEN_FLOOR;
        steps.forEach(({ event, gapMs }, index) => {
          atMs += gapMs;
          const queuedBefore = new Set(floor.queue.map((waiting) => waiting.messageId));
          const circlesBefore = new Set(floor.queue.map((waiting) => waiting.audience));
          const step = stepFloor(floor, event, atMs, turn(index));
          const taken = new Set<MessageId>();
          for (const command of step.commands) {
            open += command.type === 'startTurn' ? 1 : -1;
            expect(open).toBeGreaterThanOrEqual(0);
            expect(open).toBeLessThanOrEqual(1);
            if (command.type !== 'startTurn') continue;
            command.messageIds.forEach((id) => taken.add(id));
            circlesBefore.delete(command.audience);
          }
          if (event.type === 'addressed') queuedBefore.add(event.messageId);
          const queued = step.floor.queue.map((waiting) => waiting.messageId);
          for (const circle of circlesBefore) expect(step.floor.queue.some(({ audience }) => audience === circle)).toBe(true);
          if (queuedBefore.size <= QUEUE_LIMIT)
            for (const id of queuedBefore) expect(taken.has(id) || queued.includes(id)).toBe(true);
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
