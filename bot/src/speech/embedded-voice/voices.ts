import type { VoiceOffer } from '@skald/protocol';

/** One way in which the embedded voice can speak. Pitches were measured on two sentences in each language; a test measures them again. */
export interface EmbeddedVoice {
  readonly voiceId: string;
  readonly variant: string;
  readonly gender: VoiceOffer['gender'];
  /** Shift of the variant's own pitch that makes this voice. */
  readonly shiftSemitones: number;
  /** Brings the variants to about the same loudness; 100 is the variant's own. */
  readonly amplitude: number;
  /** Median of spoken sentences, in Hz, in Russian and English alike. */
  readonly pitchHz: number;
}

/**
 * The narrator sits between the men and the women, so that every other voice is at least 40 Hz away from it
 * and still sounds like a person.
 */
export const NARRATOR_VOICE: EmbeddedVoice = voice('narrator', 'f1', 'female', -1.6, 95, 165);

export const EMBEDDED_VOICES: readonly EmbeddedVoice[] = [
  NARRATOR_VOICE,
  voice('giant', 'm8', 'male', 0, 150, 86),
  voice('soldier', 'm1', 'male', 0, 120, 95),
  voice('elder', 'grandpa', 'male', -1, 100, 99),
  voice('innkeeper', 'm3', 'male', 0, 105, 107),
  voice('scribe', 'm7', 'male', 1, 90, 115),
  voice('youth', 'm2', 'male', 3, 120, 120),
  voice('golem', 'robosoft', 'neutral', 0, 80, 74),
  voice('captain', 'f5', 'female', 0, 105, 207),
  voice('healer', 'f3', 'female', 0, 105, 214),
  voice('crone', 'grandma', 'female', 1.2, 100, 218),
  voice('merchant', 'belinda', 'female', 0, 95, 229),
  voice('rogue', 'Andrea', 'female', 0, 65, 242),
  voice('noble', 'Alicia', 'female', 0, 95, 252),
  voice('sprite', 'anika', 'neutral', 0, 65, 270),
];

export function toOffer(embedded: EmbeddedVoice): VoiceOffer {
  return {
    voiceId: embedded.voiceId,
    provider: 'embedded',
    gender: embedded.gender,
    languages: ['ru', 'en'],
    pitchHz: embedded.pitchHz,
    isNarrator: embedded === NARRATOR_VOICE,
  };
}

function voice(
  name: string,
  variant: string,
  gender: EmbeddedVoice['gender'],
  shiftSemitones: number,
  amplitude: number,
  pitchHz: number,
): EmbeddedVoice {
  return { voiceId: `embedded:${name}`, variant, gender, shiftSemitones, amplitude, pitchHz };
}
