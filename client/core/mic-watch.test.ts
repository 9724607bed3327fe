import { describe, expect, it } from 'vitest';
import { SILENCE_DBFS } from './level-meter.ts';
import { CALM_WATCH, watchMicrophone, type MicWatch } from './mic-watch.ts';

function watch(start: MicWatch, levelDbfs: number, isMuted: boolean, forMs: number): MicWatch {
  let now = start;
  for (let ms = 0; ms < forMs; ms += 50) now = watchMicrophone(now, levelDbfs, isMuted, 50);
  return now;
}

describe('[V3] warnings about the microphone', () => {
  it('come after half a second of speech while muted, not after a cough', () => {
    expect(watch(CALM_WATCH, -25, true, 200).warning).toBeNull();
    expect(watch(CALM_WATCH, -25, true, 500).warning).toBe('talking_while_muted');
  });

  it('bear the gaps between words', () => {
    const first = watch(watch(CALM_WATCH, -25, true, 300), -60, true, 200);
    expect(watch(first, -25, true, 200).warning).toBe('talking_while_muted');
  });

  it('stay for a while, then go, and go at once with the mute', () => {
    const warned = watch(CALM_WATCH, -25, true, 600);
    expect(watch(warned, -60, true, 3_000).warning).toBe('talking_while_muted');
    expect(watch(warned, -60, true, 4_500).warning).toBeNull();
    expect(watch(warned, -60, false, 50).warning).toBeNull();
  });

  it('do not come while one is heard', () => {
    expect(watch(CALM_WATCH, -25, false, 5_000).warning).toBeNull();
  });

  it('come when a microphone gives perfect silence, which no room has', () => {
    expect(watch(CALM_WATCH, SILENCE_DBFS, false, 4_900).warning).toBeNull();
    expect(watch(CALM_WATCH, SILENCE_DBFS, false, 5_000).warning).toBe('no_sound');
    expect(watch(CALM_WATCH, -85, false, 20_000).warning).toBeNull();
  });
});
