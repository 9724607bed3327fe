import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnvironment, readSettings } from './env.ts';

describe('the settings', () => {
  it('have defaults for everything', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ port: 8443, host: undefined, publicUrl: undefined, rtcPort: 40_000 });
    expect(settings.dataDir).toMatch(/\/\.skald$/);
  });

  it('name every wrong value at once', () => {
    const wrong = { PORT: '99999', HOST: '', PUBLIC_URL: 'http://x', RTC_PORT: 'many', SKALD_DATA_DIR: ' ' };
    expect(() => readSettings(wrong)).toThrow(
      /PORT is wrong[^]*HOST is empty[^]*SKALD_DATA_DIR is empty[^]*PUBLIC_URL is wrong[^]*RTC_PORT is wrong/,
    );
  });

  it('take a public address without a path', () => {
    expect(readSettings({ PUBLIC_URL: 'https://Table.example.org/' }).publicUrl).toBe('https://table.example.org');
    expect(() => readSettings({ PUBLIC_URL: 'https://example.org/skald' })).toThrow(/without a path/);
  });
});

describe('the .env file', () => {
  it('gives way to the environment, also to an empty value', () => {
    const folder = mkdtempSync(join(tmpdir(), 'skald-env-'));
    const path = join(folder, '.env');
    writeFileSync(path, '# a comment\nPORT=1\nHOST="::1"\nLOG_LEVEL=debug\n');
    expect(readEnvironment(path, { PORT: '2', LOG_LEVEL: '' })).toEqual({ PORT: '2', HOST: '::1', LOG_LEVEL: '' });
    rmSync(folder, { recursive: true });
  });

  it('may be missing', () => {
    expect(readEnvironment('/nowhere/.env', { A: 'b' })).toEqual({ A: 'b' });
  });
});
