// Run by a test as a process of its own: plays steps at the table of the file named until it is killed, and prints each that it was answered.
import { type CharacterId, type SeatId, type TableId } from '@skald/protocol';
import { sampleCharacter } from '../../domain/rules/testing/sample-character.ts';
import { openStore } from '../../store/open-store.ts';
import { TableHost } from '../../testing/table-host.ts';

const [file = '', life = '0', first = '0', table = '', seat = '', character = ''] = process.argv.slice(2);
const host = new TableHost([], openStore(file), Number(life) * 10_000_000);
const place =
  table === '' ? sitDown() : { tableId: table as TableId, seatId: seat as SeatId, characterId: character as CharacterId };
const { game } = host.tables.wake(place.tableId);
for (let index = Number(first); ; index += 1) {
  host.draws.splice(0, host.draws.length, index % 4);
  const step =
    index % 2 === 0
      ? ({ kind: 'coins:give', to: place.characterId, coin: 'gold', amount: 1 } as const)
      : ({ kind: 'damage', target: place.characterId, amount: '1d4', type: null } as const);
  const { stepId, rollIds } = game.act(place.seatId, `crash-step-${index}`, step);
  process.stdout.write(`${JSON.stringify({ index, stepId, rollIds, ...place })}\n`);
}

function sitDown() {
  const { table: live, seatId } = host.seatHost();
  const vitals = { ...sampleCharacter.vitals, hitPoints: { max: 9_999, current: 9_999, temporary: 0 } };
  const characterId = live.game.take(seatId, { ...sampleCharacter, vitals, coins: { ...sampleCharacter.coins, gold: 0 } }, {});
  return { tableId: live.tableId, seatId, characterId };
}
