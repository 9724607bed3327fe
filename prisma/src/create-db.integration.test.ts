import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDb } from './create-db.ts';

const ROOM = `INSERT INTO rooms (id, title, language, style, isLocked, inviteGeneration, hostGeneration, seatsMax, scene, createdAtMs, lastPlayedAtMs)
  VALUES ('tb_00000000', 'Evening', 'en', 'grim', 1, 1, 2, 5, NULL, 1795187509395, NULL)`;

describe('the database', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'skald-db-'));
    file = join(folder, 'data', 'skald.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const refuses = (code: string, message: RegExp) =>
    expect.objectContaining({ name: 'DbError', code, message: expect.stringMatching(message) as string }) as object;

  it('is made with its folder and migrated once, and flushes every commit', async () => {
    const db = createDb(file);
    expect(db.applied).toContain('0001_first');
    expect(db.connection.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.connection.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.connection.pragma('foreign_keys', { simple: true })).toBe(1);
    await db.close();
    const again = createDb(file);
    expect(again.applied).toEqual([]);
    await again.close();
  });

  it('leaves one file when it is closed, and may be closed twice', async () => {
    const db = createDb(file);
    db.connection.exec(ROOM);
    await db.close();
    await db.close();
    expect([file, `${file}-wal`, `${file}-shm`].map((name) => existsSync(name))).toEqual([true, false, false]);
  });

  it('gives Prisma what was committed, times and flags included, and lets it write nothing', async () => {
    const db = createDb(file);
    db.connection.exec(ROOM);
    const prisma = await db.readPrisma();
    expect(await prisma.room.findMany({ include: { players: true } })).toEqual([
      {
        id: 'tb_00000000',
        title: 'Evening',
        language: 'en',
        style: 'grim',
        isLocked: true,
        inviteGeneration: 1,
        hostGeneration: 2,
        seatsMax: 5,
        scene: null,
        boundaries: '{"lines":[],"veils":[]}',
        createdAtMs: 1795187509395n,
        lastPlayedAtMs: null,
        players: [],
      },
    ]);
    await expect(prisma.room.updateMany({ data: { title: 'Night' } })).rejects.toThrow(/readonly/);
    await expect(prisma.$executeRawUnsafe(`DELETE FROM rooms`)).rejects.toThrow(/readonly/);
    db.connection.exec(`UPDATE rooms SET title = 'Morning'`);
    expect((await prisma.room.findFirstOrThrow()).title).toBe('Morning');
    expect(await db.readPrisma()).toBe(prisma);
    await db.close();
    await expect(db.readPrisma()).rejects.toThrow(refuses('unusable', /closed/));
  });

  it('in memory has no Prisma, for it has one connection', async () => {
    const db = createDb(':memory:');
    await expect(db.readPrisma()).rejects.toThrow(refuses('unusable', /memory/));
    await db.close();
  });

  it('is refused to a second process while the first lives, and given to it when the first was killed', async () => {
    const holder = spawn(process.execPath, [join(import.meta.dirname, 'testing', 'hold-database.ts'), file], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const exited = once(holder, 'exit');
    try {
      await once(holder.stdout, 'data');
      expect(() => createDb(file)).toThrow(refuses('locked', /Another process is using/));
    } finally {
      holder.kill('SIGKILL');
      await exited;
    }
    await createDb(file).close();
  });

  it('is refused to a second opening by the same process, and given after close', async () => {
    const db = createDb(file);
    expect(() => createDb(file)).toThrow(refuses('locked', /Another process/));
    await db.close();
    await createDb(file).close();
  });

  it('is refused with a sentence when the file is something else, and released', async () => {
    const other = join(folder, 'notes.txt');
    writeFileSync(other, 'Not a database, but long enough to look like a file that somebody wants to keep. '.repeat(20));
    expect(() => createDb(other)).toThrow(refuses('unusable', /is not a database/));
    expect(() => createDb(folder)).toThrow(refuses('unusable', /cannot be opened/));
    expect(() => createDb(join(other, 'skald.db'))).toThrow(refuses('unusable', /folder/));
    rmSync(other);
    await createDb(other).close();
  });
});
