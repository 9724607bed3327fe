import { request } from 'node:http';
import { pino } from 'pino';
import { buildApi, type Api } from '../build-api.ts';
import { readEnv } from '../env.ts';

/** Keys of a test api. Logs are searched for them. */
export const TEST_KEYS = {
  LINK_KEY: 'link-key-of-the-test-api-0123456789',
  MEDIA_TOKEN_KEY: 'media-key-of-the-test-api-0123456789',
  SERVICE_KEY: 'service-key-of-the-test-api-0123456789',
};

export interface TestApi extends Pick<Api, 'tables' | 'close'> {
  readonly url: string;
  /** All that it has logged, as text. */
  readonly log: () => string;
}

/** The api as a process builds it, on a random port, with a store in memory and no sfu or bot. The test closes it. */
export async function startTestApi(environment: Record<string, string> = {}): Promise<TestApi> {
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const wiring = { PORT: '0', DATABASE_URL: 'file::memory:', SFU_CONTROL_URL: 'http://127.0.0.1:9' };
  const api = await buildApi(readEnv({ ...wiring, ...TEST_KEYS, ...environment }), log);
  return { url: `http://127.0.0.1:${api.port}`, tables: api.tables, close: () => api.close(), log: () => lines.join('') };
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

/** Sends one request exactly as given: paths are not tidied, bodies that are texts go as they are. */
export function send(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<HttpAnswer> {
  const bytes = body === undefined ? undefined : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const framing = bytes ? { 'content-type': 'application/json', 'content-length': String(bytes.length) } : {};
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, path, headers: { ...framing, ...headers }, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, json: parse(text) });
      });
    });
    asking.on('error', reject);
    asking.end(bytes);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
