// Run by a test as a process of its own: commits to the file named until it is killed, and prints each acknowledged position.
import { formatId, type MessageId } from '@skald/protocol';
import { openStore } from '../open-store.ts';
import { sampleBatch, sampleMessage, sampleTable, TABLE } from './sample-rows.ts';

const [file = '', first = '0'] = process.argv.slice(2);
const store = openStore(file);
if (!store.findTable(TABLE)) store.commit(sampleBatch({ writes: [{ op: 'insert', into: 'rooms', row: sampleTable }] }));
for (let index = Number(first); ; index += 1) {
  const id: MessageId = formatId('message', Buffer.from([...String(index).padStart(12, '0')].map(Number)));
  const row = sampleMessage(0, { id, message: { ...sampleMessage(0).message, messageId: id } });
  const events = [{ type: 'message:posted', audience: 'party', payload: { index, id } }] as const;
  const stored = store.commit(sampleBatch({ events, writes: [{ op: 'insert', into: 'messages', row }] }));
  process.stdout.write(`${JSON.stringify({ index, position: stored[0]?.position })}\n`);
}
