import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TalkTarget } from '@skald/protocol';
import { changeTalk, isSending, SILENT_TALK, talkTarget, type Talk, type TalkEvent } from './talk.ts';
import { TalkSwitch } from './talk-switch.ts';

const pushToTalk: Talk = { ...SILENT_TALK, mode: 'push_to_talk' };
const press = (target: TalkTarget): TalkEvent => ({ type: 'pressed', target });
const release = (target: TalkTarget): TalkEvent => ({ type: 'released', target });
const play = (talk: Talk, ...events: TalkEvent[]): Talk => events.reduce(changeTalk, talk);

describe('[V2] push-to-talk', () => {
  it('sends while a key is held, and for a tail after it', () => {
    expect(isSending(pushToTalk)).toBe(false);
    expect(isSending(play(pushToTalk, press('table')))).toBe(true);
    expect(isSending(play(pushToTalk, press('table'), release('table')))).toBe(true);
    expect(isSending(play(pushToTalk, press('table'), release('table'), { type: 'tailEnded' }))).toBe(false);
  });

  it('has no target from the moment of release', () => {
    expect(talkTarget(play(pushToTalk, press('dm'), release('dm')))).toBeNull();
  });

  it('goes by the newest of two keys, and back to the other when that is released', () => {
    const both = play(pushToTalk, press('table'), press('dm'));
    expect(talkTarget(both)).toBe('dm');
    expect(talkTarget(play(both, release('dm')))).toBe('table');
  });

  it('names a target also with an open microphone, which stays open', () => {
    const held = play(SILENT_TALK, press('dm'));
    expect([talkTarget(held), isSending(held)]).toEqual(['dm', true]);
    expect(isSending(play(held, release('dm'), { type: 'tailEnded' }))).toBe(true);
  });
});

describe('[V3] mute', () => {
  it('wins over everything and lets go of what was held', () => {
    const muted = play(SILENT_TALK, press('dm'), { type: 'muteChosen', isMuted: true });
    expect([talkTarget(muted), isSending(muted)]).toEqual([null, false]);
    expect(talkTarget(play(muted, press('dm')))).toBeNull();
  });

  it('never sends while muted, nor in push-to-talk with nothing held and no tail, whatever happened', () => {
    const target = fc.constantFrom<TalkTarget>('table', 'dm');
    const anyEvent = fc.oneof(
      target.map(press),
      target.map(release),
      fc.constant<TalkEvent>({ type: 'allReleased' }),
      fc.constant<TalkEvent>({ type: 'tailEnded' }),
      fc.constantFrom<TalkEvent>({ type: 'modeChosen', mode: 'open' }, { type: 'modeChosen', mode: 'push_to_talk' }),
      fc.boolean().map<TalkEvent>((isMuted) => ({ type: 'muteChosen', isMuted })),
    );
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        const talk = play(SILENT_TALK, ...events);
        if (talk.isMuted) expect(isSending(talk) || talkTarget(talk) !== null).toBe(false);
        const isIdle = talk.presses.length === 0 && !talk.isInTail;
        if (talk.mode === 'push_to_talk' && isIdle) expect(isSending(talk)).toBe(false);
        expect(new Set(talk.presses).size).toBe(talk.presses.length);
      }),
    );
  });
});

describe('the talk switch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function flick(initial: Talk) {
    const told: string[] = [];
    const talk = new TalkSwitch({
      initial,
      firstSequence: 100,
      onTalk: () => undefined,
      onSending: (sending) => told.push(sending ? 'open' : 'shut'),
      onTarget: (target, sequence) => told.push(`${target}#${sequence}`),
    });
    return { talk, told };
  }

  it('tells the release at once, with a rising number, and shuts the microphone 250 ms later', () => {
    const { talk, told } = flick(pushToTalk);
    talk.handle(press('dm'));
    talk.handle(release('dm'));
    expect(told).toEqual(['shut', 'dm#101', 'open', 'null#102']);
    vi.advanceTimersByTime(249);
    expect(told).toHaveLength(4);
    vi.advanceTimersByTime(1);
    expect(told.at(-1)).toBe('shut');
  });

  it('a press within the tail keeps the microphone open', () => {
    const { talk, told } = flick(pushToTalk);
    talk.handle(press('dm'));
    talk.handle(release('dm'));
    vi.advanceTimersByTime(100);
    talk.handle(press('table'));
    vi.advanceTimersByTime(1_000);
    expect(told.filter((each) => each === 'shut')).toHaveLength(1);
  });

  it('mute shuts it at once, tail or not', () => {
    const { talk, told } = flick(pushToTalk);
    talk.handle(press('dm'));
    talk.handle(release('dm'));
    talk.handle({ type: 'muteChosen', isMuted: true });
    expect(told.at(-1)).toBe('shut');
  });

  it('repeats what is held for a new connection, with a new number', () => {
    const { talk, told } = flick(pushToTalk);
    talk.handle(press('table'));
    talk.repeat();
    expect(told.at(-1)).toBe('table#102');
  });
});
