import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureWorker, startSystem, type System, type SystemOptions } from '@skald/scripts';

export interface Host {
  readonly system: System;
  /** Address of the front for this machine. */
  readonly url: string;
  readonly dataDir: string;
  close(): Promise<void>;
}

export interface HostOptions {
  /** Environment as a user would set it. */
  readonly environment?: Record<string, string>;
  readonly extra?: SystemOptions['extra'];
  /** Of an earlier host, to start again with its data. */
  readonly dataDir?: string;
}

/** The whole of Skald on loopback and random ports, as `npm start` runs it, with a data folder of its own. The test closes it. */
export async function startHost({
  environment = {},
  extra,
  dataDir = mkdtempSync(join(tmpdir(), 'skald-e2e-')),
}: HostOptions = {}): Promise<Host> {
  const { PATH = '', HOME = '' } = process.env;
  const workerBinary = process.env.MEDIASOUP_WORKER_BIN ?? (await ensureWorker(() => undefined));
  const forget = (): void => rmSync(dataDir, { recursive: true, force: true });
  const system = await startSystem({
    dataDir,
    workerBinary,
    environment: { PATH, HOME, LOG_LEVEL: 'info', SFU_WORKERS: '1', ...environment },
    ...(extra ? { extra } : {}),
  }).catch((error: unknown) => {
    forget();
    throw error;
  });
  return {
    system,
    url: system.urls.front,
    dataDir,
    close: async () => {
      await system.close();
      forget();
    },
  };
}
