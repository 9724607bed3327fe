import { randomBytes } from 'node:crypto';
import {
  buildBot,
  createTranscriptionServer,
  makeDtmf,
  ScriptedApi,
  type Bot,
  type TranscriptionServer,
} from '@skald/bot/testing';
import {
  dmEventsToApi,
  dmEventsToBot,
  formatId,
  type ListenedSeat,
  MEDIA_PATH,
  mediaEvents,
  type SeatId,
  type TableId,
} from '@skald/protocol';
import {
  dmClaims,
  mintMediaToken,
  newInstance,
  newSeatId,
  newTableId,
  opusCapabilities,
  opusParameters,
  PlainRtpEnd,
  seatDm,
  startTestSfu,
  type TestSfu,
} from '@skald/sfu/testing';
import { createDecoder, createEncoder } from 'libopus-wasm';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';

const API_KEY = 'sk-test-transcription';
const WORDS = { '1A2B': 'I open the door.', '4D7C': 'Я бью гоблина.' };

type Room = Awaited<ReturnType<TestSfu['sfu']['rooms']['join']>>['room'];

/** A player without a browser: a peer of the real sfu whose transport is plain RTP. */
class Player {
  readonly seatId: SeatId;
  readonly end: PlainRtpEnd;
  /** Its room as the sfu has it. */
  readonly room: Room;
  readonly #ssrc: number;

  constructor(seatId: SeatId, room: Room, end: PlainRtpEnd, ssrc: number) {
    this.seatId = seatId;
    this.room = room;
    this.end = end;
    this.#ssrc = ssrc;
  }

  static async join(host: TestSfu, tableId: TableId, seatId: SeatId, ssrc: number): Promise<Player> {
    const claims = { role: 'player', tableId, peerId: seatId, mayPublish: true, mayHear: true } as const;
    const link: Parameters<typeof host.sfu.rooms.join>[1] = {
      tell: (contract, payload) => {
        if (contract.name !== mediaEvents.consumerOffered.name) return;
        const { consumerId } = mediaEvents.consumerOffered.payload.parse(payload);
        void peer.consumers.resume(consumerId);
      },
      end: () => undefined,
    };
    const issuedAtS = Math.floor(Date.now() / 1_000);
    const { peer, room } = await host.sfu.rooms.join({ claims, issuedAtS, instance: newInstance() }, link);
    const transport = await peer.transports.createPlain({ kind: 'loopback' }, null);
    const end = await PlainRtpEnd.open(transport.tuple.localPort);
    await peer.publish(transport.id, opusParameters(ssrc, { levels: true }), 'microphone');
    await peer.receive(transport.id, opusCapabilities());
    return new Player(seatId, room, end, ssrc);
  }

