import { type AnthropicReply, type AnthropicServer, type MessagesBody, startAnthropicServer } from '@skald/api/testing';
import { DM_PEER_ID } from '@skald/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../src/browser.ts';
import { startHost, type Host } from '../src/host.ts';
import { lines } from '../src/lines.ts';
import { chat, layTable, untilDm, untilLoud, untilPlays, type SeatPage } from '../src/seats.ts';

const API_KEY = 'test-key-of-the-model';
const OVERLOADED: AnthropicReply = { failure: { status: 529, type: 'overloaded_error' } };

const say = (...pieces: string[]): AnthropicReply => ({ blocks: [{ type: 'text', pieces }] });
/** Whether a request ends with words that contain this. */
const ends = (words: string) => (body: MessagesBody) => JSON.stringify(body.messages.at(-1)).includes(words);

/** What tools answered, as the last message of a request carries it. */
function toolResults(body: MessagesBody): Record<string, unknown>[] {
  const content = body.messages.at(-1)?.content ?? '';
  if (typeof content === 'string') return [];
  return content
    .filter(({ type }) => type === 'tool_result')
    .map((block) => JSON.parse(String(block.content)) as Record<string, unknown>);
}

describe('Claude as the mind, over the real SDK', () => {
  let host: Host;
  let browser: Browser;
  let proxy: AnthropicServer;
  let original: AnthropicServer;
  let ada: SeatPage;

  beforeAll(async () => {
    [proxy, original] = await Promise.all([startAnthropicServer({ apiKey: API_KEY }), startAnthropicServer({ apiKey: API_KEY })]);
    [host, browser] = await Promise.all([
      startHost({
        environment: {
          ANTHROPIC_API_KEY: API_KEY,
          ANTHROPIC_BASE_URL: proxy.url,
          ANTHROPIC_ORIGINAL_URL: original.url,
          ANTHROPIC_FIRST_TOKEN_MS: '1500',
        },
      }),
      launchChromium(),
    ]);
    ada = await layTable(browser, host.url, { name: 'Ada' });
    await untilPlays(
      ada.page,
      ['narrator', 'characters'].map((source) => `${DM_PEER_ID}/${source}`),
    );
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
    await Promise.all([proxy?.close(), original?.close()]);
  });

  /** Asks the DM and waits for its answer to be shown and said. */
  async function ask(text: string, answer: string): Promise<void> {
    await untilDm(ada.page, ['listening']);
    await ada.page.waitForFunction((dm) => window.skaldTest.loudness(dm, 'narrator') < -60, DM_PEER_ID);
    await Promise.all([untilLoud(ada.page, DM_PEER_ID, 'narrator'), chat(ada.page, text)]);
    await lines(ada.page, { kind: 'dm', text: answer, state: 'heard' }).waitFor();
    await untilDm(ada.page, ['listening']);
  }

  it('[M2] [G1] [D6] a lead-in, dice that the engine draws, and a narration with a character’s line', async () => {
    proxy.add(
      {
        when: ends('past the guard'),
        reply: {
          blocks: [
            { type: 'text', pieces: ['You keep ', 'to the wall.'] },
            {
              type: 'tool_use',
              name: 'roll_dice',
              input: { notation: '1d20+3', label: 'Stealth', actor: 'Ada', difficulty: 12 },
            },
            {
              type: 'tool_use',
              name: 'create_npc',
              input: { name: 'Barto', description: 'A tired guard.', gender: 'male', age: 'old' },
            },
          ],
        },
      },
      {
        when: ends('tool_result'),
        reply: say('The lantern swings round.\n', '[Barto] Who goes ', 'there? Is that the wind again?'),
      },
    );
    await chat(ada.page, 'I sneak past the guard.');
    await untilLoud(ada.page, DM_PEER_ID, 'narrator');
    await untilLoud(ada.page, DM_PEER_ID, 'characters');
    await lines(ada.page, { kind: 'dm', speaker: 'Barto', text: 'Is that the wind again?', state: 'heard' }).waitFor();
    await untilDm(ada.page, ['listening']);
    const [roll] = toolResults(proxy.requests[1]!.body);
    const card = ada.page.getByTestId('dice');
    expect(await card.count()).toBe(1);
    expect(await card.getAttribute('data-total')).toBe(String(roll?.total));
    expect(roll).toMatchObject({
      notation: '1d20+3',
      difficulty: 12,
      outcome: Number(roll?.total) >= 12 ? 'success' : 'failure',
    });
    expect((roll?.dice as number[])[0]).toBe(Number(roll?.total) - 3);
    const kinds = await ada.page
      .getByTestId('stream')
      .locator('li.line')
      .evaluateAll((all) => all.map((line) => (line as HTMLElement).dataset.kind).filter((kind) => kind !== 'notice'));
    expect(kinds).toEqual(['chat', 'dm', 'roll', 'dm', 'dm']);
    expect(proxy.requests[0]?.headers['user-agent']).toMatch(/^Anthropic\/JS/);
  });

  it('[D9] the next turn goes on from what was heard and rolled', async () => {
    proxy.add({ when: ends('answer him'), reply: say('Barto lowers his lantern.') });
    await ask('I answer him: only the wind.', 'Barto lowers his lantern.');
    const before = JSON.stringify(proxy.requests.at(-1)?.body.messages);
    for (const part of ['I sneak past the guard.', 'You keep to the wall.', 'Is that the wind again?', '1d20+3'])
      expect(before).toContain(part);
  });

  it('[M1] an overloaded endpoint, and one that does not begin: the original one answers', async () => {
    proxy.add({ when: ends('the gate'), reply: OVERLOADED });
    original.add({ when: ends('the gate'), reply: say('The gate stands ajar.') });
    await ask('I look at the gate.', 'The gate stands ajar.');
    proxy.add({ when: ends('the well'), reply: { ...say('Too late.'), firstEventDelayMs: 10_000 } });
    original.add({ when: ends('the well'), reply: say('The well is deep.') });
    await ask('I look at the well.', 'The well is deep.');
    expect(await lines(ada.page, { kind: 'notice', code: 'dm_failed' }).count()).toBe(0);
  });

  it('[O6] both overloaded: the table is told, keeps its line, and goes on with the one that failed less', async () => {
    for (const server of [proxy, original]) server.add({ when: ends('the roof'), reply: OVERLOADED });
    await chat(ada.page, 'I climb the roof.');
    await lines(ada.page, { kind: 'notice', code: 'dm_failed' }).waitFor();
    await untilDm(ada.page, ['listening']);
    original.add({ when: ends('jump down'), reply: say('You land in the straw.') });
    const askedBefore = proxy.requests.length;
    await ask('I jump down again.', 'You land in the straw.');
    expect(proxy.requests.length).toBe(askedBefore);
    expect(await lines(ada.page, { kind: 'chat', text: 'I climb the roof.' }).count()).toBe(1);
  });

  it('[O6] an answer that stalls: what was whole is said, the table is told, and goes on', async () => {
    const stalled = { ...say('The door groans. ', 'And behind it'), fault: { afterEvents: 5, kind: 'stall' } } as const;
    original.add({ when: ends('the door'), reply: stalled });
    await ask('I open the door.', 'The door groans.');
    await lines(ada.page, { kind: 'notice', code: 'dm_failed' }).nth(1).waitFor();
    await untilDm(ada.page, ['listening']);
    original.add({ when: ends('step in'), reply: say('It is dark inside.') });
    await ask('I step in.', 'It is dark inside.');
    expect(await lines(ada.page, { kind: 'dm', text: 'And behind it' }).count()).toBe(0);
  });

  it('[M1] nothing was asked that the service would refuse, and the key is in no log', () => {
    proxy.verify();
    original.verify();
    for (const name of ['api', 'bot', 'sfu'] as const) expect(host.system.readLog(name).join('\n')).not.toContain(API_KEY);
  });
});
