import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from './open-store.ts';
import type { Batch, Store, Write } from './store.ts';
import {
  ADA,
  OTHER_TABLE,
  sampleBatch,
  sampleEntity,
  sampleEverything,
  sampleFact,
  sampleId,
  sampleMessage,
  sampleRoll,
  sampleSeat,
  sampleSession,
  sampleTable,
  sampleTurn,
  SESSION,
  TABLE,
  TURN,
} from './testing/sample-rows.ts';

const EVENT = { type: 'message:posted', audience: 'party', payload: { text: 'привет' } } as const;
/** Matches a StoreError by its code and, when given, its sentence. */
function refuses(code: string, message = /./): object {
  const sentence = expect.stringMatching(message) as string;
  return expect.objectContaining({ name: 'StoreError', code, message: sentence }) as object;
}

/** What no type lets through, for the checks at run time. */
function untyped(write: unknown): Batch {
  return sampleBatch({ events: [EVENT], writes: [write as Write] });
}

describe('a commit', () => {
  let store: Store;
  beforeEach(() => {
    store = openStore(':memory:');
    store.commit(sampleBatch({ writes: sampleEverything() }));
  });
  afterEach(() => store.close());

  const eventCount = () => store.readEventsAfter(TABLE, 0, { seatId: ADA, limit: 100 }).length;

  it('answers its events with positions that grow and the time of the batch', () => {
    const first = store.commit(sampleBatch({ atMs: 77, events: [EVENT, { ...EVENT, payload: null }] }));
    const [second] = store.commit(sampleBatch({ events: [EVENT] }));
    expect(first).toEqual([
      { ...EVENT, atMs: 77, position: 1 },
      { ...EVENT, payload: null, atMs: 77, position: 2 },
    ]);
    expect(second?.position).toBe(3);
    expect(store.readLastPosition(TABLE)).toBe(3);
  });

  it('takes rows that name each other in any order', () => {
    const other = openStore(':memory:');
    expect(() => other.commit(sampleBatch({ events: [EVENT], writes: sampleEverything().reverse() }))).not.toThrow();
    other.close();
  });

  it('[O6] keeps nothing of a batch whose last write fails', () => {
    const writes: Write[] = [
      { op: 'insert', into: 'messages', row: sampleMessage(2) },
      { op: 'update', into: 'rooms', id: TABLE, set: { title: 'Другое' } },
      { op: 'insert', into: 'messages', row: sampleMessage(1) },
    ];
    expect(() => store.commit(sampleBatch({ events: [EVENT], writes }))).toThrow(refuses('duplicate'));
    expect(store.findMessage(TABLE, sampleId('message', 2))).toBeNull();
    expect(store.findTable(TABLE)?.title).toBe(sampleTable.title);
    expect(eventCount()).toBe(0);
    expect(store.commit(sampleBatch({ events: [EVENT] }))).toHaveLength(1);
  });

  it('[O6] keeps nothing of a batch that fails at its end, by a row that names what is not there', () => {
    const message = sampleMessage(2, { answeredBy: sampleId('turn', 9) });
    const batch = sampleBatch({ events: [EVENT], writes: [{ op: 'insert', into: 'messages', row: message }] });
    expect(() => store.commit(batch)).toThrow(refuses('invalid', /FOREIGNKEY/));
    expect(store.findMessage(TABLE, message.id)).toBeNull();
    expect(eventCount()).toBe(0);
    expect(store.commit(sampleBatch({ events: [EVENT] }))).toHaveLength(1);
  });

  it.each<[string, Write, Write]>([
    [
      'a dedupe key of a message',
      { op: 'insert', into: 'messages', row: sampleMessage(2, { dedupeKey: 'k' }) },
      { op: 'insert', into: 'messages', row: sampleMessage(3, { dedupeKey: 'k' }) },
    ],
    [
      'an intent of a roll',
      { op: 'insert', into: 'dice_rolls', row: sampleRoll(2, { intentKey: 'k' }) },
      { op: 'insert', into: 'dice_rolls', row: sampleRoll(3, { intentKey: 'k' }) },
    ],
    [
      'a number of a session',
      { op: 'insert', into: 'sessions', row: { ...sampleSession, id: sampleId('session', 2), number: 2 } },
      { op: 'insert', into: 'sessions', row: { ...sampleSession, id: sampleId('session', 3), number: 2 } },
    ],
    [
      'an id',
      { op: 'insert', into: 'players', row: { ...sampleSeat, id: sampleId('seat', 5) } },
      { op: 'insert', into: 'players', row: { ...sampleSeat, id: sampleId('seat', 5), name: 'Вера' } },
    ],
  ])('refuses as duplicate %s that is there already', (_, first, second) => {
    store.commit(sampleBatch({ writes: [first] }));
    expect(() => store.commit(sampleBatch({ writes: [second] }))).toThrow(refuses('duplicate'));
  });

  it('lets two tables use the same key, and many messages none', () => {
    const room: Write = { op: 'insert', into: 'rooms', row: { ...sampleTable, id: OTHER_TABLE } };
    const theirs: Write = { op: 'insert', into: 'messages', row: sampleMessage(4, { tableId: OTHER_TABLE, dedupeKey: 'k' }) };
    const ours = [sampleMessage(2, { dedupeKey: 'k' }), sampleMessage(3), sampleMessage(5)];
    store.commit(sampleBatch({ writes: ours.map((row) => ({ op: 'insert', into: 'messages', row })) }));
    store.commit({ tableId: OTHER_TABLE, atMs: 1, events: [], writes: [room, theirs] });
    expect(store.findMessageByKey(OTHER_TABLE, 'k')?.id).toBe(sampleId('message', 4));
    expect(store.findMessageByKey(TABLE, 'k')?.id).toBe(sampleId('message', 2));
  });

  it('updates what is given and nothing else, in every table', () => {
    const voice = { voiceId: 'embedded/f2', pitchSemitones: 1, rate: 1 };
    const { message } = sampleMessage(1, {}, 'исправлено');
    store.commit(
      sampleBatch({
        writes: [
          { op: 'update', into: 'rooms', id: TABLE, set: { isLocked: true, scene: null, lastPlayedAtMs: 9 } },
          { op: 'update', into: 'players', id: ADA, set: { consent: false, removedAtMs: 8 } },
          { op: 'update', into: 'characters', id: sampleId('character', 1), set: { seatId: null, sheet: null, revision: 4 } },
          { op: 'update', into: 'sessions', id: SESSION, set: { state: 'paused', lastActivityAtMs: 7 } },
          { op: 'update', into: 'messages', id: sampleId('message', 1), set: { message, answeredBy: TURN } },
          { op: 'update', into: 'entities', id: sampleEntity.id, set: { aliases: [], voice } },
          { op: 'update', into: 'entity_facts', id: sampleFact.id, set: { validToMs: 6_000 } },
          { op: 'update', into: 'turns', id: TURN, set: { state: 'open', usage: { model: 'm', outputTokens: 12 } } },
        ],
      }),
    );
    expect(store.findTable(TABLE)).toEqual({ ...sampleTable, isLocked: true, scene: null, lastPlayedAtMs: 9 });
    expect(store.readSeats(TABLE)).toEqual([{ ...sampleSeat, consent: false, removedAtMs: 8 }]);
    expect(store.readCharacters(TABLE)[0]).toMatchObject({ seatId: null, sheet: null, revision: 4 });
    expect(store.readLatestSession(TABLE)).toEqual({ ...sampleSession, state: 'paused', lastActivityAtMs: 7 });
    expect(store.findMessage(TABLE, sampleId('message', 1))).toMatchObject({ message, answeredBy: TURN, sessionId: SESSION });
    expect(store.readEntities(TABLE)).toEqual([{ ...sampleEntity, aliases: [], voice }]);
    expect(store.readFacts(TABLE, 5_999)).toHaveLength(1);
    expect(store.readFacts(TABLE, 6_000)).toHaveLength(0);
    expect(store.readOpenTurns(TABLE)).toEqual([{ ...sampleTurn, usage: { model: 'm', outputTokens: 12 } }]);
  });

  it('refuses to touch a row of another table, to make one there, or to refer to one', () => {
    const message = sampleMessage(2, { tableId: OTHER_TABLE, sessionId: SESSION });
    const room: Write = { op: 'insert', into: 'rooms', row: { ...sampleTable, id: OTHER_TABLE } };
    store.commit({ tableId: OTHER_TABLE, atMs: 1, events: [], writes: [room] });
    const there = (write: Write): Batch => ({ tableId: OTHER_TABLE, atMs: 1, events: [EVENT], writes: [write] });
    const session = { op: 'update', into: 'sessions', id: SESSION, set: { state: 'ended' } } as const;
    expect(() => store.commit(there(session))).toThrow(refuses('invalid', /no row/));
    expect(() => store.commit(there({ op: 'update', into: 'rooms', id: TABLE, set: { title: 'x' } }))).toThrow(
      refuses('invalid'),
    );
    expect(() => store.commit(there({ op: 'insert', into: 'players', row: sampleSeat }))).toThrow(
      refuses('invalid', /another table/),
    );
    expect(() => store.commit(there({ op: 'insert', into: 'messages', row: message }))).toThrow(refuses('invalid', /FOREIGNKEY/));
    expect(store.readLastPosition(OTHER_TABLE)).toBe(0);
    expect(store.readLatestSession(TABLE)?.state).toBe('running');
  });

  it.each<[string, unknown]>([
    ['a table it does not know', { op: 'insert', into: 'sqlite_schema', row: {} }],
    ['a table named as a method', { op: 'update', into: 'toString', id: TABLE, set: { a: 1 } }],
    ['an unknown column', { op: 'update', into: 'rooms', id: TABLE, set: { title: 'x', owner: 'me' } }],
    ['SQL for a column', { op: 'update', into: 'rooms', id: TABLE, set: { 'title" = 1 --': 'x' } }],
    ['a missing column', { op: 'insert', into: 'players', row: { ...sampleSeat, id: sampleId('seat', 9), name: undefined } }],
    ['an absent column', { op: 'insert', into: 'players', row: { id: sampleId('seat', 9), tableId: TABLE } }],
    ['another id', { op: 'update', into: 'players', id: ADA, set: { id: sampleId('seat', 9) } }],
    ['another table', { op: 'update', into: 'players', id: ADA, set: { tableId: OTHER_TABLE } }],
    ['an empty update', { op: 'update', into: 'players', id: ADA, set: {} }],
    ['a row that is not there', { op: 'update', into: 'players', id: sampleId('seat', 9), set: { name: 'x' } }],
    ['an id of another kind', { op: 'insert', into: 'players', row: { ...sampleSeat, id: sampleId('turn', 1) } }],
    ['an unknown audience', { op: 'update', into: 'entities', id: sampleEntity.id, set: { audience: 'everyone' } }],
    ['an unknown word', { op: 'update', into: 'sessions', id: SESSION, set: { state: 'open' } }],
    ['text for a number', { op: 'update', into: 'players', id: ADA, set: { colour: '3' } }],
    ['a fraction for a count', { op: 'update', into: 'players', id: ADA, set: { colour: 0.5 } }],
    ['a number for a flag', { op: 'update', into: 'players', id: ADA, set: { consent: 1 } }],
    ['null where there must be a value', { op: 'update', into: 'turns', id: TURN, set: { usage: null } }],
    ['what is no JSON', { op: 'update', into: 'turns', id: TURN, set: { usage: { tokens: 1n } } }],
    ['a message with another id inside', { op: 'update', into: 'messages', id: sampleId('message', 1), set: sampleMessage(2) }],
    ['a roll with another id inside', { op: 'insert', into: 'dice_rolls', row: { ...sampleRoll(2), id: sampleId('roll', 3) } }],
  ])('refuses %s', (_, write) => {
    expect(() => store.commit(untyped(write))).toThrow(refuses('invalid'));
    expect(eventCount()).toBe(0);
  });

  it('refuses an event without JSON, with an unknown audience, or of a table that is not there', () => {
    expect(() => store.commit(sampleBatch({ events: [{ ...EVENT, payload: undefined }] }))).toThrow(refuses('invalid'));
    expect(() => store.commit(sampleBatch({ events: [{ ...EVENT, audience: 'all' as never }] }))).toThrow(refuses('invalid'));
    expect(() => store.commit({ tableId: OTHER_TABLE, atMs: 1, events: [EVENT], writes: [] })).toThrow(refuses('invalid'));
    expect(eventCount()).toBe(0);
  });

  it('names no value in an error, for a value may be speech', () => {
    const secret = 'Барто предал нас';
    const row = sampleMessage(2, { dedupeKey: secret }, secret);
    const double = { ...sampleMessage(3, { dedupeKey: secret }, secret) };
    store.commit(sampleBatch({ writes: [{ op: 'insert', into: 'messages', row }] }));
    for (const write of [
      { op: 'insert', into: 'messages', row: double },
      { op: 'insert', into: 'messages', row: { ...double, audience: secret } },
      { op: 'update', into: 'players', id: ADA, set: { colour: secret } },
    ]) {
      expect(() => store.commit(untyped(write))).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining(secret) as string }),
      );
    }
  });
});
