import { describe, expect, it } from 'vitest';
import { createRest } from './rest.ts';
import { TABLE_ID } from './testing/samples.ts';

function restThat(answer: () => Response | Promise<Response>) {
  const asked: { path: string; init: RequestInit }[] = [];
  const rest = createRest({
    fetch: async (path, init) => {
      asked.push({ path: path as string, init: init ?? {} });
      return answer();
    },
    readLanguage: () => 'ru',
  });
  return { rest, asked };
}

const hostView = { tableId: TABLE_ID, title: 'Evening', inviteToken: 'new-invite', shareOrigin: null, isLocked: true, seats: [] };

describe('the api over HTTP', () => {
  it('[R3] sends the host token in a header, never in the address, and the language of the person', async () => {
    const { rest, asked } = restThat(() => Response.json(hostView));
    await rest.setLock(TABLE_ID, 'host-token', true);
    expect(asked[0]?.path).toBe(`/api/tables/${TABLE_ID}/lock`);
    expect(asked[0]?.init.headers).toMatchObject({ Authorization: 'Bearer host-token', 'Accept-Language': 'ru' });
    expect(asked[0]?.init.body).toBe('{"isLocked":true}');
  });

  it('throws the api’s code', async () => {
    const { rest } = restThat(() => Response.json({ error: { code: 'table_full', message: 'x' } }, { status: 409 }));
    await expect(rest.previewLink('some-token')).rejects.toMatchObject({ code: 'table_full' });
  });

  it.each([
    ['a gateway that has nobody behind it', () => new Response('bad gateway', { status: 502 }), 'unavailable'],
    ['no network', () => Promise.reject(new TypeError('failed')), 'unavailable'],
    ['an answer that is no JSON', () => new Response('<html>', { status: 200 }), 'internal'],
    ['an answer of another shape', () => Response.json({ tableId: 1 }), 'internal'],
    ['an error of another shape', () => Response.json({ error: 'x' }, { status: 500 }), 'internal'],
  ])('throws a code for %s', async (_what, answer, code) => {
    await expect(restThat(answer).rest.previewLink('some-token')).rejects.toMatchObject({ code });
  });
});
