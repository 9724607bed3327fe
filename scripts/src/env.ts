import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { SetupError } from './errors.ts';
import { ROOT, fromRoot } from './paths.ts';

/** What the supervisor itself takes from the environment. The rest goes to the processes, each of which checks its own. */
export type Settings = {
  port: number;
  host: string | undefined;
  dataDir: string;
  publicUrl: string | undefined;
  rtcPort: number;
  /** All that was set, `.env` included. */
  environment: NodeJS.ProcessEnv;
};

const DEFAULT_PORT = 8443;
const DEFAULT_RTC_PORT = 40_000;

/** The process's environment over the `.env` file at the root. A value that is set in both is the environment's. */
export function readEnvironment(path = fromRoot('.env'), environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { ...environment };
    throw new SetupError('wrong_configuration', `${path} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
  return { ...parseEnv(text), ...environment };
}

/** Throws a `SetupError` that names each value that is wrong. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const wrong: string[] = [];
  const settings: Settings = {
    port: readPort(environment, 'PORT', DEFAULT_PORT, wrong),
    host: readText(environment, 'HOST', wrong),
    dataDir: resolve(ROOT, readText(environment, 'SKALD_DATA_DIR', wrong) ?? '.skald'),
    publicUrl: readPublicUrl(environment, wrong),
    rtcPort: readPort(environment, 'RTC_PORT', DEFAULT_RTC_PORT, wrong),
    environment,
  };
  if (wrong.length > 0) throw new SetupError('wrong_configuration', wrong.join('\n'));
  return settings;
}

function readText(environment: NodeJS.ProcessEnv, name: string, wrong: string[]): string | undefined {
  const value = environment[name];
  if (value !== undefined && value.trim() === '') wrong.push(`${name} is empty: give it a value, or remove it.`);
  return value?.trim() === '' ? undefined : value?.trim();
}

function readPort(environment: NodeJS.ProcessEnv, name: string, fallback: number, wrong: string[]): number {
  const value = readText(environment, name, wrong);
  if (value === undefined) return fallback;
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  wrong.push(`${name} is wrong: it has to be a port, 0 to 65535.`);
  return fallback;
}

function readPublicUrl(environment: NodeJS.ProcessEnv, wrong: string[]): string | undefined {
  const value = readText(environment, 'PUBLIC_URL', wrong);
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol === 'https:' && url.pathname === '/' && url.search === '' && url.username === '') return url.origin;
  wrong.push(`PUBLIC_URL is wrong: it has to be an https address without a path, such as https://table.example.org.`);
  return undefined;
}
