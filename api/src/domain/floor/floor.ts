import type { MessageId, TurnId } from '@skald/protocol';
import type { Audience } from '../audience.ts';

/** An addressed message that waits, with who may know of it: what is asked in private is answered in private. (F5) */
export interface Waiting {
  readonly messageId: MessageId;
  readonly audience: Audience;
}

/** The floor of one table: when the DM takes a turn. Rules are in docs/rules/floor.md. Times are ms of any one clock. */
export type Floor =
  | { readonly state: 'open'; readonly queue: readonly Waiting[] }
  /** A stop card was shown: nothing begins until somebody goes on. What is addressed waits. (G9.2) */
  | { readonly state: 'paused'; readonly queue: readonly Waiting[] }
  | {
      readonly state: 'taken';
      readonly turnId: TurnId;
      /** The mind may still give segments. */
      readonly isDeliberating: boolean;
      /** Segments given to the voice and not settled (spoken, cut, failed). */
      readonly unsettled: number;
      /** Last time anything of the turn moved; what lets every wait end. */
      readonly movedMs: number;
      readonly audience: Audience;
      readonly queue: readonly Waiting[];
    };

export type FloorEvent =
  | { readonly type: 'addressed'; readonly messageId: MessageId; readonly audience: Audience }
  | { readonly type: 'segmentGiven'; readonly turnId: TurnId }
  | { readonly type: 'segmentMoved'; readonly turnId: TurnId }
  | { readonly type: 'segmentSettled'; readonly turnId: TurnId }
  | { readonly type: 'deliberated'; readonly turnId: TurnId }
  | { readonly type: 'stopped'; readonly turnId: TurnId }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  | { readonly type: 'ticked' };

export type FloorCommand =
  | {
      readonly type: 'startTurn';
      readonly turnId: TurnId;
      readonly audience: Audience;
      readonly messageIds: readonly MessageId[];
    }
  | { readonly type: 'endTurn'; readonly turnId: TurnId; readonly outcome: 'done' | 'cut' | 'failed' };

/** Addressed messages that may wait by name; beyond it the oldest that is not the only one of its audience goes. */
export const QUEUE_LIMIT = 16;
/** A mind that gives nothing for this long has failed; a voice that moves nothing for this long is given up. In ms. */
export const MIND_PATIENCE_MS = 60_000;
export const VOICE_PATIENCE_MS = 30_000;

export const OPEN_FLOOR: Floor = { state: 'open', queue: [] };

/**
 * One step of the floor. `newTurnId` names the turn if this step starts one. Returns the next floor and what is to be done,
 * in order. At most one turn is open at a time (F1), an addressed message stays queued until a turn takes it (F2),
 * every wait ends (F3).
 */
export function stepFloor(
  floor: Floor,
  event: FloorEvent,
  nowMs: number,
  newTurnId: TurnId,
): { floor: Floor; commands: readonly FloorCommand[] } {
  if (event.type === 'addressed') return addressed(floor, event, nowMs, newTurnId);
  if (event.type === 'paused') return pause(floor);
  if (event.type === 'resumed') return resume(floor, nowMs, newTurnId);
  if (floor.state !== 'taken') return { floor, commands: [] };
  if (event.type === 'ticked') return ticked(floor, nowMs, newTurnId);
  if (event.turnId !== floor.turnId) return { floor, commands: [] };
  switch (event.type) {
    case 'segmentGiven':
      return { floor: { ...floor, unsettled: floor.unsettled + 1, movedMs: nowMs }, commands: [] };
    case 'segmentMoved':
      return { floor: { ...floor, movedMs: nowMs }, commands: [] };
    case 'segmentSettled':
      return settle({ ...floor, unsettled: Math.max(0, floor.unsettled - 1), movedMs: nowMs }, nowMs, newTurnId);
    case 'deliberated':
      return settle({ ...floor, isDeliberating: false, movedMs: nowMs }, nowMs, newTurnId);
    case 'stopped':
      return end(floor, 'cut', nowMs, newTurnId);
  }
}

type Taken = Extract<Floor, { state: 'taken' }>;
type Step = ReturnType<typeof stepFloor>;

function addressed(floor: Floor, { messageId, audience }: Waiting, nowMs: number, newTurnId: TurnId): Step {
  if (floor.queue.some((waiting) => waiting.messageId === messageId)) return { floor, commands: [] };
  const queue = bounded([...floor.queue, { messageId, audience }]);
  return floor.state === 'open' ? start(queue, nowMs, newTurnId) : { floor: { ...floor, queue }, commands: [] };
}

function pause(floor: Floor): Step {
  const commands: FloorCommand[] = floor.state === 'taken' ? [{ type: 'endTurn', turnId: floor.turnId, outcome: 'cut' }] : [];
  return { floor: { state: 'paused', queue: floor.queue }, commands };
}

function resume(floor: Floor, nowMs: number, newTurnId: TurnId): Step {
  if (floor.state !== 'paused') return { floor, commands: [] };
  return floor.queue.length === 0 ? { floor: OPEN_FLOOR, commands: [] } : start(floor.queue, nowMs, newTurnId);
}

/** Every audience keeps at least one message in the queue: its turn takes the others that wait. */
function bounded(queue: readonly Waiting[]): readonly Waiting[] {
  if (queue.length <= QUEUE_LIMIT) return queue;
  const spare = queue.findIndex(({ audience }, index) => queue.slice(index + 1).some((later) => later.audience === audience));
  return spare === -1 ? queue : queue.toSpliced(spare, 1);
}

function ticked(floor: Taken, nowMs: number, newTurnId: TurnId): Step {
  const patienceMs = floor.isDeliberating ? MIND_PATIENCE_MS : VOICE_PATIENCE_MS;
  if (nowMs - floor.movedMs < patienceMs) return { floor, commands: [] };
  return end(floor, 'failed', nowMs, newTurnId);
}

function settle(floor: Taken, nowMs: number, newTurnId: TurnId): Step {
  return floor.isDeliberating || floor.unsettled > 0 ? { floor, commands: [] } : end(floor, 'done', nowMs, newTurnId);
}

function end(floor: Taken, outcome: 'done' | 'cut' | 'failed', nowMs: number, newTurnId: TurnId): Step {
  const ended: FloorCommand = { type: 'endTurn', turnId: floor.turnId, outcome };
  if (floor.queue.length === 0) return { floor: OPEN_FLOOR, commands: [ended] };
  const next = start(floor.queue, nowMs, newTurnId);
  return { floor: next.floor, commands: [ended, ...next.commands] };
}

/** One turn answers one audience: the one that has waited longest. The others stay in the queue. (F5) */
function start(queue: readonly Waiting[], nowMs: number, turnId: TurnId): Step {
  const audience = queue[0]?.audience ?? 'party';
  const messageIds = queue.filter((waiting) => waiting.audience === audience).map((waiting) => waiting.messageId);
  const rest = queue.filter((waiting) => waiting.audience !== audience);
  return {
    floor: { state: 'taken', turnId, isDeliberating: true, unsettled: 0, movedMs: nowMs, audience, queue: rest },
    commands: [{ type: 'startTurn', turnId, audience, messageIds }],
  };
}
