import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../errors.ts';
import { fromRoot } from '../paths.ts';
import type { Say } from '../say.ts';
import { isStale } from './freshness.ts';
import { runNpm } from './npm.ts';

const BUILD_LIMIT_MS = 5 * 60_000;

/** A thing that an npm script makes in a folder. */
type Product = { name: string; folder: string; sources: string[]; script: string[] };

/** Makes the database's typed client again when its schema has changed. */
export function ensureDatabaseClient(say: Say): Promise<void> {
  return ensureProduct(say, {
    name: 'the database client',
    folder: fromRoot('prisma', 'src', 'generated'),
    sources: ['schema.prisma', 'models.prisma', 'prisma.config.ts', 'package.json'].map((name) => fromRoot('prisma', name)),
    script: ['run', 'generate', '-w', '@skald/db'],
  });
}

/** Builds the pages again when they or the protocol have changed. */
export function ensurePages(say: Say): Promise<void> {
  return ensureProduct(say, {
    name: 'the pages',
    folder: fromRoot('client', 'dist'),
    sources: [fromRoot('client'), fromRoot('protocol', 'src')],
    script: ['run', 'build', '-w', '@skald/client'],
  });
}

/** The stamp is written last and carries the time before the build, so that neither a broken build nor an edit during one counts as fresh. */
async function ensureProduct(say: Say, { name, folder, sources, script }: Product): Promise<void> {
  const stamp = join(folder, '.made');
  if (!isStale(stamp, sources)) return;
  say(`Building ${name}.`);
  const startedAt = new Date();
  const result = await runNpm(script, { limitMs: BUILD_LIMIT_MS });
  if (result.code !== 0) {
    throw new SetupError('command_failed', `Building ${name} failed (npm ${script.join(' ')}):\n  ${result.tail.join('\n  ')}`);
  }
  writeFileSync(stamp, '');
  utimesSync(stamp, startedAt, startedAt);
}
