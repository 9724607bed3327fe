import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';
import { SettingsError } from './errors.ts';

const KEYS = { MEDIA_TOKEN_KEY: 'k'.repeat(43), SERVICE_KEY: 's'.repeat(43) };

describe('readEnv', () => {
  it('needs only the two keys', () => {
    const env = readEnv({ ...KEYS, SFU_WORKERS: '2' });
    expect(env).toMatchObject({ host: '127.0.0.1', rtcPort: 0, rtcListenAddress: '0.0.0.0', workers: 2, logLevel: 'info' });
    expect(env.rtcAnnouncedAddress).toBeUndefined();
  });

  it.each([
    ['MEDIA_TOKEN_KEY', 'short'],
    ['SERVICE_KEY', 'short'],
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['RTC_PORT', '1.5'],
    ['RTC_LISTEN_ADDRESS', 'localhost'],
    ['RTC_ANNOUNCED_ADDRESS', 'not a host'],
    ['MEDIASOUP_WORKER_BIN', '/nowhere/worker'],
    ['SFU_WORKERS', '0'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses a wrong %s with a sentence that names it and not its value', (name, value) => {
    const attempt = () => readEnv({ ...KEYS, [name]: value });
    expect(attempt).toThrow(SettingsError);
    expect(attempt).toThrow(new RegExp(`^${name} is wrong; it is .*\\.$`));
    expect(attempt).not.toThrow(new RegExp(`\\b${value}\\b`));
  });

  it.each([
    'HOST',
    'PORT',
    'MEDIA_TOKEN_KEY',
    'SERVICE_KEY',
    'RTC_PORT',
    'RTC_ANNOUNCED_ADDRESS',
    'MEDIASOUP_WORKER_BIN',
    'LOG_LEVEL',
  ])('refuses an empty %s', (name) => {
    expect(() => readEnv({ ...KEYS, [name]: ' ' })).toThrow(new RegExp(`^${name} is empty`));
  });

  it('says which key is missing', () => {
    expect(() => readEnv({ SERVICE_KEY: KEYS.SERVICE_KEY })).toThrow(/^MEDIA_TOKEN_KEY is not set/);
  });

  it('refuses a first media port that leaves no room for the workers', () => {
    expect(() => readEnv({ ...KEYS, RTC_PORT: '65535', SFU_WORKERS: '2' })).toThrow(/leaves no room/);
    expect(readEnv({ ...KEYS, RTC_PORT: '65534', SFU_WORKERS: '2' }).rtcPort).toBe(65_534);
  });
});
