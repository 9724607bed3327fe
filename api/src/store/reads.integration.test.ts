import type { Message } from '@skald/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from './open-store.ts';
import type { MessageRow, NewEvent, Store, Write } from './store.ts';
import {
  ADA,
  BORIS,
  OTHER_TABLE,
  sampleBatch,
  sampleCharacter,
  sampleEntity,
  sampleEverything,
  sampleFact,
  sampleId,
  sampleMessage,
  sampleEncounter,
  samplePicture,
  sampleQuest,
  sampleRoll,
  sampleSeed,
  sampleStep,
  sampleSeat,
  sampleSession,
  sampleTable,
  sampleTurn,
  SESSION,
  TABLE,
  TURN,
} from './testing/sample-rows.ts';

const insertMessages = (...rows: MessageRow[]): Write[] => rows.map((row) => ({ op: 'insert', into: 'messages', row }));
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
const messageIds = (...numbers: number[]) => numbers.map((number) => sampleId('message', number));

describe('reads', () => {
  let store: Store;
  beforeEach(() => {
    store = openStore(':memory:');
    const room: Write = { op: 'insert', into: 'rooms', row: { ...sampleTable, id: OTHER_TABLE } };
    store.commit({ tableId: OTHER_TABLE, atMs: 1, events: [], writes: [room] });
    store.commit(sampleBatch({ writes: sampleEverything() }));
  });
  afterEach(() => store.close());

  it('give every row as it was written', () => {
    expect(store.findTable(TABLE)).toEqual(sampleTable);
    expect(store.readSeats(TABLE)).toEqual([sampleSeat]);
    expect(store.readCharacters(TABLE)).toEqual([sampleCharacter]);
    expect(store.readLatestSession(TABLE)).toEqual(sampleSession);
    expect(store.findMessage(TABLE, sampleId('message', 1))).toEqual(sampleMessage(1, { sessionId: SESSION }));
    expect(store.readEntities(TABLE)).toEqual([sampleEntity]);
    expect(store.readFacts(TABLE, 4_000)).toEqual([{ ...sampleFact, sourceId: sampleId('message', 1) }]);
    const roll = sampleRoll(1, { sessionId: SESSION, turnId: TURN, seedId: sampleSeed.id, counter: 0 });
    expect(store.readRollsOfTurn(TABLE, TURN)).toEqual([roll]);
    expect(store.readRollsOfSeed(TABLE, sampleSeed.id)).toEqual([roll]);
    expect(store.readOpenTurns(TABLE)).toEqual([sampleTurn]);
    expect(store.findEncounter(TABLE)).toEqual(sampleEncounter);
    expect(store.readSteps(TABLE, 5)).toEqual([sampleStep]);
    expect(store.findStepByKey(TABLE, 'step-1')).toEqual(sampleStep);
    expect(store.findSeed(SESSION, 'party')).toEqual(sampleSeed);
    expect(store.readSealedSeeds(TABLE, 'party')).toEqual([sampleSeed]);
    expect(store.readSealedSeeds(TABLE, 'dm')).toEqual([]);
    expect(store.readSeeds(TABLE, SESSION)).toEqual([sampleSeed]);
    expect(store.readQuests(TABLE)).toEqual([sampleQuest]);
    expect(store.findPicture(TABLE, samplePicture.id)).toEqual(samplePicture);
    expect(store.countPictureBytes(TABLE)).toBe(3);
    expect(store.countTables()).toBe(2);
  });

  it('give nothing of another table', () => {
    expect(store.findTable(sampleId('table', 9))).toBeNull();
    expect(store.readSeats(OTHER_TABLE)).toEqual([]);
    expect(store.readCharacters(OTHER_TABLE)).toEqual([]);
    expect(store.readLatestSession(OTHER_TABLE)).toBeNull();
    expect(store.findMessage(OTHER_TABLE, sampleId('message', 1))).toBeNull();
    expect(store.findMessageByKey(OTHER_TABLE, 'k')).toBeNull();
    expect(store.readMessages(OTHER_TABLE, { seatId: ADA, before: null, limit: 10 })).toEqual([]);
    expect(store.readEntities(OTHER_TABLE)).toEqual([]);
    expect(store.readFacts(OTHER_TABLE, 5_000)).toEqual([]);
    expect(store.readRollsOfTurn(OTHER_TABLE, TURN)).toEqual([]);
    expect(store.readOpenTurns(OTHER_TABLE)).toEqual([]);
    expect(store.readRollsOfSeed(OTHER_TABLE, sampleSeed.id)).toEqual([]);
    expect(store.findEncounter(OTHER_TABLE)).toBeNull();
    expect(store.readSteps(OTHER_TABLE, 5)).toEqual([]);
    expect(store.findStepByKey(OTHER_TABLE, 'step-1')).toBeNull();
    expect(store.readSeeds(OTHER_TABLE, SESSION)).toEqual([]);
    expect(store.readQuests(OTHER_TABLE)).toEqual([]);
    expect(store.findPicture(OTHER_TABLE, samplePicture.id)).toBeNull();
    expect(store.countPictureBytes(OTHER_TABLE)).toBe(0);
    expect(store.readLastPosition(OTHER_TABLE)).toBe(0);
  });

  it('page messages backwards, newest first, in the order in which they were committed', () => {
    // Ids and times do not follow the order of the commits.
    store.commit(sampleBatch({ writes: insertMessages(sampleMessage(30), sampleMessage(20)) }));
    store.commit(sampleBatch({ writes: insertMessages(sampleMessage(40), sampleMessage(10)) }));
    const page = (before: number | null, limit: number) =>
      ids(store.readMessages(TABLE, { seatId: ADA, before: before === null ? null : sampleId('message', before), limit }));
    expect(page(null, 3)).toEqual(messageIds(10, 40, 20));
    expect(page(20, 3)).toEqual(messageIds(30, 1));
    expect(page(1, 3)).toEqual([]);
    expect(page(99, 3)).toEqual([]);
    expect(page(null, 0)).toEqual([]);
    expect(() => page(null, -1)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  it('show a seat the party’s messages and its own, never another seat’s nor the DM’s', () => {
    const rows = [
      sampleMessage(2, { audience: 'dm' }),
      sampleMessage(3, { audience: ADA }),
      sampleMessage(4, { audience: BORIS }),
      sampleMessage(5),
    ];
    store.commit(sampleBatch({ writes: insertMessages(...rows) }));
    const seenBy = (seatId: typeof ADA | null) => ids(store.readMessages(TABLE, { seatId, before: null, limit: 10 }));
    expect(seenBy(ADA)).toEqual(messageIds(5, 3, 1));
    expect(seenBy(BORIS)).toEqual(messageIds(5, 4, 1));
    expect(seenBy(null)).toEqual(messageIds(5, 1));
    expect(ids(store.readMessages(TABLE, { seatId: ADA, before: sampleId('message', 5), limit: 10 }))).toEqual(messageIds(3, 1));
  });

  it('show a seat the party’s events and its own after a position, oldest first, at most as many as asked', () => {
    const events = (['party', 'dm', ADA, BORIS, 'party'] as const).map((audience, index): NewEvent => {
      return { type: 'thing:happened', audience, payload: { index } };
    });
    const stored = store.commit(sampleBatch({ events }));
    const seenBy = (seatId: typeof ADA | null, position = 0, limit = 10) =>
      store.readEventsAfter(TABLE, position, { seatId, limit }).map(({ payload }) => (payload as { index: number }).index);
    expect(seenBy(ADA)).toEqual([0, 2, 4]);
    expect(seenBy(BORIS)).toEqual([0, 3, 4]);
    expect(seenBy(null)).toEqual([0, 4]);
    expect(seenBy(ADA, stored[0]?.position)).toEqual([2, 4]);
    expect(seenBy(ADA, 0, 2)).toEqual([0, 2]);
    expect(store.readEventsAfter(TABLE, 0, { seatId: ADA, limit: 1 })).toEqual([stored[0]]);
    expect(store.readLastPosition(TABLE)).toBe(stored[4]?.position);
    expect(() => seenBy(ADA, 0, -1)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  it('give what waits for the DM until a turn took it up, oldest first', () => {
    const rows = [
      sampleMessage(3, { isAddressed: true }),
      sampleMessage(2, { isAddressed: true, audience: ADA }),
      sampleMessage(4, { isAddressed: true, answeredBy: TURN }),
      sampleMessage(5),
    ];
    store.commit(sampleBatch({ writes: insertMessages(...rows) }));
    expect(ids(store.readUnanswered(TABLE))).toEqual(messageIds(3, 2));
    store.commit(
      sampleBatch({ writes: [{ op: 'update', into: 'messages', id: sampleId('message', 3), set: { answeredBy: TURN } }] }),
    );
    expect(ids(store.readUnanswered(TABLE))).toEqual(messageIds(2));
    expect(ids(store.readAnsweredBy(TABLE, TURN))).toEqual(messageIds(3, 4));
  });

  it('find the DM’s lines by turn and by segment', () => {
    const line = (number: number, turn: number): MessageRow => {
      const message: Message = {
        kind: 'dm',
        messageId: sampleId('message', number),
        atMs: 1,
        turnId: sampleId('turn', turn),
        segmentId: sampleId('segment', number),
        speaker: { kind: 'narrator' },
        text: 'Огонь трещит.',
        state: 'pending',
        heardText: null,
        isPrivate: false,
      };
      return sampleMessage(number, { message });
    };
    store.commit(sampleBatch({ writes: insertMessages(line(3, 1), line(2, 1), line(4, 2), sampleMessage(5)) }));
    expect(ids(store.readMessagesOfTurn(TABLE, TURN))).toEqual(messageIds(3, 2));
    expect(store.findMessageBySegment(TABLE, sampleId('segment', 2))).toEqual(line(2, 1));
    expect(store.findMessageBySegment(OTHER_TABLE, sampleId('segment', 2))).toBeNull();
    const message = { ...line(2, 1).message, state: 'heard' } as Message;
    store.commit(sampleBatch({ writes: [{ op: 'update', into: 'messages', id: sampleId('message', 2), set: { message } }] }));
    expect(store.findMessageBySegment(TABLE, sampleId('segment', 2))?.message).toEqual(message);
  });

  it('give the facts that hold at a time', () => {
    const fact = (number: number, validFromMs: number, validToMs: number | null): Write => {
      return { op: 'insert', into: 'entity_facts', row: { ...sampleFact, id: sampleId('fact', number), validFromMs, validToMs } };
    };
    store.commit(sampleBatch({ writes: [fact(2, 5_000, 6_000), fact(3, 6_000, null)] }));
    const at = (atMs: number) => ids(store.readFacts(TABLE, atMs));
    expect(at(3_999)).toEqual([]);
    expect(at(5_000)).toEqual([sampleId('fact', 1), sampleId('fact', 2)]);
    expect(at(6_000)).toEqual([sampleId('fact', 1), sampleId('fact', 3)]);
  });

  it('find the latest session of a table and the open ones of all', () => {
    const next = { ...sampleSession, id: sampleId('session', 2), number: 2, state: 'paused', startedAtMs: 9_000 } as const;
    store.commit(sampleBatch({ writes: [{ op: 'insert', into: 'sessions', row: next }] }));
    expect(store.readLatestSession(TABLE)).toEqual(next);
    expect(store.readOpenSessions()).toEqual([sampleSession, next]);
    store.commit(
      sampleBatch({ writes: [{ op: 'update', into: 'sessions', id: SESSION, set: { state: 'ended', endedAtMs: 8_999 } }] }),
    );
    expect(store.readOpenSessions()).toEqual([next]);
    expect(store.readSessions(TABLE).map((session) => session.number)).toEqual([sampleSession.number, 2]);
  });

  it('find a roll by its intent, and no turn that has ended', () => {
    const roll = sampleRoll(2, { intentKey: 'ada/dexterity/scene-1', audience: 'dm' });
    store.commit(
      sampleBatch({
        writes: [
          { op: 'insert', into: 'dice_rolls', row: roll },
          { op: 'update', into: 'turns', id: TURN, set: { state: 'done', endedAtMs: 3_900 } },
        ],
      }),
    );
    expect(store.findRollByIntent(TABLE, 'ada/dexterity/scene-1')).toEqual(roll);
    expect(store.findRollByIntent(TABLE, 'ada/strength/scene-1')).toBeNull();
    expect(store.readRollsByIntent(TABLE, 'ada/dexterity/')).toEqual([roll]);
    expect(store.readRollsByIntent(TABLE, 'ada/strength/')).toEqual([]);
    expect(store.readRollsByIntent(sampleId('table', 9), 'ada/')).toEqual([]);
    expect(store.readOpenTurns(TABLE)).toEqual([]);
  });
});
