import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { audienceOf, type Audience } from '../domain/audience.ts';
import { openStore } from './open-store.ts';
import { ADA, BORIS, sampleBatch, sampleId, sampleMessage, sampleTable, TABLE } from './testing/sample-rows.ts';
import type { Store } from './store.ts';

const CARL = sampleId('seat', 3);
const AUDIENCES: readonly Audience[] = ['party', 'dm', ADA, audienceOf(['dm', ADA]), audienceOf([ADA, BORIS])];

describe('[M7] reads by audience', () => {
  let store: Store;
  beforeEach(() => {
    store = openStore(':memory:');
    store.commit(sampleBatch({ writes: [{ op: 'insert', into: 'rooms', row: sampleTable }] }));
    AUDIENCES.forEach((audience, index) =>
      store.commit(
        sampleBatch({
          events: [{ type: 'message:posted', audience, payload: audience }],
          writes: [{ op: 'insert', into: 'messages', row: sampleMessage(index, { audience }) }],
        }),
      ),
    );
  });
  afterEach(() => store.close());

  const messages = (seatId: typeof ADA | 'dm' | null): Audience[] =>
    store
      .readMessages(TABLE, { seatId, before: null, limit: 10 })
      .map((row) => row.audience)
      .reverse();
  const events = (seatId: typeof ADA | null): unknown[] =>
    store.readEventsAfter(TABLE, 0, { seatId, limit: 10 }).map((event) => event.payload);

  it('give a seat what is the party’s, its own and its circles’', () => {
    const adas = ['party', ADA, audienceOf(['dm', ADA]), audienceOf([ADA, BORIS])];
    expect([messages(ADA), events(ADA)]).toEqual([adas, adas]);
    const bobs = ['party', audienceOf([ADA, BORIS])];
    expect([messages(BORIS), events(BORIS)]).toEqual([bobs, bobs]);
    expect([messages(CARL), events(CARL)]).toEqual([['party'], ['party']]);
    expect([messages(null), events(null)]).toEqual([['party'], ['party']]);
  });

  it('give the DM what it may know, and no whisper or note', () => {
    expect(messages('dm')).toEqual(['party', 'dm', audienceOf(['dm', ADA])]);
  });
});
