import { isMainThread } from 'node:worker_threads';

/** Loaded before each supervised process: when the supervisor is gone, however it ended, the process ends in order as well. */
const isSupervised = isMainThread && process.env.SKALD_SUPERVISOR === String(process.ppid);
delete process.env.SKALD_SUPERVISOR;
if (isSupervised) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}
