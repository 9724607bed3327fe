import { fromRoot } from '../paths.ts';
import { runUntilEnd } from '../commands/start.ts';
import { watchInterrupts } from '../commands/interrupt.ts';
import { sayOnStdout } from '../say.ts';

/** Runs a system of stand-ins as `npm start` runs the real one: node host.ts DATA_DIR JOURNAL [manner of the api]. */
const [dataDir = '', journal = '', manner] = process.argv.slice(2);
const entry = [fromRoot('scripts', 'src', 'testing', 'stand-in.ts')];
const extra = (name: string) => ({ STAND_IN_NAME: name, STAND_IN_JOURNAL: journal });
process.exit(
  await runUntilEnd(
    {
      dataDir,
      host: '127.0.0.1',
      workerBinary: '/nowhere/worker',
      entries: { sfu: entry, api: entry, bot: entry },
      extra: {
        sfu: extra('sfu'),
        api: { ...extra('api'), ...(manner === undefined ? {} : { STAND_IN: manner }) },
        bot: extra('bot'),
      },
      signal: watchInterrupts(),
    },
    sayOnStdout,
  ).catch((error: Error) => {
    sayOnStdout(error.message);
    return 1;
  }),
);
