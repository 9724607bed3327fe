import { formatId, type SeatId } from '@skald/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IDLE_REFLEXES, OVER_SPEECH_STOP_MS, react, type ReflexCommand, type ReflexEvent } from './reflexes.ts';

const ada = formatId('seat', new Uint8Array(8).fill(1));
const bob = formatId('seat', new Uint8Array(8).fill(2));

function run(events: readonly ReflexEvent[]): ReflexCommand[] {
  let reflexes = IDLE_REFLEXES;
  return events.flatMap((event) => {
    const next = react(reflexes, event);
    reflexes = next.reflexes;
    return next.commands;
  });
}

/** Voice frames of one voicing, from `fromMs` (not included) to `toMs`. */
function speak(seatId: SeatId, fromMs: number, toMs: number): ReflexEvent[] {
  const count = (toMs - fromMs) / 20;
  return Array.from({ length: count }, (_, index) => ({ kind: 'overSpeech', seatId, voicedMs: fromMs + (index + 1) * 20 }));
}

const dmSpoke: ReflexEvent = { kind: 'dmSpoke' };
const dmFellSilent: ReflexEvent = { kind: 'dmFellSilent' };

describe('bot reflexes', () => {
  it('[F20] 500 ms of voice over the DM stop it, 480 do not', () => {
    expect(run([dmSpoke, ...speak(ada, 0, 480)])).toEqual([]);
    expect(run([dmSpoke, ...speak(ada, 0, 500)])).toEqual([{ kind: 'stop', by: ada, voicedMs: 500 }]);
  });

  it('[F20] the first event of a voicing counts the frames of its onset', () => {
    expect(run([dmSpoke, { kind: 'overSpeech', seatId: ada, voicedMs: 60 }, ...speak(ada, 60, 500)])).toHaveLength(1);
  });

  it('[F21] coughs do not add up, and two players are not one', () => {
    const cough: ReflexEvent[] = [...speak(ada, 0, 300), { kind: 'voicingEnded', seatId: ada }];
    expect(run([dmSpoke, ...cough, ...cough, ...cough])).toEqual([]);
    expect(run([dmSpoke, ...speak(ada, 0, 400), ...speak(bob, 0, 400)])).toEqual([]);
  });

  it('[F21] what was said before the DM began does not count', () => {
    expect(run([...speak(ada, 0, 3_000), dmSpoke, ...speak(ada, 3_000, 3_480)])).toEqual([]);
    expect(run([...speak(ada, 0, 3_000), dmSpoke, ...speak(ada, 3_000, 3_500)])).toHaveLength(1);
  });

  it('[F21] the pause between two sentences of the DM keeps the count', () => {
    expect(run([dmSpoke, ...speak(ada, 0, 260), dmFellSilent, dmSpoke, ...speak(ada, 260, 500)])).toHaveLength(1);
  });

  it('[F22] after a stop nothing happens until the DM speaks again', () => {
    const stopped = [dmSpoke, ...speak(ada, 0, 2_000)];
    expect(run(stopped)).toHaveLength(1);
    expect(run([...stopped, { kind: 'dmKeyHeld', seatId: bob }])).toHaveLength(1);
    expect(run([...stopped, dmFellSilent, dmSpoke, ...speak(ada, 2_000, 2_480)])).toHaveLength(1);
    expect(run([...stopped, dmFellSilent, dmSpoke, ...speak(ada, 2_000, 2_500)])).toHaveLength(2);
  });

  it('[F23] push-to-talk to the DM stops it at once, and does nothing while it is silent', () => {
    expect(run([dmSpoke, { kind: 'dmKeyHeld', seatId: bob }])).toEqual([{ kind: 'stop', by: bob, voicedMs: 0 }]);
    expect(run([{ kind: 'dmKeyHeld', seatId: bob }])).toEqual([]);
  });

  it('[F20] [F22] never two stops without the DM speaking in between, never one for less than the window', () => {
    const event = fc.oneof(
      fc.constantFrom<ReflexEvent>(dmSpoke, dmFellSilent),
      fc.constantFrom<ReflexEvent>({ kind: 'voicingEnded', seatId: ada }, { kind: 'seatLeft', seatId: bob }),
      fc.record({
        kind: fc.constant('overSpeech' as const),
        seatId: fc.constantFrom(ada, bob),
        voicedMs: fc.integer({ min: 1, max: 60 }).map((frames) => frames * 20),
      }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), (events) => {
        let reflexes = IDLE_REFLEXES;
        for (const each of events) {
          const wasSpeaking = reflexes.dm === 'speaking';
          const { reflexes: next, commands } = react(reflexes, each);
          expect(commands.length).toBeLessThanOrEqual(wasSpeaking ? 1 : 0);
          for (const command of commands) expect(command.voicedMs).toBeGreaterThanOrEqual(OVER_SPEECH_STOP_MS);
          if (commands.length > 0) expect(next.dm).toBe('silent');
          reflexes = next;
        }
      }),
    );
  });
});
