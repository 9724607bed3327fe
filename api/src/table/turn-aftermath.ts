import { spokenForm } from '../domain/script/spoken-form.ts';
import type { TableRow, Write } from '../store/store.ts';
import type { SegmentProgress } from './dm-turns.ts';
import type { TablePorts } from './ports.ts';
import type { Stream } from './stream.ts';

/** The part of a shown line that belongs to the heard part of its spoken form, down to a whole word. */
export function shownPart(text: string, spokenLength: number, heardCharacters: number): string {
  if (heardCharacters >= spokenLength) return text;
  const part = text.slice(0, Math.floor((heardCharacters * text.length) / spokenLength));
  return /\s/u.test(text[part.length] ?? ' ') ? part : part.replace(/\s*\S*$/u, '');
}

/** A report that comes after its turn has ended still says how much of the line was heard (D9). */
export function settleLate(
  { store }: TablePorts,
  stream: Stream,
  { id: tableId, language }: TableRow,
  { segmentId, state, heardCharacters }: SegmentProgress,
): void {
  const row = store.findMessageBySegment(tableId, segmentId);
  if (row?.message.kind !== 'dm' || row.message.state !== 'cut' || row.message.heardText !== '') return;
  const { text } = row.message;
  if (state === 'spoken')
    stream.change(row.id, (message) => (message.kind === 'dm' ? { ...message, state: 'heard', heardText: null } : message));
  else if (state === 'cut' && heardCharacters > 0)
    stream.change(row.id, (message) =>
      message.kind === 'dm'
        ? { ...message, heardText: shownPart(text, spokenForm(text, language).length, heardCharacters) }
        : message,
    );
}

/** Turns left open by a process that died: cut if any of it was heard; else their messages wait for an answer again. */
export function recoverTurns({ store, nowMs }: TablePorts, stream: Stream, tableId: TableRow['id']): void {
  for (const turn of store.readOpenTurns(tableId)) {
    const lines = store.readMessagesOfTurn(tableId, turn.id);
    const wasHeard = lines.some(({ message }) => message.kind === 'dm' && message.state !== 'pending');
    for (const { id, message } of lines) {
      if (message.kind === 'dm' && (message.state === 'pending' || message.state === 'speaking')) {
        stream.change(id, (one) => (one.kind === 'dm' ? { ...one, state: 'cut', heardText: '' } : one));
      }
    }
    const released = wasHeard ? [] : store.readAnsweredBy(tableId, turn.id);
    store.commit({
      tableId,
      atMs: nowMs(),
      events: [{ type: 'turn:ended', audience: 'dm', payload: { turnId: turn.id, outcome: wasHeard ? 'cut' : 'failed' } }],
      writes: [
        { op: 'update', into: 'turns', id: turn.id, set: { state: wasHeard ? 'cut' : 'failed', endedAtMs: nowMs() } },
        ...released.map((row): Write => ({ op: 'update', into: 'messages', id: row.id, set: { answeredBy: null } })),
      ],
    });
  }
}
