import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fromRoot } from '../paths.ts';
import type { Say } from '../say.ts';

export type Pages = { close(): Promise<void> };

/** Runs the page builder's server, which the front hands the pages' requests to. */
export function startPages(port: number, say: Say): Pages {
  const vite = fromRoot('node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(
    process.execPath,
    [vite, '--host', '127.0.0.1', '--port', String(port), '--strictPort', '--clearScreen', 'false'],
    {
      cwd: fromRoot('client'),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  for (const output of [child.stdout, child.stderr]) {
    createInterface({ input: output }).on('line', (line) => line.trim() !== '' && say(`[pages] ${line}`));
  }
  const closed = once(child, 'close');
  return {
    async close() {
      child.kill('SIGTERM');
      await closed;
    },
  };
}