  /** Says the symbols at the pace of real speech, and is silent after it as a sender with DTX is. */
  async say(symbols: string): Promise<void> {
    const encoder = await createEncoder({ channels: 1, sampleRate: 48_000, application: 2048, bitrate: 32_000, fec: true });
    const sound = makeDtmf(symbols, 48_000, { onMs: 100, offMs: 60 });
    const startMs = performance.now();
    for (let at = 0, frame = 0; at + 960 <= sound.length; at += 960, frame += 1) {
      const waitMs = startMs + frame * 20 - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      await this.end.send(this.#ssrc, encoder.encode(sound.subarray(at, at + 960)), -20);
    }
    encoder.free();
  }
}

describe('the bot at a table of the real sfu', () => {
  const closers: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  async function start() {
    const sfu = await startTestSfu();
    closers.push(() => sfu.close());
    const server = await createTranscriptionServer({ apiKey: API_KEY, words: WORDS });
    closers.push(() => server.close());
    const tableId = newTableId();
    const mint = async () => ({
      token: await mintMediaToken({ claims: dmClaims(tableId), key: sfu.mediaTokenKey }),
      expiresInMs: 300_000,
    });
    const api = await ScriptedApi.start({ serviceKey: sfu.serviceKey, renewToken: mint });
    closers.push(() => api.close());
    const bot = await startBot(api.url, sfu.serviceKey, server);
    closers.push(() => bot.close());
    await api.greeted();
    return { sfu, server, api, tableId, token: (await mint()).token };
  }

  function listened(seatId: SeatId): ListenedSeat {
    return { seatId, name: 'Ada', hearing: 'provider', consent: true, mode: 'open', holding: null };
  }

  it('two who talk at once are two utterances, each with its player', async () => {
    const { sfu, api, server, tableId, token } = await start();
    const [ada, bob] = [newSeatId(), newSeatId()];
    await api.openTable({
      tableId,
      language: 'en',
      media: { url: sfu.url, path: MEDIA_PATH, token, lease: 1 },
      seats: [listened(ada), listened(bob)],
      hints: ['Strahd'],
    });
    await api.event(dmEventsToApi.presenceChanged, ({ joined }) => joined);
    const players = await Promise.all([Player.join(sfu, tableId, ada, 1111), Player.join(sfu, tableId, bob, 2222)]);
    closers.push(() => players.forEach((player) => player.end.close()));
    await Promise.all(players.map((player) => greet(api, player)));
    await Promise.all([players[0].say('1A2B'), players[1].say('4D7C')]);
    const [first, second] = await Promise.all([
      api.utterance(({ seatId }) => seatId === ada),
      api.utterance(({ seatId }) => seatId === bob),
    ]);
    expect([first.text, second.text]).toEqual(Object.values(WORDS));
    expect([...first.overlaps, ...second.overlaps]).toHaveLength(1);
    expect(Math.abs(first.startedAtMs - Date.now())).toBeLessThan(10_000);
    expect(first.endedAtMs - first.startedAtMs).toBeGreaterThan(400);
    expect(server.requests).toContainEqual(expect.objectContaining({ prompt: 'Strahd', language: 'en', text: WORDS['1A2B'] }));
  });

  it('a segment is heard in the room, reported from start to end, and a dead worker does not lose it', async () => {
    const { sfu, api, tableId, token } = await start();
    const ada = newSeatId();
    const media = { url: sfu.url, path: MEDIA_PATH, token, lease: 1 };
    await api.openTable({ tableId, language: 'en', media, seats: [listened(ada)], hints: [] });
    await api.event(dmEventsToApi.presenceChanged, ({ joined }) => joined);
    const player = await Player.join(sfu, tableId, ada, 3333);
    closers.push(() => player.end.close());
    const segment = {
      tableId,
      turnId: formatId('turn', randomBytes(12)),
      segmentId: formatId('segment', randomBytes(12)),
      text: 'The door opens slowly, and behind it somebody breathes.',
      language: 'en',
      voice: { voiceId: 'embedded:narrator', pitchSemitones: 0, rate: 1.2 },
      channel: 'narrator',
    } as const;
    api.tell(dmEventsToBot.speak, segment);
    const spoken = await api.event(dmEventsToApi.segmentProgressed, ({ state }) => state !== 'started');
    expect(spoken).toMatchObject({ segmentId: segment.segmentId, state: 'spoken', heardCharacters: segment.text.length });
    expect(await loudest(player.end.packets)).toBeGreaterThan(3_000);

    const again = { ...segment, segmentId: formatId('segment', randomBytes(12)) };
    api.tell(dmEventsToBot.speak, again);
    await api.event(dmEventsToApi.segmentProgressed, ({ segmentId }) => segmentId === again.segmentId);
    killWorkers(sfu);
    await api.event(dmEventsToApi.presenceChanged, ({ joined }) => !joined);
    const after = await Player.join(sfu, tableId, ada, 4444);
    closers.push(() => after.end.close());
    const finals = await api.event(
      dmEventsToApi.segmentProgressed,
      ({ segmentId, state }) => segmentId === again.segmentId && state !== 'started',
    );
    expect(finals.state).toBe('spoken');
    expect(await loudest(after.end.packets)).toBeGreaterThan(3_000);
    expect(api.got(dmEventsToApi.segmentProgressed).filter(({ segmentId }) => segmentId === again.segmentId)).toHaveLength(2);
  });

  it('a lost connection to the sfu interrupts nothing that is said', async () => {
    const { sfu, api, tableId, token } = await start();
    const ada = newSeatId();
    const media = { url: sfu.url, path: MEDIA_PATH, token, lease: 1 };
    await api.openTable({ tableId, language: 'en', media, seats: [listened(ada)], hints: [] });
    await api.event(dmEventsToApi.presenceChanged, ({ joined }) => joined);
    const player = await Player.join(sfu, tableId, ada, 6666);
    closers.push(() => player.end.close());
    const segment = segmentOf(
      tableId,
      'While this is being said, the line is cut and comes back, and nobody at the table notices.',
    );
    api.tell(dmEventsToBot.speak, segment);
    await api.event(dmEventsToApi.segmentProgressed, ({ state }) => state === 'started');
    const dm = player.room.findPeer('dm');
    dm?.link?.end();
    await api.event(dmEventsToApi.segmentProgressed, ({ state }) => state === 'spoken');
    expect(player.room.findPeer('dm')).toBe(dm);
    expect(dm?.link).toBeDefined();
    expect(api.got(dmEventsToApi.presenceChanged)).toEqual([{ tableId, joined: true }]);
    const voiced = await decodedMs(player.end.packets);
    expect(voiced).toBeGreaterThan(0.8 * segment.text.length * 55);
  });

  it('an sfu that starts anew is joined anew, with the pass it knows', async () => {
    const { sfu, api, tableId, token } = await start();
    const ada = newSeatId();
    const media = { url: sfu.url, path: MEDIA_PATH, token, lease: 1 };
    await api.openTable({ tableId, language: 'en', media, seats: [listened(ada)], hints: [] });
    await api.event(dmEventsToApi.presenceChanged, ({ joined }) => joined);
    await sfu.close();
    const { port, mediaTokenKey, serviceKey } = sfu;
    const again = await startTestSfu({ port, mediaTokenKey, serviceKey });
    closers.push(() => again.close());
    const player = await Player.join(again, tableId, ada, 7777);
    closers.push(() => player.end.close());
    const segment = segmentOf(tableId, 'We are back.');
    api.tell(dmEventsToBot.speak, segment);
    await api.event(dmEventsToApi.segmentProgressed, ({ state }) => state === 'spoken');
    expect(await loudest(player.end.packets)).toBeGreaterThan(3_000);
  });

  it('a DM with a newer lease takes the chair, and the bot stays away until it is given a newer one still', async () => {
    const { sfu, api, tableId, token } = await start();
    const media = { url: sfu.url, path: MEDIA_PATH, token, lease: 1 };
    const table = { tableId, language: 'en' as const, seats: [], hints: [] };
    await api.openTable({ ...table, media });
    await api.event(dmEventsToApi.presenceChanged, ({ joined }) => joined);
    const other = await seatDm(sfu, tableId, { lease: 2 });
    closers.push(() => other.close());
    await api.event(dmEventsToApi.presenceChanged, ({ joined }) => !joined);
    const newer = await mintMediaToken({ claims: dmClaims(tableId, 3), key: sfu.mediaTokenKey });
    await api.openTable({ ...table, media: { ...media, token: newer, lease: 3 } });
    await other.client.gone();
  });

  it('a player who speaks over the DM makes it stop, and the rest of the turn is cut', async () => {
    const { sfu, api, tableId, token } = await start();
    const ada = newSeatId();
    const media = { url: sfu.url, path: MEDIA_PATH, token, lease: 1 };
    await api.openTable({ tableId, language: 'en', media, seats: [listened(ada)], hints: [] });
    await api.event(dmEventsToApi.presenceChanged, ({ joined }) => joined);
    const player = await Player.join(sfu, tableId, ada, 5555);
    closers.push(() => player.end.close());
    const turnId = formatId('turn', randomBytes(12));
    const segments = ['A long story begins in the hills, far away from here and long ago, when the river was young.', 'It ends.'];
    const ids = segments.map(() => formatId('segment', randomBytes(12)));
    segments.forEach((text, index) =>
      api.tell(dmEventsToBot.speak, {
        tableId,
        turnId,
        segmentId: ids[index]!,
        text,
        language: 'en',
        voice: { voiceId: 'embedded:narrator', pitchSemitones: 0, rate: 1 },
        channel: 'narrator',
      }),
    );
    await api.event(dmEventsToApi.segmentProgressed, ({ state }) => state === 'started');
    await player.say('1A2B3C4D5A6B');
    const barged = await api.event(dmEventsToApi.bargedIn);
    expect(barged).toMatchObject({ turnId, seatId: ada });
    expect(barged.voicedMs).toBeGreaterThanOrEqual(500);
    const cuts = await Promise.all(
      ids.map((id) => api.event(dmEventsToApi.segmentProgressed, ({ segmentId, state }) => segmentId === id && state === 'cut')),
    );
    expect(cuts[0]?.heardCharacters).toBeGreaterThan(0);
    expect(cuts[0]?.heardCharacters).toBeLessThan(segments[0]!.length);
    expect(cuts[1]?.heardCharacters).toBe(0);
  });
});

/** Makes a sound without words until the bot has heard this player begin and end: from then on not a packet is missed. */
async function greet(api: ScriptedApi, player: Player): Promise<void> {
  const heard = (voiced: boolean) =>
    api.event(dmEventsToApi.seatVoiced, (told) => told.seatId === player.seatId && told.voiced === voiced);
  let isHeard = false;
  const begun = heard(true).then(() => (isHeard = true));
  while (!isHeard) await player.say('#');
  await begun;
  await heard(false);
}

function startBot(apiUrl: string, serviceKey: string, server: TranscriptionServer): Promise<Bot> {
  const transcription = { apiKey: API_KEY, baseUrl: server.url, model: 'gpt-transcribe' };
  return buildBot(
    { host: '127.0.0.1', port: 0, apiUrl, serviceKey, transcription, logLevel: 'silent' },
    pino({ level: 'silent' }),
  );
}

function killWorkers({ sfu }: TestSfu): void {
  for (const pid of sfu.rooms.workerPids) process.kill(pid, 'SIGKILL');
}

function segmentOf(tableId: TableId, text: string) {
  return {
    tableId,
    turnId: formatId('turn', randomBytes(12)),
    segmentId: formatId('segment', randomBytes(12)),
    text,
    language: 'en',
    voice: { voiceId: 'embedded:narrator', pitchSemitones: 0, rate: 1 },
    channel: 'narrator',
  } as const;
}

/** Length of the packets that carry more than silence, in ms. */
async function decodedMs(packets: readonly Buffer[]): Promise<number> {
  return packets.filter((packet) => packet.length > 40).length * 20;
}

/** Peak of all Opus packets as they are decoded, of 32767. */
async function loudest(packets: readonly Buffer[]): Promise<number> {
  const decoder = await createDecoder({ channels: 1, sampleRate: 16_000 });
  let peak = 0;
  for (const packet of packets) {
    const hasExtension = ((packet[0] ?? 0) & 0x10) !== 0;
    const payload = packet.subarray(hasExtension ? 16 + packet.readUInt16BE(14) * 4 : 12);
    for (const sample of decoder.decode(payload)) peak = Math.max(peak, Math.abs(sample));
  }
  decoder.free();
  return peak;
}
