// What one commit costs with each setting of `synchronous`: `npm run measure:commit -w @skald/db [-- FOLDER]`. One line of JSON each.
// The batch is a typical one: an event of 400 bytes and a message of 400 bytes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb } from '@skald/db';

const COMMITS = 2_000;
const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'skald-measure-'));
try {
  for (const mode of ['NORMAL', 'FULL', 'NORMAL', 'FULL']) await measure(mode);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(mode) {
  const db = createDb(join(folder, `${mode}-${Date.now()}.db`));
  const { connection } = db;
  connection.pragma(`synchronous = ${mode}`);
  connection.exec(`INSERT INTO rooms VALUES ('tb_measured', 'Measured', 'en', 'classic', 0, 1, 1, 5, NULL, 0, NULL)`);
  const event = connection.prepare(
    `INSERT INTO game_events (tableId, atMs, type, audience, payload) VALUES ('tb_measured', ?, 'message:posted', 'party', ?)`,
  );
  const message = connection.prepare(
    `INSERT INTO messages (id, tableId, audience, isAddressed, message) VALUES (?, 'tb_measured', 'party', 0, ?)`,
  );
  const commit = connection.transaction((index) => {
    message.run(`ms_${String(index).padStart(20, '0')}`, 'm'.repeat(400));
    event.run(Date.now(), 'e'.repeat(400));
  });
  const tookMs = Array.from({ length: COMMITS }, (_, index) => {
    const startedMs = performance.now();
    commit.immediate(index);
    return performance.now() - startedMs;
  }).sort((a, b) => a - b);
  const at = (share) => Number((tookMs[Math.floor(COMMITS * share)] ?? 0).toFixed(3));
  const figures = { commit_ms_p50: at(0.5), commit_ms_p99: at(0.99), commit_ms_max: at(0.9999), n: COMMITS };
  process.stdout.write(`${JSON.stringify({ synchronous: mode, ...figures })}\n`);
  await db.close();
}
