import { buildBot, type Bot } from './build-bot.ts';
import { readEnv, type Env } from './env.ts';
import { SettingsError, WRONG_SETTINGS_EXIT_CODE } from './errors.ts';

const bot = await startOrExit(readEnvOrExit());

process.on('unhandledRejection', (error) => process.stderr.write(`bot: a promise was left alone: ${String(error)}\n`));
let isEnding = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    if (isEnding) return;
    isEnding = true;
    bot.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });

function readEnvOrExit(): Env {
  try {
    return readEnv();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`bot: ${error.message}\n`);
    process.exit(WRONG_SETTINGS_EXIT_CODE);
  }
}

async function startOrExit(env: Env): Promise<Bot> {
  try {
    return await buildBot(env);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`bot: it could not start: ${reason}\n`);
    process.exit(1);
  }
}
