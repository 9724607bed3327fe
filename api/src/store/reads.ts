import type { Connection } from '@skald/db';
import type { TableId } from '@skald/protocol';
import type { Audience } from '../domain/audience.ts';
import { decodeRow, listColumns, type TableName } from './rows.ts';
import { StoreError, type Rows, type Store, type StoredEvent } from './store.ts';

type Reads = Omit<Store, 'commit' | 'eraseTable' | 'close'>;

/** The store's reads, as statements prepared once. They see every commit before them. */
export function createReads(connection: Connection): Reads {
  return {
    ...readTable(connection),
    ...readMessages(connection),
    ...readWorld(connection),
    ...readGame(connection),
    ...readEvents(connection),
  };
}

/** A statement that answers rows of one table. `rest` follows `FROM name`. */
function select<Name extends TableName, Bound extends unknown[]>(connection: Connection, name: Name, rest: string) {
  const columns = listColumns(name).map((column) => `"${column}"`);
  const statement = connection.prepare<Bound, Record<string, unknown>>(`SELECT ${columns.join(', ')} FROM ${name} ${rest}`);
  return {
    all: (...bound: Bound): Rows[Name][] => statement.all(...bound).map((stored) => decodeRow(name, stored)),
    first(...bound: Bound): Rows[Name] | null {
      const stored = statement.get(...bound);
      return stored ? decodeRow(name, stored) : null;
    },
  };
}

function readTable(connection: Connection) {
  const table = select<'rooms', [string]>(connection, 'rooms', 'WHERE id = ?');
  const count = connection.prepare<[], number>('SELECT count(*) FROM rooms').pluck();
  const seats = select<'players', [string]>(connection, 'players', 'WHERE tableId = ? ORDER BY createdAtMs, rowid');
  const characters = select<'characters', [string]>(connection, 'characters', 'WHERE tableId = ? ORDER BY rowid');
  const latest = select<'sessions', [string]>(connection, 'sessions', 'WHERE tableId = ? ORDER BY number DESC LIMIT 1');
  const sessions = select<'sessions', [string]>(connection, 'sessions', 'WHERE tableId = ? ORDER BY number');
  const open = select<'sessions', []>(connection, 'sessions', `WHERE state IN ('running', 'paused') ORDER BY startedAtMs, rowid`);
  return {
    findTable: (id) => table.first(id),
    countTables: () => count.get() ?? 0,
    readSeats: (tableId) => seats.all(tableId),
    readCharacters: (tableId) => characters.all(tableId),
    readLatestSession: (tableId) => latest.first(tableId),
    readSessions: (tableId) => sessions.all(tableId),
    readOpenSessions: () => open.all(),
  } satisfies Partial<Reads>;
}

function readMessages(connection: Connection) {
  const found = select<'messages', [string, string]>(connection, 'messages', 'WHERE tableId = ? AND id = ?');
  const keyed = select<'messages', [string, string]>(connection, 'messages', 'WHERE tableId = ? AND dedupeKey = ?');
  const known = knownTo('@seatId');
  const newest = select<'messages', [{ tableId: string; seatId: string | null; limit: number }]>(
    connection,
    'messages',
    `WHERE tableId = @tableId AND ${known} ORDER BY position DESC LIMIT @limit`,
  );
  const older = select<'messages', [{ tableId: string; seatId: string | null; limit: number; before: string }]>(
    connection,
    'messages',
    `WHERE tableId = @tableId AND ${known}
       AND position < (SELECT position FROM messages WHERE tableId = @tableId AND id = @before)
     ORDER BY position DESC LIMIT @limit`,
  );
  const unanswered = select<'messages', [string]>(
    connection,
    'messages',
    'WHERE tableId = ? AND answeredBy IS NULL AND isAddressed = 1 ORDER BY position',
  );
  // The plus keeps SQLite from walking all messages in their order instead of looking the few up.
  const answered = select<'messages', [string, string]>(
    connection,
    'messages',
    'WHERE tableId = ? AND answeredBy = ? ORDER BY +position',
  );
  const ofTurn = select<'messages', [string, string]>(
    connection,
    'messages',
    'WHERE tableId = ? AND turnId = ? ORDER BY position',
  );
  const ofSegment = select<'messages', [string, string]>(connection, 'messages', 'WHERE tableId = ? AND segmentId = ?');
  return {
    findMessage: (tableId, id) => found.first(tableId, id),
    findMessageByKey: (tableId, dedupeKey) => keyed.first(tableId, dedupeKey),
    readMessages: (tableId, { seatId, before, limit }) =>
      before === null
        ? newest.all({ tableId, seatId, limit: checkLimit(limit) })
        : older.all({ tableId, seatId, limit: checkLimit(limit), before }),
    readUnanswered: (tableId) => unanswered.all(tableId),
    readAnsweredBy: (tableId, turnId) => answered.all(tableId, turnId),
    readMessagesOfTurn: (tableId, turnId) => ofTurn.all(tableId, turnId),
    findMessageBySegment: (tableId, segmentId) => ofSegment.first(tableId, segmentId),
  } satisfies Partial<Reads>;
}

