import { describe, expect, it } from 'vitest';
import { tellWhoAsked } from './forwarded.ts';
import { chooseUpstream } from './routes.ts';
import { chooseLanguage } from './unavailable.ts';

describe('the front hands on', () => {
  it.each([
    ['/sfu/socket.io?EIO=4', 'sfu'],
    ['/sfu', 'sfu'],
    ['/sfux', 'api'],
    ['/', 'api'],
    ['/api/socket.io', 'api'],
    ['/table', 'api'],
  ])('%s to the %s', (path, name) => {
    expect(chooseUpstream(path, { sfu: 1, api: 2 })).toBe({ sfu: 1, api: 2 }[name]);
  });

  it.each([
    ['/', 3],
    ['/@vite/client', 3],
    ['/api/tables', 2],
    ['/healthz', 2],
    ['/sfu/socket.io', 1],
  ])('%s to port %i in development', (path, port) => {
    expect(chooseUpstream(path, { sfu: 1, api: 2, pages: 3 })).toBe(port);
  });

  it('what it saw of who asked, and nothing that the client said of it', () => {
    const headers = {
      host: 'skald.local:8443',
      'x-forwarded-for': '6.6.6.6',
      'x-forwarded-port': '1',
      forwarded: 'for=6.6.6.6',
      'x-real-ip': '6.6.6.6',
      cookie: 'a=b',
    };
    tellWhoAsked(headers, '::ffff:192.168.1.9');
    expect(headers).toEqual({
      host: 'skald.local:8443',
      cookie: 'a=b',
      'x-forwarded-for': '192.168.1.9',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'skald.local:8443',
    });
  });
});

describe('the language of an error', () => {
  it.each([
    ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
    ['en-GB,ru;q=0.5', 'en'],
    ['de', 'en'],
    [undefined, 'en'],
  ])('for %s is %s', (accepted, language) => {
    expect(chooseLanguage(accepted)).toBe(language);
  });
});
