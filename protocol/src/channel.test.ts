import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ask, createRateLimiter, hear, serve, tell, type Fault, type Handlers, type ServeOptions } from './channel.ts';
import { defineEvent, defineRequest } from './contract.ts';
import { ProtocolError, sentence } from './errors.ts';
import { FakeSocket, fakeLink } from './testing/fake-link.ts';
import { MAX_MESSAGE_BYTES } from './version.ts';

const requests = {
  add: defineRequest('sum:add', z.object({ a: z.int(), b: z.int().default(1) }), z.object({ sum: z.int() })),
  note: defineRequest('note:write', z.object({ text: z.string().max(100) }), z.object({})),
};
const events = { ticked: defineEvent('clock:ticked', z.object({ n: z.int() })) };

const unexpected = (): never => {
  throw new Error('this was not to run');
};

/** A served link: ask at the near end. Tests move the clock. */
function served(handlers: Partial<Handlers<typeof requests>> = {}, options: Partial<ServeOptions> = {}) {
  const clock = { nowMs: 0 };
  const faults: Fault[] = [];
  const { near, far } = fakeLink();
  serve(
    far,
    requests,
    { add: unexpected, note: unexpected, ...handlers },
    {
      language: 'en',
      onFault: (fault) => faults.push(fault),
      messagesPerSecond: 2,
      nowMs: () => clock.nowMs,
      ...options,
    },
  );
  const raw = (name: string, ...args: unknown[]) =>
    new Promise<unknown>((resolve) => near.emit(name, ...args, (answer: unknown) => resolve(answer)));
  return { near, far, faults, clock, raw };
}
const refusal = (code: Parameters<typeof sentence>[0], language: 'en' | 'ru' = 'en') => ({
  error: { code, message: sentence(code, language) },
});

