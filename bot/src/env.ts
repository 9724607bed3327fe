import { z } from 'zod';
import { SettingsError } from './errors.ts';

/** Speech to text over an OpenAI-compatible endpoint. */
export interface TranscriptionSettings {
  readonly apiKey: string;
  readonly baseUrl: string | undefined;
  readonly model: string;
}

/** What the process was started with, checked. */
export interface Env {
  readonly host: string;
  /** Of the health endpoint; 0 for a random one. */
  readonly port: number;
  readonly apiUrl: string;
  readonly serviceKey: string;
  /** Null without a key and without a server of one's own: then the DM hears only through browsers. */
  readonly transcription: TranscriptionSettings | null;
  readonly logLevel: z.output<typeof logLevel>;
}

const MAX_PORT = 65_535;
const hostName = z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i);
const address = z.union([z.ipv4(), z.ipv6(), hostName]);
const webUrl = z.url({ protocol: /^https?$/ });
const logLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']);
const key = z.string().min(1).max(500).regex(/^\S+$/);

const RULES = {
  HOST: [address.default('127.0.0.1'), 'is an address or host name to listen on'],
  PORT: [z.coerce.number().int().min(0).max(MAX_PORT).default(4003), `is a port from 0 to ${MAX_PORT}`],
  API_URL: [webUrl, 'is the address of the api, such as http://127.0.0.1:4001'],
  SERVICE_KEY: [z.string().min(16).max(200), 'is a secret of 16 to 200 characters, the same as the api and the sfu have'],
  OPENAI_API_KEY: [key.optional(), 'is a key of OpenAI or of a service that speaks its protocol'],
  OPENAI_BASE_URL: [webUrl.optional(), 'is the address of a service that speaks OpenAI’s protocol, with /v1'],
  OPENAI_TRANSCRIBE_BASE_URL: [webUrl.optional(), 'is the address of a transcription server, with /v1'],
  OPENAI_TRANSCRIBE_API_KEY: [key.optional(), 'is the key of the transcription server, when it wants another one'],
  OPENAI_TRANSCRIBE_MODEL: [z.string().min(1).max(200).default('gpt-transcribe'), 'is the name of a transcription model'],
  LOG_LEVEL: [logLevel.default('info'), `is one of ${logLevel.options.join(', ')}`],
} as const;

/** The client library wants a key even where a server of one's own asks for none. */
const NO_KEY = 'none';

type Source = Readonly<Record<string, string | undefined>>;

/** Reads the environment. Throws SettingsError, whose message is one sentence, at the first value that is wrong, empty or missing. */
export function readEnv(source: Source = process.env): Env {
  return {
    host: read(source, 'HOST'),
    port: read(source, 'PORT'),
    apiUrl: read(source, 'API_URL'),
    serviceKey: read(source, 'SERVICE_KEY'),
    transcription: readTranscription(source),
    logLevel: read(source, 'LOG_LEVEL'),
  };
}

/** The key of one service is never sent to another: a server of one's own gets its own key or none. */
function readTranscription(source: Source): TranscriptionSettings | null {
  const generalKey = read(source, 'OPENAI_API_KEY');
  const generalUrl = read(source, 'OPENAI_BASE_URL');
  const ownKey = read(source, 'OPENAI_TRANSCRIBE_API_KEY');
  const ownUrl = read(source, 'OPENAI_TRANSCRIBE_BASE_URL');
  const model = read(source, 'OPENAI_TRANSCRIBE_MODEL');
  if (ownUrl !== undefined) {
    const isSameServer = generalUrl !== undefined && new URL(ownUrl).origin === new URL(generalUrl).origin;
    return { apiKey: ownKey ?? (isSameServer ? generalKey : undefined) ?? NO_KEY, baseUrl: ownUrl, model };
  }
  const apiKey = ownKey ?? generalKey;
  return apiKey === undefined ? null : { apiKey, baseUrl: generalUrl, model };
}

type Rules = typeof RULES;

function read<Name extends keyof Rules>(source: Source, name: Name): z.output<Rules[Name][0]> {
  const [schema, meaning] = RULES[name];
  const value = source[name];
  if (value?.trim() === '') throw new SettingsError(`${name} is empty: leave it out or set it; it ${meaning}.`);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as z.output<Rules[Name][0]>;
  throw new SettingsError(value === undefined ? `${name} is not set; it ${meaning}.` : `${name} is wrong; it ${meaning}.`);
}
