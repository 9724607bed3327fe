import { dmEventsToApi, dmEventsToBot, formatId, ProtocolError, type Utterance } from '@skald/protocol';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HeardUtterance } from '../presence/ports.ts';
import { ScriptedApi, type ScriptedApiOptions } from '../testing/scripted-api.ts';
import { createApiLink, type ApiLinkHandlers, type OpenTableRequest } from './api-link.ts';

const KEY = 'service-key-of-tests';
const tableId = formatId('table', new Uint8Array(8));
const seatId = formatId('seat', new Uint8Array(8));
const turnId = formatId('turn', new Uint8Array(8));
const abilities = { speechToText: null, voices: [] };

function utteranceOf(seed: number, startedMs: number): HeardUtterance {
  const utteranceId = formatId('utterance', new Uint8Array(8).fill(seed));
  const rest = { seatId, text: 'Hello.', language: null, confidence: null, target: 'table', hearing: 'provider' } as const;
  return { utteranceId, ...rest, overlaps: [], startedMs, endedMs: startedMs + 500 };
}

const seat = { seatId, name: 'Ada', hearing: 'provider', consent: true, mode: 'open', holding: null } as const;
const open: OpenTableRequest = {
  tableId,
  language: 'en',
  media: { url: 'http://sfu', path: '/sfu', token: 't', lease: 1 },
  seats: [seat],
  hints: [],
};
const segment = {
  tableId,
  turnId,
  segmentId: formatId('segment', new Uint8Array(8)),
  text: 'Hello.',
  language: 'en',
  voice: { voiceId: 'v', pitchSemitones: 0, rate: 1 },
  channel: 'narrator',
} as const;

describe('the link to the api', () => {
  const closers: (() => void | Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  async function startApi(options: Partial<ScriptedApiOptions> = {}): Promise<ScriptedApi> {
    const api = await ScriptedApi.start({ serviceKey: KEY, ...options });
    closers.push(() => api.close());
    return api;
  }
  function link(api: { url: string }, { serviceKey = KEY, nowMs = () => performance.now() } = {}) {
    const calls: string[] = [];
    const warnings: string[] = [];
    const log = { info: () => undefined, warn: (_facts: object, message: string) => void warnings.push(message) };
    const made = createApiLink({ url: api.url, serviceKey, instance: 'instance-of-tests', abilities, nowMs, log });
    const handlers: ApiLinkHandlers = {
      openTable: (request) => void calls.push(`open ${request.media.lease}`),
      closeTable: async (table) => void calls.push(`close ${table}`),
      seatChanged: (change) => void calls.push(`seat ${change.seat.name}`),
      seatLeft: (_table, left) => void calls.push(`left ${left}`),
      speak: (spoken) => void calls.push(`speak ${spoken.text}`),
      stop: (table) => void calls.push(`stop ${table}`),
    };
    made.open(handlers);
    closers.push(() => made.close());
    return { link: made, calls, warnings };
  }
  it('greets with its abilities, and carries what the api asks and tells, in order', async () => {
    const api = await startApi();
    const { calls } = link(api);
    expect(await api.greeted()).toEqual(abilities);
    const opening = api.openTable(open);
    api.tell(dmEventsToBot.seatChanged, { tableId, seat });
    api.tell(dmEventsToBot.speak, segment);
    api.tell(dmEventsToBot.stop, { tableId });
    api.tell(dmEventsToBot.seatLeft, { tableId, seatId });
    await opening;
    await api.closeTable(tableId);
    expect(calls).toEqual(['open 1', 'seat Ada', 'speak Hello.', `stop ${tableId}`, `left ${seatId}`, `close ${tableId}`]);
  });

  it('tells the api what happens', async () => {
    const api = await startApi();
    const { link: made } = link(api);
    await api.greeted();
    made.presenceChanged(tableId, true);
    made.seatVoiced(tableId, seatId, true);
    made.segmentProgressed(tableId, { turnId, segmentId: segment.segmentId, state: 'cut', heardCharacters: 3 });
    made.bargedIn(tableId, { turnId, seatId, voicedMs: 520 });
    await api.event(dmEventsToApi.bargedIn, ({ voicedMs }) => voicedMs === 520);
    expect(api.got(dmEventsToApi.presenceChanged)).toEqual([{ tableId, joined: true }]);
    expect(api.got(dmEventsToApi.segmentProgressed)[0]).toMatchObject({ state: 'cut', heardCharacters: 3 });
  });

  it('maps its own clock to the api’s, once for each link', async () => {
    const api = await startApi({ apiNowMs: () => 1_000_000_000_000 });
    const { link: made } = link(api, { nowMs: () => 5_000 });
    await api.greeted();
    made.submitUtterance(tableId, utteranceOf(1, 4_000));
    expect(await api.utterance()).toMatchObject({ startedAtMs: 999_999_999_000, endedAtMs: 999_999_999_500 });
  });

  it('utterances made while the api is away are sent when it is back, each once', async () => {
    const first = await startApi();
    const { port } = first;
    const { link: made } = link(first);
    await first.greeted();
    made.submitUtterance(tableId, utteranceOf(1, 100));
    await first.utterance();
    await first.close();
    await vi.waitFor(() => expect(made.isGreeted).toBe(false));
    made.submitUtterance(tableId, utteranceOf(2, 200));
    made.submitUtterance(tableId, utteranceOf(3, 300));
    const second = await startApi({ port });
    await second.greeted();
    await second.utterance(({ utteranceId }) => utteranceId === utteranceOf(3, 0).utteranceId);
    made.submitUtterance(tableId, utteranceOf(4, 400));
    await second.utterance(({ utteranceId }) => utteranceId === utteranceOf(4, 0).utteranceId);
    expect(second.utterances.map(({ utteranceId }) => utteranceId)).toEqual(
      [2, 3, 4].map((seed) => utteranceOf(seed, 0).utteranceId),
    );
  });

  it('an utterance that the api cannot take now is sent again, one that it refuses for good is not', async () => {
    const seen: Utterance[] = [];
    const api = await startApi({
      judgeUtterance(utterance) {
        seen.push(utterance);
        if (utterance.utteranceId === utteranceOf(1, 0).utteranceId) throw new ProtocolError('forbidden');
        if (seen.length < 3) throw new ProtocolError('not_ready');
      },
    });
    const { link: made } = link(api);
    await api.greeted();
    made.submitUtterance(tableId, utteranceOf(1, 100));
    made.submitUtterance(tableId, utteranceOf(2, 200));
    await api.utterance();
    expect(seen.map(({ utteranceId }) => utteranceId)).toEqual([1, 2, 2].map((seed) => utteranceOf(seed, 0).utteranceId));
  });

  it('comes back when the api hangs up, and greets again', async () => {
    const api = await startApi();
    link(api);
    await api.greeted();
    api.hangUp();
    await api.greeted(2);
  });

  it('a wrong service key is refused, said in the log, and tried again', async () => {
    const api = await startApi();
    const { link: made, warnings } = link(api, { serviceKey: 'another-key' });
    await vi.waitFor(() => expect(warnings).not.toEqual([]));
    expect([made.isGreeted, warnings[0]]).toEqual([false, 'the api refused the bot']);
  });

  it('fetches fresh media tokens', async () => {
    const api = await startApi({ renewToken: async () => ({ token: 'fresh', expiresInMs: 600_000 }) });
    const { link: made } = link(api);
    await api.greeted();
    expect(await made.renewToken(tableId)(new AbortController().signal)).toEqual({ token: 'fresh', expiresInMs: 600_000 });
  });
});
