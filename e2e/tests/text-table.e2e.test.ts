import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startHost, type Host } from '../src/host.ts';
import { makeTable, TableClient } from '../src/table-client.ts';

const until = <T>(read: () => T, timeout = 20_000): Promise<T> => vi.waitFor(read, { timeout, interval: 20 });

describe('a table by text, over the running processes', () => {
  let host: Host;
  beforeAll(async () => {
    host = await startHost();
  });
  afterAll(() => host.close());

  it.each(['en', 'ru'] as const)('%s: the offline narrator opens the evening, and its voice speaks it', async (language) => {
    const { host: seat } = await makeTable(host.system.urls.api, language);
    const client = new TableClient(host.system.urls.api, seat.seatToken, language);
    await until(() => expect(client.cursor).not.toBeNull());
    await until(() => expect(client.dm).toMatchObject({ abilities: { hasVoice: true, mind: 'offline' } }));
    await client.say(language === 'en' ? 'We begin' : 'Начинаем');
    const dmLines = () => client.messages.filter((message) => message.kind === 'dm');
    await until(() => expect(dmLines().length).toBeGreaterThan(1));
    await until(() => expect(dmLines()[0]).toMatchObject({ state: 'heard' }), 30_000);
    await client.ask('stopDm', {});
    await until(() => expect(dmLines().every((line) => line.state === 'heard' || line.state === 'cut')).toBe(true));
    client.close();
  });
});
