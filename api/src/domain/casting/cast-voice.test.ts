import type { VoiceOffer } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { castVoice, narratorVoice } from './cast-voice.ts';

const offer = (voiceId: string, gender: VoiceOffer['gender'], pitchHz: number, isNarrator = false): VoiceOffer => ({
  voiceId,
  provider: 'embedded',
  gender,
  languages: ['ru', 'en'],
  pitchHz,
  isNarrator,
});
const OFFERS = [
  offer('n', 'male', 100, true),
  offer('m1', 'male', 110),
  offer('f1', 'female', 180),
  offer('m2', 'male', 170),
  offer('f2', 'female', 200),
];

describe('casting', () => {
  it('[C1] the reserved voice is the narrator’s and nobody else’s', () => {
    expect(narratorVoice(OFFERS, 'ru')?.voiceId).toBe('n');
    const cast = Array.from({ length: 12 }).reduce<ReturnType<typeof castVoice>[]>((taken) => {
      return [
        ...taken,
        castVoice(
          OFFERS,
          'ru',
          { gender: 'male', age: 'adult' },
          taken.filter((voice) => voice !== null),
        ),
      ];
    }, []);
    expect(cast.map((voice) => voice?.voiceId)).not.toContain('n');
  });

  it('[C2] no two characters share a base voice while another is free', () => {
    const taken: NonNullable<ReturnType<typeof castVoice>>[] = [];
    for (let count = 0; count < 4; count += 1) taken.push(castVoice(OFFERS, 'en', { gender: 'female', age: 'old' }, taken)!);
    expect(new Set(taken.map((voice) => voice.voiceId)).size).toBe(4);
  });

  it('[C3] the wished gender comes first, then distance from the narrator', () => {
    expect(castVoice(OFFERS, 'ru', { gender: 'female', age: 'adult' }, [])?.voiceId).toBe('f1');
    expect(castVoice(OFFERS, 'ru', { gender: 'male', age: 'adult' }, [])?.voiceId).toBe('m2');
  });

  it('[C4] an age never shifts a voice to within 60 Hz of the narrator', () => {
    const voice = castVoice([offer('n', 'male', 100, true), offer('m', 'male', 165)], 'ru', { gender: 'male', age: 'old' }, [])!;
    expect(Math.abs(165 * 2 ** (voice.pitchSemitones / 12) - 100)).toBeGreaterThanOrEqual(60);
  });

  it('[C5] without voices there is none', () => {
    expect(castVoice([], 'ru', { gender: 'male', age: 'old' }, [])).toBeNull();
    expect(narratorVoice([], 'en')).toBeNull();
  });
});
