import { describe, expect, it } from 'vitest';
import type { DmState } from '@skald/protocol';
import { brightnessOf, coldFlame, stepFlame, type FlameState } from './flame.ts';
import { hueOf, moodOf, NARRATOR_HUE } from './flame-mood.ts';
import { BARTO } from './testing/samples.ts';

const turnId = 'tu_aaaaaaaaaaaaaaaaaaaa' as Extract<DmState, { state: 'speaking' }>['turnId'];
const narrator: DmState = { state: 'speaking', turnId, speaker: { kind: 'narrator' }, queued: 0 };
const barto: DmState = { state: 'speaking', turnId, speaker: { kind: 'npc', entityId: BARTO, name: 'Barto' }, queued: 0 };

/** Average brightness of the last second of three. */
function burn(state: DmState, level = 0): number {
  let flame: FlameState = coldFlame(moodOf(state));
  let sum = 0;
  for (let step = 0; step < 180; step += 1) {
    flame = stepFlame(flame, moodOf(state), level, 1 / 60, () => 0.5);
    if (step >= 120) sum += brightnessOf(flame);
  }
  return sum / 60;
}

describe('[D10] the flame', () => {
  it('burns in amber for the narrator and in a hue of its own for a character, always the same', () => {
    expect(moodOf(narrator).hue).toBe(NARRATOR_HUE);
    expect(moodOf(barto).hue).not.toBe(NARRATOR_HUE);
    expect(hueOf({ kind: 'npc', entityId: BARTO, name: 'Another name' })).toBe(moodOf(barto).hue);
  });

  it('looks different in every state', () => {
    const looks = [
      moodOf({ state: 'absent' }),
      moodOf({ state: 'listening' }),
      moodOf({ state: 'heard', seatId: null }),
      moodOf({ state: 'thinking', doing: 'deliberating', queued: 0 }),
      moodOf({ state: 'thinking', doing: 'rolling', queued: 0 }),
      moodOf({ state: 'thinking', doing: 'looking_up', queued: 0 }),
      moodOf(narrator),
      moodOf({ state: 'waiting', for: 'players' }),
    ].map((mood) => JSON.stringify(mood));
    expect(new Set(looks).size).toBe(looks.length);
  });

  it('brightens with the DM’s voice, and with nobody else’s', () => {
    expect(burn(narrator, 1)).toBeGreaterThan(burn(narrator, 0) + 0.2);
    expect(burn({ state: 'listening' }, 1)).toBeCloseTo(burn({ state: 'listening' }, 0), 1);
  });

  it('is an ember while the DM is away', () => {
    expect(burn({ state: 'absent' })).toBeLessThan(burn({ state: 'listening' }) / 2);
  });

  it('keeps few enough sparks to draw on a phone, whatever the frame rate', () => {
    let flame = coldFlame(moodOf(narrator));
    for (let step = 0; step < 600; step += 1)
      flame = stepFlame(flame, moodOf(narrator), 1, step % 7 === 0 ? 0.5 : 1 / 60, () => 0.9);
    expect(flame.sparks.length).toBeGreaterThan(20);
    expect(flame.sparks.length).toBeLessThan(220);
  });
});
