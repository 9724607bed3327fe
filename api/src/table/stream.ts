import type { Message, MessageId, SessionId, TableEvent, TableId, TurnId } from '@skald/protocol';
import type { Audience } from '../domain/audience.ts';
import type { MessageRow, Store, Write } from '../store/store.ts';

/** How an event reaches the pages of those who may know it. */
export type Broadcast = (event: TableEvent, audience: Audience) => void;

export interface Posting {
  readonly message: Message;
  readonly audience?: Audience;
  readonly sessionId: SessionId | null;
  readonly isAddressed?: boolean;
  readonly answeredBy?: TurnId | null;
  readonly dedupeKey?: string | null;
  /** Rows that belong to the same moment. */
  readonly writes?: readonly Write[];
}

/** The table's single stream of messages: committed first, then told. */
export interface Stream {
  post(posting: Posting): void;
  /** Replaces a message; nothing when it is unknown. `writesFor` gives rows that belong to the same moment. */
  change(
    messageId: MessageId,
    change: (message: Message) => Message,
    writesFor?: (changed: Message, audience: Audience) => readonly Write[],
  ): void;
  /** Commits something that is not a message and tells it. */
  record(event: TableEvent, writes: readonly Write[]): void;
  /** The same for several events of one moment, each with its audience. */
  recordAll(told: readonly { readonly event: TableEvent; readonly audience: Audience }[], writes: readonly Write[]): void;
}

export function createStream(tableId: TableId, store: Store, broadcast: Broadcast, nowMs: () => number): Stream {
  const recordAll: Stream['recordAll'] = (told, writes) => {
    const events = told.map(({ event, audience }) => ({ type: event.type, audience, payload: event }));
    store.commit({ tableId, atMs: nowMs(), events, writes });
    for (const { event, audience } of told) broadcast(event, audience);
  };
  return {
    post({ message, audience = 'party', sessionId, isAddressed = false, answeredBy = null, dedupeKey = null, writes = [] }) {
      const row: MessageRow = {
        id: message.messageId,
        tableId,
        sessionId,
        audience,
        isAddressed,
        answeredBy,
        dedupeKey,
        message,
      };
      const event: TableEvent = { type: 'message:posted', message };
      store.commit({
        tableId,
        atMs: nowMs(),
        events: [{ type: event.type, audience, payload: event }],
        writes: [...writes, { op: 'insert', into: 'messages', row }],
      });
      broadcast(event, audience);
    },
    change(messageId, change, writesFor) {
      const row = store.findMessage(tableId, messageId);
      if (!row) return;
      const message = change(row.message);
      const event: TableEvent = { type: 'message:changed', message };
      store.commit({
        tableId,
        atMs: nowMs(),
        events: [{ type: event.type, audience: row.audience, payload: event }],
        writes: [
          { op: 'update', into: 'messages', id: messageId, set: { message } },
          ...(writesFor?.(message, row.audience) ?? []),
        ],
      });
      broadcast(event, row.audience);
    },
    record: (event, writes) => recordAll([{ event, audience: 'party' }], writes),
    recordAll,
  };
}