function readWorld(connection: Connection) {
  const entities = select<'entities', [string]>(connection, 'entities', 'WHERE tableId = ? ORDER BY createdAtMs, rowid');
  const facts = select<'entity_facts', [{ tableId: string; atMs: number }]>(
    connection,
    'entity_facts',
    `WHERE tableId = @tableId AND validFromMs <= @atMs AND (validToMs IS NULL OR validToMs > @atMs) ORDER BY validFromMs, rowid`,
  );
  const roll = select<'dice_rolls', [string, string]>(connection, 'dice_rolls', 'WHERE tableId = ? AND intentKey = ?');
  const byPrefix = select<'dice_rolls', [string, string, string]>(
    connection,
    'dice_rolls',
    'WHERE tableId = ? AND intentKey >= ? AND intentKey < ?',
  );
  const ofTurn = select<'dice_rolls', [string, string]>(
    connection,
    'dice_rolls',
    'WHERE tableId = ? AND turnId = ? ORDER BY atMs, rowid',
  );
  const turns = select<'turns', [string]>(
    connection,
    'turns',
    `WHERE tableId = ? AND state = 'open' ORDER BY startedAtMs, rowid`,
  );
  return {
    readEntities: (tableId) => entities.all(tableId),
    readFacts: (tableId, atMs) => facts.all({ tableId, atMs }),
    findRollByIntent: (tableId, intentKey) => roll.first(tableId, intentKey),
    readRollsByIntent: (tableId, prefix) => byPrefix.all(tableId, prefix, `${prefix}\u{10FFFF}`),
    readRollsOfTurn: (tableId, turnId) => ofTurn.all(tableId, turnId),
    readOpenTurns: (tableId) => turns.all(tableId),
  } satisfies Partial<Reads>;
}

function readGame(connection: Connection) {
  const encounter = select<'initiative_tracker', [string]>(
    connection,
    'initiative_tracker',
    'WHERE tableId = ? AND endedAtMs IS NULL ORDER BY rowid DESC LIMIT 1',
  );
  const stepByKey = select<'game_steps', [string, string]>(connection, 'game_steps', 'WHERE tableId = ? AND dedupeKey = ?');
  const steps = select<'game_steps', [string, number]>(
    connection,
    'game_steps',
    'WHERE tableId = ? AND undoneAtMs IS NULL ORDER BY position DESC LIMIT ?',
  );
  const seed = select<'dice_seeds', [string, string]>(connection, 'dice_seeds', 'WHERE sessionId = ? AND audience = ?');
  const seeds = select<'dice_seeds', [string, string]>(
    connection,
    'dice_seeds',
    'WHERE tableId = ? AND sessionId = ? ORDER BY createdAtMs, rowid',
  );
  const sealed = select<'dice_seeds', [string, string]>(
    connection,
    'dice_seeds',
    'WHERE tableId = ? AND audience = ? AND revealedAtMs IS NULL ORDER BY createdAtMs, rowid',
  );
  const rolls = select<'dice_rolls', [string, string]>(
    connection,
    'dice_rolls',
    'WHERE tableId = ? AND seedId = ? ORDER BY counter',
  );
  const quests = select<'quests', [string]>(connection, 'quests', 'WHERE tableId = ? ORDER BY createdAtMs, rowid');
  const picture = select<'pictures', [string, string]>(connection, 'pictures', 'WHERE tableId = ? AND id = ?');
  const handout = select<'messages', [{ tableId: string; seatId: string }]>(
    connection,
    'messages',
    `WHERE tableId = @tableId AND json_extract(message, '$.kind') = 'handout' AND ${knownTo('@seatId')}
     ORDER BY position DESC LIMIT 1`,
  );
  const bytes = connection
    .prepare<[string], number>('SELECT coalesce(sum(length(bytes)), 0) FROM pictures WHERE tableId = ?')
    .pluck();
  return {
    findEncounter: (tableId) => encounter.first(tableId),
    findStepByKey: (tableId, dedupeKey) => stepByKey.first(tableId, dedupeKey),
    readSteps: (tableId, limit) => steps.all(tableId, checkLimit(limit)),
    findSeed: (sessionId, audience) => seed.first(sessionId, audience),
    readSeeds: (tableId, sessionId) => seeds.all(tableId, sessionId),
    readSealedSeeds: (tableId, audience) => sealed.all(tableId, audience),
    readRollsOfSeed: (tableId, seedId) => rolls.all(tableId, seedId),
    readQuests: (tableId) => quests.all(tableId),
    findPicture: (tableId, id) => picture.first(tableId, id),
    findLastHandout: (tableId, seatId) => handout.first({ tableId, seatId }),
    countPictureBytes: (tableId) => bytes.get(tableId) ?? 0,
  } satisfies Partial<Reads>;
}

/** SQL that is true of rows whose audience has a seat in it. Ids have no `+` and one length, so that none is a part of another. */
function knownTo(seatId: string): string {
  return `(audience = 'party' OR audience = ${seatId} OR instr('+' || audience || '+', '+' || ${seatId} || '+') > 0)`;
}

function readEvents(connection: Connection) {
  const after = connection.prepare<
    [Record<string, unknown>],
    { position: number; atMs: number; type: string; audience: string; payload: string }
  >(
    `SELECT position, atMs, type, audience, payload FROM game_events
     WHERE tableId = @tableId AND position > @position AND ${knownTo('@seatId')}
     ORDER BY position LIMIT @limit`,
  );
  const last = connection
    .prepare<[TableId], number>('SELECT coalesce(max(position), 0) FROM game_events WHERE tableId = ?')
    .pluck();
  return {
    readEventsAfter: (tableId, position, { seatId, limit }) =>
      after.all({ tableId, position, seatId, limit: checkLimit(limit) }).map(
        (stored): StoredEvent => ({
          ...stored,
          audience: stored.audience as Audience,
          payload: JSON.parse(stored.payload) as unknown,
        }),
      ),
    readLastPosition: (tableId) => last.get(tableId) ?? 0,
  } satisfies Partial<Reads>;
}

/** SQLite takes a negative limit for none at all. */
function checkLimit(limit: number): number {
  if (!Number.isSafeInteger(limit) || limit < 0) throw new StoreError('invalid', 'a limit is a whole number from 0 on');
  return limit;
}
