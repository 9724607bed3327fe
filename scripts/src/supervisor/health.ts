import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 50;
const ANSWER_LIMIT_MS = 2_000;

/** Whether a process answers its health page with 200. */
export function isHealthy(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = request({ host: '127.0.0.1', port, path: '/healthz', timeout: ANSWER_LIMIT_MS }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asking.once('timeout', () => asking.destroy());
    asking.once('error', () => resolve(false));
    asking.end();
  });
}

/** Resolves with true as soon as the process is healthy, and with false when `signal` ends the wait. */
export async function untilHealthy(port: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (await isHealthy(port)) return !signal.aborted;
    await wait(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
  return false;
}
