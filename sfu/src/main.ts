import { pino } from 'pino';
import { createSfu, type Sfu } from './build-sfu.ts';
import { forgetSecrets, readEnv, type Env } from './env.ts';
import { SettingsError, WRONG_SETTINGS_EXIT_CODE } from './errors.ts';

const env = readEnvOrExit();
forgetSecrets();
const logger = pino({ name: 'sfu', level: env.logLevel });
const sfu = await startOrExit(env);
logger.info({ port: sfu.port, workers: env.workers }, 'sfu is listening');

process.on('unhandledRejection', (error) => logger.error({ err: error }, 'a promise was left alone'));
let isStopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));

async function stop(signal: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  logger.info({ signal }, 'sfu is closing');
  await sfu.close();
  process.exit(0);
}

function readEnvOrExit(): Env {
  try {
    return readEnv();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`sfu: ${error.message}\n`);
    process.exit(WRONG_SETTINGS_EXIT_CODE);
  }
}

async function startOrExit(settings: Env): Promise<Sfu> {
  try {
    return await createSfu({ ...settings, logger });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`sfu: it could not start: ${reason}\n`);
    process.exit(1);
  }
}
