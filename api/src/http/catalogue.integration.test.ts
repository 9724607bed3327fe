import { catalogueSchema, sentence } from '@skald/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send } from '../testing/http-client.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => void (api = await startTestApi()));
afterAll(() => api.close());

describe('[G6.5] the catalogue over HTTP', () => {
  it.each(['en', 'ru'] as const)(
    'is there without a link, may be kept, and has the form of the protocol: %s',
    async (language) => {
      const answer = await fetch(`${api.url}/api/rules/catalogue?language=${language}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
      const catalogue = catalogueSchema.parse(await answer.json());
      expect(catalogue).toMatchObject({ language, attribution: expect.stringContaining('SRD 5.2.1') as string });
      expect(catalogue.classes).toHaveLength(12);
    },
  );

  it('[G6.5] another language is refused, and the interface describes the route', async () => {
    const refused = await send(api.url, 'GET', '/api/rules/catalogue?language=xx', undefined, { 'accept-language': 'ru' });
    expect(refused).toMatchObject({
      status: 400,
      json: { error: { code: 'bad_request', message: sentence('bad_request', 'ru') } },
    });
    expect((await send(api.url, 'GET', '/api/rules/catalogue')).status).toBe(400);
    const described = (await send(api.url, 'GET', '/api/docs/json')).json as { paths: Record<string, unknown> };
    expect(described.paths).toHaveProperty('/api/rules/catalogue');
  });
});
