import { pino } from 'pino';
import { buildApi } from './build-api.ts';
import { readEnv } from './env.ts';
import { ConfigurationError, EXIT_CONFIGURATION } from './errors.ts';

try {
  const env = readEnv();
  const log = pino({ name: 'api', level: env.LOG_LEVEL });
  const api = await buildApi(env, log);
  log.info({ port: api.port }, 'the api listens');
  const close = (): void => {
    api.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the api did not close in order');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', close);
  process.once('SIGINT', close);
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise was left alone'));
} catch (error) {
  process.stderr.write(`api: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof ConfigurationError ? EXIT_CONFIGURATION : 1);
}
