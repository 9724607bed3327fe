import { ProtocolError } from '@skald/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MediaLink, type MediaPass, type VoiceState } from './media-link.ts';
import { FakeMediaSession } from './testing/fake-media-session.ts';
import { socketsInOrder, type FakeSocket } from './testing/fake-socket.ts';
import { ADA } from './testing/samples.ts';

const joined = (resumed: boolean) => ({ ok: { resumed, peerId: ADA, routerRtpCapabilities: {}, peers: [] } });
const offer = { consumerId: 'c1', producerId: 'p1', peerId: ADA, source: 'microphone', kind: 'audio', rtpParameters: {} };
const microphone = { id: 'mic' } as MediaStreamTrack;
const LIFE_MS = 600_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function openLink({ resumes = [false], requestPass }: { resumes?: boolean[]; requestPass?: () => Promise<MediaPass> } = {}) {
  const answers = [...resumes];
  const sockets = socketsInOrder((socket) =>
    socket.answer('peer:join', () => joined(answers.shift() ?? false)).answer('mediaToken:refresh', () => ({ ok: {} })),
  );
  const sessions: FakeMediaSession[] = [];
  const states: VoiceState[] = [];
  const instances: string[] = [];
  let passes = 0;
  const mint = async (): Promise<MediaPass> => ({
    token: `pass-${++passes}`,
    expiresAtMs: Date.now() + LIFE_MS,
    url: 'https://sfu',
    path: '/s',
  });
  let named = 0;
  const link = new MediaLink({
    requestPass: requestPass ?? mint,
    openSocket: (_pass, instance) => {
      instances.push(instance);
      return sockets.open();
    },
    createInstance: () => `instance-${++named}`,
    createSession: (_joined, ask, events) => {
      const session = new FakeMediaSession(ask, events);
      sessions.push(session);
      return session.asSession();
    },
    nowMs: () => Date.now(),
    random: () => 0,
    onState: (state) => states.push(state),
    onSpeaking: () => undefined,
  });
  return { link, sockets, sessions, states, instances, newest: (): FakeSocket => sockets.opened.at(-1)! };
}

const settle = async (): Promise<void> => void (await vi.advanceTimersByTimeAsync(1));
async function come(setUp: ReturnType<typeof openLink>): Promise<void> {
  setUp.link.open();
  await settle();
  setUp.newest().tell('connect');
  await settle();
}

describe('the link to the sfu', () => {
  it('joins, starts with the microphone it was given, and takes what is offered', async () => {
    const setUp = openLink();
    setUp.link.publish(microphone);
    await come(setUp);
    setUp.newest().tell('consumer:offered', offer);
    setUp.newest().tell('consumer:closed', { consumerId: 'c1' });
    expect(setUp.sessions[0]?.calls).toEqual(['start mic', 'consume c1', 'drop c1']);
    expect(setUp.states.at(-1)).toEqual({ state: 'open' });
  });

  it('[V5] leaves the sound alone when signalling is lost, and keeps what the sfu kept', async () => {
    const setUp = openLink({ resumes: [false, true] });
    await come(setUp);
    setUp.newest().tell('disconnect');
    await settle();
    setUp.newest().tell('connect');
    await settle();
    expect(setUp.sessions).toHaveLength(1);
    expect(setUp.sessions[0]?.calls).toEqual(['start silent', 'resume']);
    expect(setUp.instances).toEqual(['instance-1', 'instance-1']);
  });

  it('makes everything anew when the sfu kept nothing', async () => {
    const setUp = openLink({ resumes: [false, false] });
    await come(setUp);
    setUp.newest().tell('disconnect');
    await settle();
    setUp.newest().tell('connect');
    await settle();
    expect(setUp.sessions[0]?.calls.at(-1)).toBe('close');
    expect(setUp.sessions[1]?.calls).toEqual(['start silent']);
  });

  it('[V6] joins again on the same socket when the router is gone', async () => {
    const setUp = openLink();
    setUp.link.publish(microphone);
    await come(setUp);
    setUp.newest().tell('media:reset', {});
    await settle();
    expect(setUp.sockets.opened).toHaveLength(1);
    expect(setUp.sessions.map((session) => session.calls)).toEqual([['start mic', 'close'], ['start mic']]);
    expect(setUp.states.at(-1)).toEqual({ state: 'open' });
  });

  it('comes back under a new name when ICE could not be mended', async () => {
    const setUp = openLink();
    await come(setUp);
    setUp.sessions[0]?.events.onBroken();
    await settle();
    setUp.newest().tell('connect');
    await settle();
    expect(setUp.instances).toEqual(['instance-1', 'instance-2']);
    expect(setUp.sessions).toHaveLength(2);
  });

  it('swaps its pass on the open socket before it ends', async () => {
    const setUp = openLink();
    await come(setUp);
    await vi.advanceTimersByTimeAsync(LIFE_MS * 0.6);
    expect(setUp.newest().requests('mediaToken:refresh')).toEqual([{ token: 'pass-2' }]);
    await vi.advanceTimersByTimeAsync(LIFE_MS * 0.6);
    expect(setUp.newest().requests('mediaToken:refresh')).toHaveLength(2);
    expect(setUp.sockets.opened).toHaveLength(1);
  });

  it('connects with the pass it has while the api is away, and asks for another when it was refused', async () => {
    const requestPass = vi.fn(
      async (): Promise<MediaPass> => ({ token: 't', expiresAtMs: Date.now() + LIFE_MS, url: 'u', path: 'p' }),
    );
    const setUp = openLink({ requestPass });
    await come(setUp);
    setUp.newest().tell('disconnect');
    await settle();
    expect(requestPass).toHaveBeenCalledTimes(1);
    setUp.newest().tell('connect_error', Object.assign(new Error('x'), { data: { code: 'token_expired', message: 'x' } }));
    await vi.advanceTimersByTimeAsync(300);
    expect(requestPass).toHaveBeenCalledTimes(2);
  });

  it('waits for the api when it has no pass', async () => {
    let isAway = true;
    const setUp = openLink({
      requestPass: async () => {
        if (isAway) throw new ProtocolError('unavailable');
        return { token: 't', expiresAtMs: Date.now() + LIFE_MS, url: 'u', path: 'p' };
      },
    });
    setUp.link.open();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(setUp.sockets.opened).toHaveLength(0);
    isAway = false;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(setUp.sockets.opened).toHaveLength(1);
  });

  it.each(['seat_superseded', 'seat_removed', 'room_closed'] as const)(
    'stops for good when it was closed with %s',
    async (code) => {
      const setUp = openLink();
      await come(setUp);
      setUp.newest().tell('peer:closed', { code });
      await vi.advanceTimersByTimeAsync(60_000);
      expect(setUp.states.at(-1)).toEqual({ state: 'ended', code });
      expect(setUp.sockets.opened).toHaveLength(1);
      expect(setUp.sessions[0]?.calls.at(-1)).toBe('close');
    },
  );

  it('comes back when the sfu is draining', async () => {
    const setUp = openLink();
    await come(setUp);
    setUp.newest().tell('peer:closed', { code: 'draining' });
    await vi.advanceTimersByTimeAsync(1);
    expect(setUp.sockets.opened).toHaveLength(2);
  });
});
