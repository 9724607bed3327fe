import type { Message, MessageId, SeatId, TableId } from '@skald/protocol';
import type { Mind } from '../mind/turn/mind.ts';
import type { Store, TableRow } from '../store/store.ts';
import type { Person } from './people.ts';

/** Most names that a recogniser is given. */
const HINTS_MAX = 100;

/** A page of the stream as a seat may know it, oldest first, older than `before` when given. */
export function readHistory(
  store: Store,
  tableId: TableId,
  { seatId, before, limit }: { seatId: SeatId; before: MessageId | null; limit: number },
): { messages: Message[]; hasEarlier: boolean } {
  const rows = store.readMessages(tableId, { seatId, before, limit: limit + 1 });
  const messages = rows
    .slice(0, limit)
    .map((row) => row.message)
    .reverse();
  return { messages, hasEarlier: rows.length > limit };
}

/** Names that a recogniser should know: of the people, of what the party knows, and of the tale. */
export function readHints(store: Store, mind: Mind, table: TableRow, people: Iterable<Person>): string[] {
  const names = [...people].flatMap((person) => [person.row.name, person.characterName ?? '']);
  const entities = store.readEntities(table.id).filter(({ audience }) => audience === 'party');
  return [...names, ...entities.map(({ name }) => name), ...(mind.tale(table.language)?.names ?? [])]
    .filter((name) => name !== '')
    .slice(0, HINTS_MAX);
}
