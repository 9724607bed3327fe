import { accessSync, constants } from 'node:fs';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { SettingsError } from './errors.ts';

/** What the process was started with, checked. Ports are 0 for a random one. */
export interface Env {
  readonly host: string;
  readonly port: number;
  readonly mediaTokenKey: string;
  readonly serviceKey: string;
  /** Port of the first worker; each further worker takes the next one. */
  readonly rtcPort: number;
  readonly rtcListenAddress: string;
  readonly rtcAnnouncedAddress: string | undefined;
  /** Path of the mediasoup worker; undefined takes the one that came with the package. */
  readonly workerBin: string | undefined;
  readonly workers: number;
  readonly logLevel: z.output<typeof logLevel>;
}

const MAX_PORT = 65_535;
const port = z.coerce.number().int().min(0).max(MAX_PORT);
const address = z.union([z.ipv4(), z.ipv6()]);
const hostName = z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i);
const logLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']);

const RULES = {
  HOST: [z.union([address, hostName]).default('127.0.0.1'), 'is an address or host name to listen on'],
  PORT: [port.default(4002), `is a port from 0 to ${MAX_PORT}`],
  MEDIA_TOKEN_KEY: [z.string().min(32).max(200), 'is a secret of 32 to 200 characters, the same as the api has'],
  SERVICE_KEY: [z.string().min(16).max(200), 'is a secret of 16 to 200 characters, the same as the api and the bot have'],
  RTC_PORT: [port.default(0), `is the first media port, from 0 to ${MAX_PORT}`],
  RTC_LISTEN_ADDRESS: [address.default('0.0.0.0'), 'is a local IP address, or 0.0.0.0 for all'],
  RTC_ANNOUNCED_ADDRESS: [z.union([address, hostName]).optional(), 'is the IP address or host name that browsers reach'],
  MEDIASOUP_WORKER_BIN: [z.string().min(1).refine(mayRun).optional(), 'is the path of a mediasoup worker that may be run'],
  SFU_WORKERS: [z.coerce.number().int().min(1).max(64).optional(), 'is the number of media workers, from 1 to 64'],
  LOG_LEVEL: [logLevel.default('info'), `is one of ${logLevel.options.join(', ')}`],
} as const;

/** Reads the environment. Throws SettingsError, whose message is one sentence, at the first value that is wrong, empty or missing. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const workers = read(source, 'SFU_WORKERS') ?? availableParallelism();
  const rtcPort = read(source, 'RTC_PORT');
  if (rtcPort !== 0 && rtcPort + workers - 1 > MAX_PORT)
    throw new SettingsError(`RTC_PORT ${rtcPort} leaves no room below ${MAX_PORT} for one port for each of ${workers} workers.`);
  return {
    host: read(source, 'HOST'),
    port: read(source, 'PORT'),
    mediaTokenKey: read(source, 'MEDIA_TOKEN_KEY'),
    serviceKey: read(source, 'SERVICE_KEY'),
    rtcPort,
    rtcListenAddress: read(source, 'RTC_LISTEN_ADDRESS'),
    rtcAnnouncedAddress: read(source, 'RTC_ANNOUNCED_ADDRESS'),
    workerBin: read(source, 'MEDIASOUP_WORKER_BIN'),
    workers,
    logLevel: read(source, 'LOG_LEVEL'),
  };
}

/** Takes the secrets out of this process's environment, so that the media workers do not inherit them. */
export function forgetSecrets(): void {
  delete process.env.MEDIA_TOKEN_KEY;
  delete process.env.SERVICE_KEY;
}

type Rules = typeof RULES;

function read<Name extends keyof Rules>(
  source: Readonly<Record<string, string | undefined>>,
  name: Name,
): z.output<Rules[Name][0]> {
  const [schema, meaning] = RULES[name];
  const value = source[name];
  if (value?.trim() === '') throw new SettingsError(`${name} is empty: leave it out or set it; it ${meaning}.`);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as z.output<Rules[Name][0]>;
  throw new SettingsError(value === undefined ? `${name} is not set; it ${meaning}.` : `${name} is wrong; it ${meaning}.`);
}

function mayRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
