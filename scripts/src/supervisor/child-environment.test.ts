import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../paths.ts';
import { PROCESS_NAMES, type Wiring, childEnvironment, pickEnvironment } from './child-environment.ts';

const wiring: Wiring = {
  ports: { sfu: 1, api: 2, bot: 3 },
  keys: { LINK_KEY: 'link', MEDIA_TOKEN_KEY: 'media', SERVICE_KEY: 'service' },
  dataDir: '/data',
  clientDist: '/dist',
  workerBinary: '/worker',
  rtcPort: 40_000,
  publicUrl: 'https://table.example.org',
  shareOrigin: 'https://192.0.2.7:8443',
};

describe('the environment of a process', () => {
  it('has what wires the api to the rest', () => {
    expect(childEnvironment('api', wiring, {})).toEqual({
      HOST: '127.0.0.1',
      PORT: '2',
      DATABASE_URL: 'file:/data/skald.db',
      SKALD_DATA_DIR: '/data',
      CLIENT_DIST: '/dist',
      SFU_CONTROL_URL: 'http://127.0.0.1:1',
      SHARE_ORIGIN: 'https://192.0.2.7:8443',
      PUBLIC_URL: 'https://table.example.org',
      LINK_KEY: 'link',
      MEDIA_TOKEN_KEY: 'media',
      SERVICE_KEY: 'service',
    });
  });

  it('keeps the keys of links and models from the sfu and the bot', () => {
    const user = { ANTHROPIC_API_KEY: 'a', ADMIN_TOKEN: 't', LINK_KEY: 'own', OPENAI_API_KEY: 'z' };
    expect(childEnvironment('sfu', wiring, user)).not.toHaveProperty('ANTHROPIC_API_KEY');
    expect(Object.values(childEnvironment('bot', wiring, user))).toEqual(
      expect.not.arrayContaining(['a', 't', 'own', 'link', 'media']),
    );
    expect(childEnvironment('bot', wiring, user)).toMatchObject({ OPENAI_API_KEY: 'z' });
    expect(childEnvironment('api', wiring, user)).not.toHaveProperty('OPENAI_API_KEY');
  });

  it.each(PROCESS_NAMES)('of the %s lets nothing through that is not on its list', (name) => {
    expect(pickEnvironment(name, { SOME_SECRET: 's', npm_config_x: 'y', AWS_SECRET_ACCESS_KEY: 'k' })).toEqual({});
  });

  it("takes the user's values over its own, but not where the process listens", () => {
    const user = { DATABASE_URL: 'file:/else.db', PORT: '8443', HOST: '0.0.0.0' };
    expect(childEnvironment('api', wiring, user)).toMatchObject({ DATABASE_URL: 'file:/else.db', PORT: '2', HOST: '127.0.0.1' });
  });

  it('passes an empty value on, so that the process can call it wrong', () => {
    expect(pickEnvironment('api', { ANTHROPIC_API_KEY: '', ANTHROPIC_BASE_URL: undefined })).toEqual({ ANTHROPIC_API_KEY: '' });
  });

  it.each(PROCESS_NAMES)('of the %s has a way in for every variable that it reads', (name) => {
    const source = readFileSync(fromRoot(name, 'src', 'env.ts'), 'utf8');
    const read = [...source.matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map(([, variable]) => variable ?? '');
    expect(read.length).toBeGreaterThan(5);
    const passed = childEnvironment(name, wiring, Object.fromEntries(read.map((variable) => [variable, 'set'])));
    expect(read.filter((variable) => !(variable in passed))).toEqual([]);
  });
});
