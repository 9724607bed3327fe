import { z } from 'zod';
import { ConfigurationError } from './errors.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const secret = z.string().min(32);
const isHttpUrl = (text: string): boolean => /^https?:\/\/[^\s/]+/.test(text);
const httpUrl = z.string().refine(isHttpUrl, 'must be an http or https address');

const schema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(4001),
  DATABASE_URL: z
    .string()
    .regex(/^file:.+/, 'must begin with file:')
    .default('file:.skald/skald.db'),
  /** Keys of at least 32 characters: links, media tokens, services. */
  LINK_KEY: secret,
  MEDIA_TOKEN_KEY: secret,
  SERVICE_KEY: secret,
  /** Where this process and the bot reach the sfu. */
  SFU_CONTROL_URL: httpUrl,
  /** Folder of the built client; without it only the API is served. */
  CLIENT_DIST: z.string().min(1).optional(),
  PUBLIC_URL: httpUrl.optional(),
  /** Origin for links to friends on the same network; the supervisor finds it. */
  SHARE_ORIGIN: httpUrl.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  SEATS_MAX: z.coerce.number().int().min(1).max(12).default(5),
  LISTENERS_MAX: z.coerce.number().int().min(0).max(40).default(10),
  TABLES_PER_HOUR: z.coerce.number().int().min(1).max(10_000).default(60),
  ANTHROPIC_API_KEY: z.string().min(8).optional(),
  ANTHROPIC_BASE_URL: httpUrl.default('https://api.anthropic.com'),
  ANTHROPIC_ORIGINAL_URL: httpUrl.optional(),
  ANTHROPIC_MODEL: z.string().min(1).default('claude-sonnet-5-5'),
  ANTHROPIC_AUTH: z.enum(['bearer', 'x-api-key']).default('bearer'),
  ANTHROPIC_VERSION: z.string().min(1).optional(),
  ANTHROPIC_THINKING: z.enum(['between_tools', 'adaptive', 'disabled', 'none']).default('between_tools'),
  ANTHROPIC_EFFORT: z.enum(['low', 'medium', 'high', 'none']).default('low'),
  ANTHROPIC_FIRST_TOKEN_MS: z.coerce.number().int().min(1_000).max(30_000).default(8_000),
});

export type Env = z.infer<typeof schema>;

/** Reads and checks the environment. Throws ConfigurationError with one sentence that names the variable, never its value. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const empty = Object.keys(schema.shape).find((name) => source[name]?.trim() === '');
  if (empty !== undefined) throw new ConfigurationError(`${empty} is empty: give it a value, or leave it out.`);
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = String(issue?.path[0] ?? 'the environment');
  const why = source[name] === undefined ? 'is not set' : `is wrong: ${issue?.message ?? 'unreadable'}`;
  throw new ConfigurationError(`${name} ${why}.`);
}