describe('serve and ask', () => {
  it('a request reaches its handler as its schema reads it, and the checked reply comes back', async () => {
    const { near, faults } = served({ add: ({ a, b }) => ({ sum: a + b }) });
    expect(await ask(near, requests.add, { a: 2, b: 3 })).toEqual({ sum: 5 });
    expect(await ask(near, requests.add, { a: 2 } as { a: number; b: number })).toEqual({ sum: 3 });
    expect(faults).toEqual([]);
  });

  it('a handler may take its time', async () => {
    const { near } = served({ add: async ({ a }) => Promise.resolve({ sum: a }) });
    expect(await ask(near, requests.add, { a: 7, b: 0 })).toEqual({ sum: 7 });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', [1]],
    ['wrong types', { a: '2' }],
    ['a number that is none', { a: Number.NaN }],
    ['a polluted prototype', JSON.parse('{"__proto__":{"a":1}}')],
  ])('%s in place of the request is refused, and the handler does not run', async (_what, request) => {
    const { raw, faults } = served();
    expect(await raw('sum:add', request)).toEqual(refusal('bad_request'));
    expect(faults).toMatchObject([{ message: 'sum:add', code: 'bad_request' }]);
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  it('keys that are not in the schema never reach the handler', async () => {
    const note = vi.fn(() => ({}));
    const { raw } = served({ note });
    await raw('note:write', JSON.parse('{"text":"x","isHost":true,"__proto__":{"isHost":true}}'));
    expect(note).toHaveBeenCalledExactlyOnceWith({ text: 'x' });
  });

  it.each(['sum:subtract', '__proto__', 'constructor', 'toString', ''])('the unknown name "%s" is refused', async (name) => {
    const { raw, faults } = served({}, { language: 'ru' });
    expect(await raw(name, {})).toEqual(refusal('unknown_message', 'ru'));
    expect(faults).toMatchObject([{ message: 'unknown', code: 'unknown_message' }]);
  });

  it('a message over the limit is refused before it is read, and one that has no JSON form too', async () => {
    const { raw, faults } = served();
    expect(await raw('note:write', { text: 'я'.repeat(MAX_MESSAGE_BYTES / 2) })).toEqual(refusal('too_large'));
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(await raw('note:write', circle)).toEqual(refusal('too_large'));
    expect(faults.map((fault) => fault.code)).toEqual(['too_large', 'too_large']);
  });

  it('a text that is too long is called too large; other faults beside it are not', async () => {
    const { raw } = served();
    expect(await raw('note:write', { text: 'x'.repeat(101) })).toEqual(refusal('too_large'));
    expect(await raw('sum:add', { a: Number.MAX_VALUE })).toEqual(refusal('bad_request'));
  });

  it('messages beyond the rate are refused until time has passed, known or not, acknowledged or not', async () => {
    const { raw, near, clock, faults } = served({ add: () => ({ sum: 0 }) });
    near.emit('sum:add', { a: 1 });
    near.emit('rubbish');
    for (let sent = 2; sent < 10; sent += 1) expect(await raw('sum:add', { a: 1 })).toEqual({ ok: { sum: 0 } });
    expect(await raw('sum:add', { a: 1 })).toEqual(refusal('rate_limited'));
    expect(faults.at(-1)).toMatchObject({ code: 'rate_limited', message: 'sum:add' });
    clock.nowMs = 499;
    expect(await raw('sum:add', { a: 1 })).toEqual(refusal('rate_limited'));
    clock.nowMs = 1_000;
    expect(await raw('sum:add', { a: 1 })).toEqual({ ok: { sum: 0 } });
  });

  it('a protocol error of a handler is told as its code alone; any other is told as internal', async () => {
    const secret = 'the vault is behind the mirror';
    const { raw, faults } = served({
      add: () => {
        throw new ProtocolError('table_full', secret);
      },
      note: () => Promise.reject(new Error(secret)),
    });
    const answers = [await raw('sum:add', { a: 1 }), await raw('note:write', { text: 'x' })];
    expect(answers).toEqual([refusal('table_full'), refusal('internal')]);
    expect(JSON.stringify(answers)).not.toContain(secret);
    expect(faults.map((fault) => (fault.cause as Error).message)).toEqual([secret, secret]);
  });

  it('a reply that does not fit its schema is our fault', async () => {
    const { raw } = served({ add: () => ({ sum: 'many' }) as never });
    expect(await raw('sum:add', { a: 1 })).toEqual(refusal('internal'));
  });

  it('events of the namespace are counted for the rate and not answered', async () => {
    const { near, raw, faults } = served({}, { events: [events.ticked] });
    for (let sent = 0; sent < 10; sent += 1) near.emit('clock:ticked', { n: sent });
    expect(faults).toEqual([]);
    expect(await raw('sum:add', { a: 1 })).toEqual(refusal('rate_limited'));
  });
});

describe('ask', () => {
  const silent = () => {
    const { near, far } = fakeLink();
    far.onAny(() => undefined);
    return near;
  };
  const answering = (answer: unknown) => {
    const { near, far } = fakeLink();
    far.onAny((_name, _request, acknowledge) => (acknowledge as (reply: unknown) => void)(answer));
    return near;
  };

  it('throws the other end’s code', async () => {
    const asked = ask(answering(refusal('seat_removed')), requests.add, { a: 1, b: 1 });
    await expect(asked).rejects.toMatchObject({ name: 'ProtocolError', code: 'seat_removed' });
  });

  it.each([
    ['nothing', undefined, 'bad_request'],
    ['a text', 'ok', 'bad_request'],
    ['a reply of another shape', { ok: { sum: 'x' } }, 'bad_request'],
    ['an error nobody knows', { error: { code: 'on_fire', message: 'x' } }, 'internal'],
    ['an error that is none', { error: null }, 'internal'],
  ])('%s as the answer is an error', async (_what, answer, code) => {
    await expect(ask(answering(answer), requests.add, { a: 1, b: 1 })).rejects.toMatchObject({ code });
  });

  it('gives up after the time of the contract, or the time it is given', async () => {
    vi.useFakeTimers();
    try {
      const usual = expect(ask(silent(), requests.add, { a: 1, b: 1 })).rejects.toMatchObject({ code: 'timeout' });
      const own = expect(ask(silent(), requests.add, { a: 1, b: 1 }, { timeoutMs: 50 })).rejects.toMatchObject({
        code: 'timeout',
      });
      await vi.advanceTimersByTimeAsync(50);
      await own;
      expect(vi.getTimerCount()).toBe(1);
      await vi.advanceTimersByTimeAsync(requests.add.timeoutMs);
      await usual;
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('ends when it is aborted, before or while it waits', async () => {
    const near = silent();
    await expect(ask(near, requests.add, { a: 1, b: 1 }, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(near.sent).toEqual([]);
    const controller = new AbortController();
    const asked = ask(near, requests.add, { a: 1, b: 1 }, { signal: controller.signal });
    controller.abort();
    await expect(asked).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('does not queue for a link that is not there', async () => {
    const socket = new FakeSocket();
    socket.connected = false;
    await expect(ask(socket, requests.add, { a: 1, b: 1 })).rejects.toMatchObject({ code: 'unavailable' });
    expect(socket.sent).toEqual([]);
  });
});

describe('tell and hear', () => {
  it('what is told is heard, until one stops hearing', () => {
    const { near, far } = fakeLink();
    const heard = vi.fn();
    const stop = hear(far, events.ticked, heard, unexpected);
    tell(near, events.ticked, { n: 1 });
    stop();
    expect(() => tell(near, events.ticked, { n: 2 })).toThrow('nobody expects');
    expect(heard).toHaveBeenCalledExactlyOnceWith({ n: 1 });
  });

  it('a payload that does not fit is not told, and not heard', () => {
    const { near, far } = fakeLink();
    const faults: Fault[] = [];
    hear(far, events.ticked, unexpected, (fault) => faults.push(fault));
    expect(() => tell(near, events.ticked, { n: 0.5 })).toThrow(z.ZodError);
    expect(near.sent).toEqual([]);
    for (const payload of [undefined, null, [], { n: '1' }]) near.emit('clock:ticked', payload);
    expect(faults.map((fault) => fault.code)).toEqual(Array(4).fill('bad_request'));
  });

  it('what a handler throws does not reach the socket', () => {
    const { near, far } = fakeLink();
    const faults: Fault[] = [];
    const cause = new Error('broken');
    const fail = () => {
      throw cause;
    };
    hear(far, events.ticked, fail, (fault) => faults.push(fault));
    tell(near, events.ticked, { n: 1 });
    expect(faults).toEqual([{ message: 'clock:ticked', code: 'internal', cause }]);
  });
});

describe('a rate', () => {
  it('lets bursts of five seconds’ worth pass, never saves up more, and is filled with time', () => {
    let nowMs = 0;
    const mayPass = createRateLimiter(2, () => nowMs);
    const passed = (tries: number) => Array.from({ length: tries }, mayPass).filter(Boolean).length;
    expect(passed(100)).toBe(10);
    nowMs = 1_500;
    expect(passed(100)).toBe(3);
    nowMs = 3_600_000;
    expect(passed(100)).toBe(10);
  });
});
