import { bench } from './commands/bench.ts';
import { dev } from './commands/dev.ts';
import { start } from './commands/start.ts';
import { test } from './commands/test.ts';
import { EXIT_WRONG_CONFIGURATION, SetupError } from './errors.ts';
import { sayOnStderr } from './say.ts';

const COMMANDS: Record<string, (args: readonly string[]) => Promise<number>> = { start, dev, test, bench };

const [name = '', ...args] = process.argv.slice(2);
try {
  const command = COMMANDS[name];
  if (command === undefined) throw new SetupError('wrong_configuration', `"${name}" is not a command.`);
  process.exit(await command(args));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  sayOnStderr(error.message);
  process.exit(error.code === 'wrong_configuration' ? EXIT_WRONG_CONFIGURATION : 1);
}
