import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { workerBin } from 'mediasoup';
import { createSfu, type Sfu, type SfuOptions } from '../build-sfu.ts';

export interface TestSfu {
  readonly sfu: Sfu;
  readonly url: string;
  readonly port: number;
  readonly mediaTokenKey: string;
  readonly serviceKey: string;
  close(): Promise<void>;
}

/** Starts the real thing with the real worker on loopback and random ports. Whoever starts it closes it. */
export async function startTestSfu(overrides: Partial<SfuOptions> = {}): Promise<TestSfu> {
  const options: SfuOptions = {
    host: '127.0.0.1',
    port: 0,
    mediaTokenKey: randomBytes(32).toString('base64url'),
    serviceKey: randomBytes(32).toString('base64url'),
    rtcPort: 0,
    rtcListenAddress: '127.0.0.1',
    rtcAnnouncedAddress: undefined,
    workerBin,
    workers: 1,
    logger: pino({ level: 'silent' }),
    ...overrides,
  };
  const sfu = await createSfu(options);
  const { mediaTokenKey, serviceKey } = options;
  return { sfu, url: `http://127.0.0.1:${sfu.port}`, port: sfu.port, mediaTokenKey, serviceKey, close: () => sfu.close() };
}
