import { SetupError } from '../errors.ts';
import type { Say } from '../say.ts';
import { ensureDatabaseClient, ensurePages } from '../setup/build.ts';
import { ensureChromium } from '../setup/chromium.ts';
import { ensureEspeak } from '../setup/espeak.ts';
import { ensureWorker } from '../setup/worker.ts';
import type { Need, Stage } from './plan.ts';
import { needsOf } from './plan.ts';

export type SetUp = {
  environment: NodeJS.ProcessEnv;
  /** What is missing because setting it up failed: a failure. */
  broken: ReadonlyMap<Need, string>;
  /** What this machine does not have: a reason to skip. */
  absent: ReadonlyMap<Need, string>;
};

/** Real keys have no business in tests: nothing they do may reach or charge a real service, or depend on this machine's settings. */
const WITHHELD = /^(ANTHROPIC|OPENAI|AZURE|PICOVOICE|SKALD_DATA|DATABASE_URL|PUBLIC_URL|PORT$|HOST$|RTC_|SFU_|LOG_|ADMIN_TOKEN)/;

/** Sets up what the stages need; what fails stops only the stages that need it. */
export async function setUpTests(stages: readonly Stage[], say: Say): Promise<SetUp> {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !WITHHELD.test(name)));
  const broken = new Map<Need, string>();
  const absent = new Map<Need, string>();
  const attempt = async (need: Need, work: () => Promise<void>): Promise<void> => {
    if (!stages.some((stage) => needsOf(stage).includes(need))) return;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      say(error.message);
      broken.set(need, error.message);
    }
  };
  await attempt('database', () => ensureDatabaseClient(say));
  await attempt('worker', async () => void (environment.MEDIASOUP_WORKER_BIN = await ensureWorker(say)));
  await attempt('pages', () => ensurePages(say));
  await attempt('chromium', async () => {
    const chromium = await ensureChromium(say);
    if (chromium.path === undefined) absent.set('chromium', chromium.reason);
    else environment.CHROMIUM_PATH = chromium.path;
  });
  if (stages.includes('integration')) await ensureEspeak(say);
  return { environment, broken, absent };
}
