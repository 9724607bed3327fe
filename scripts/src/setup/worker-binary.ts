import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../paths.ts';
import { type OperatingSystem, readOperatingSystem } from './os-release.ts';
import { run } from './run.ts';

/** What a mediasoup worker answers when nobody it knows starts it: proof that it and its libraries are there. */
const EXIT_NO_PARENT = 41;

const CHECK_LIMIT_MS = 10_000;

export type WorkerCheck = { isRunnable: true } | { isRunnable: false; reason: string };

/** Starts the binary without an environment, as mediasoup's own check does. */
export async function checkWorker(path: string): Promise<WorkerCheck> {
  const { code, tail } = await run(path, [], { env: {}, limitMs: CHECK_LIMIT_MS });
  if (code === EXIT_NO_PARENT) return { isRunnable: true };
  return { isRunnable: false, reason: tail.at(-1) ?? `it ended with ${code ?? 'a signal'}` };
}

export type WorkerKind = { version: string; system: OperatingSystem; architecture: string };

/** A worker is good for one mediasoup version, one release of an operating system and one architecture. */
export function workerFileName({ version, system, architecture }: WorkerKind): string {
  return `mediasoup-worker-${version}-${system.id}-${system.version}-${architecture}`;
}

export function readWorkerKind(): WorkerKind {
  const manifest = JSON.parse(readFileSync(join(mediasoupFolder(), 'package.json'), 'utf8')) as { version: string };
  return { version: manifest.version, system: readOperatingSystem(), architecture: process.arch };
}

/** Where the user's caches are, after the XDG convention. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'skald');
}

export function mediasoupFolder(): string {
  return fromRoot('node_modules', 'mediasoup');
}
