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
