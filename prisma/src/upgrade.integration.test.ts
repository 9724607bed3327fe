import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriter, type Connection } from './connection.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS_FOLDER, readMigrations } from './migrations.ts';

/** One row of every table, as the first version of the schema has them. */
const FIRST_ROWS = `
INSERT INTO rooms VALUES ('tb_1', 'Evening', 'en', 'grim', 1, 1, 2, 5, NULL, 1000, NULL);
INSERT INTO players VALUES ('st_1', 'tb_1', 'Ada', 'player', 1, 3, 1, 1, NULL, 1000, 1000);
INSERT INTO characters VALUES ('ch_1', 'tb_1', 'st_1', 'Irina', '{}');
INSERT INTO sessions VALUES ('se_1', 'tb_1', 1, 'running', 1000, 1000, NULL);
INSERT INTO turns VALUES ('tu_1', 'tb_1', 'se_1', 'done', 1000, 1100, '{}');
INSERT INTO messages (id, tableId, sessionId, audience, isAddressed, message) VALUES ('ms_1', 'tb_1', 'se_1', 'party', 0, '{}');
INSERT INTO game_events (tableId, atMs, type, audience, payload) VALUES ('tb_1', 1000, 'table:created', 'party', '{}');
INSERT INTO dice_rolls (id, tableId, sessionId, turnId, audience, roll, atMs) VALUES ('ro_1', 'tb_1', 'se_1', 'tu_1', 'party', '{}', 1000);`;

describe('a database of the first version', () => {
  let folder: string;
  let connection: Connection;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'skald-upgrade-'));
    connection = openWriter(join(folder, 'skald.db'));
  });
  afterEach(() => {
    connection.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const migrations = readMigrations(MIGRATIONS_FOLDER);
  const rows = (sql: string): unknown => connection.prepare(sql).all();

  it('[O6] keeps every row when it is brought up to date; a sheet that nobody filled in is none', () => {
    migrate(connection, migrations.slice(0, 1));
    connection.exec(FIRST_ROWS);
    expect(migrate(connection, migrations)).toContain('0002_game');
    for (const table of ['rooms', 'players', 'characters', 'sessions', 'turns', 'messages', 'game_events', 'dice_rolls'])
      expect([table, rows(`SELECT count(*) AS count FROM ${table}`)]).toEqual([table, [{ count: 1 }]]);
    expect(rows('SELECT seatId, sheet, aside, revision FROM characters')).toEqual([
      { seatId: 'st_1', sheet: null, aside: '{}', revision: 0 },
    ]);
    expect(rows('SELECT sessionId, turnId, seedId, counter, draws FROM dice_rolls')).toEqual([
      { sessionId: 'se_1', turnId: 'tu_1', seedId: null, counter: null, draws: '[]' },
    ]);
    expect(connection.pragma('foreign_key_check')).toEqual([]);
  });
});
