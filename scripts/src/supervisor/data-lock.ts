import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { type Server, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from '../errors.ts';

/** What every system allows for the path of a socket. */
const LONGEST_SOCKET_PATH_BYTES = 100;

export type DataLock = { close(): Promise<void> };

/**
 * Holds a data folder for this process: two databases' writers in one folder would ruin it. The lock is a socket somebody answers
 * on, so that one left by a crash holds nobody up. Throws a `SetupError` when the folder is in use.
 */
export async function lockDataFolder(dataDir: string): Promise<DataLock> {
  const path = choosePath(realpathSync(dataDir));
  const server = (await listen(path)) ?? ((await isAnswered(path)) ? undefined : await listenAgain(path));
  if (server === undefined) {
    throw new SetupError(
      'wrong_configuration',
      `Another Skald is using ${dataDir}. Stop it first, or give this one a folder of its own with SKALD_DATA_DIR.`,
    );
  }
  server.unref();
  return { close: () => new Promise((resolve) => void server.close(() => resolve())) };
}

/** In the folder itself, but where its path is too long for a socket. */
function choosePath(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\skald-${name}`;
  const inside = join(folder, 'lock');
  return Buffer.byteLength(inside) <= LONGEST_SOCKET_PATH_BYTES ? inside : join(tmpdir(), `skald-${name}.lock`);
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(path, () => resolve(server));
  });
}

function listenAgain(path: string): Promise<Server | undefined> {
  rmSync(path, { force: true });
  return listen(path);
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
