import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStale } from './freshness.ts';
import { parseOsRelease } from './os-release.ts';
import { cacheFolder, workerFileName } from './worker-binary.ts';
import { createProgress, whyNoBuild } from './worker-build.ts';

describe('what was made', () => {
  let folder: string;
  const file = (path: string, second: number): string => {
    const full = join(folder, path);
    mkdirSync(join(full, '..'), { recursive: true });
    writeFileSync(full, '');
    utimesSync(full, second, second);
    return full;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'skald-fresh-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is stale when it is missing', () => {
    expect(isStale(join(folder, 'stamp'), [])).toBe(true);
  });

  it('is stale when a source, however deep, is newer', () => {
    const stamp = file('stamp', 100);
    file('src/a/b.ts', 99);
    expect(isStale(stamp, [join(folder, 'src')])).toBe(false);
    file('src/a/c.tsx', 101);
    expect(isStale(stamp, [join(folder, 'src')])).toBe(true);
  });

  it('does not depend on tests, packages or what it made itself', () => {
    const stamp = file('stamp', 100);
    for (const path of ['src/a.test.ts', 'src/dist/x.js', 'src/node_modules/y.js']) file(path, 200);
    expect(isStale(stamp, [join(folder, 'src'), join(folder, 'nowhere')])).toBe(false);
  });
});

describe('the mediasoup worker', () => {
  it('has a name for its version, system and architecture', () => {
    const system = parseOsRelease('NAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n');
    expect(workerFileName({ version: '3.27.1', system, architecture: 'x64' })).toBe('mediasoup-worker-3.27.1-debian-12-x64');
  });

  it('has a name also where the system says little of itself', () => {
    expect(parseOsRelease('ID="Arch/../Linux"\n')).toEqual({ id: 'arch..linux', version: 'rolling' });
  });

  it('is cached where the user keeps caches', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/cache' })).toBe('/cache/skald');
  });

  it('is built on Debian 12 by root only', () => {
    expect(whyNoBuild({ id: 'debian', version: '12' }, true)).toBeUndefined();
    expect(whyNoBuild({ id: 'debian', version: '12' }, false)).toMatch(/root/);
    expect(whyNoBuild({ id: 'fedora', version: '42' }, true)).toMatch(/Debian 12/);
  });

  it('tells of its build in steps and tenths', () => {
    const said: string[] = [];
    const progress = createProgress((sentence) => said.push(sentence));
    for (const line of [
      'step: compiling',
      '[3/12] headers',
      '[5/262] a.cpp',
      '[27/262] b.cpp',
      '[28/262] c.cpp',
      '[262/262] link',
    ])
      progress(line);
    expect(said).toEqual(['  compiling', '  compiled 27 of 262 files', '  compiled 262 of 262 files']);
  });
});
