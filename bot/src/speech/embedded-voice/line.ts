import type { Language, Voice } from '@skald/protocol';
import type { Line } from './frames.ts';
import { EMBEDDED_VOICES, NARRATOR_VOICE } from './voices.ts';

/** Words a minute at rate 1: a little slower than the engine's own 175, for listeners at a table. */
const WORDS_PER_MINUTE = 160;
const VARIANT_LANGUAGE: Record<Language, string> = { ru: 'ru', en: 'en-us' };

/** What the engine's pitch values do to the median, in semitones, as measured; between them it is close to straight. */
const PITCH_STEPS = [
  { pitch: 0, semitones: -7.27 },
  { pitch: 25, semitones: -3.95 },
  { pitch: 50, semitones: 0 },
  { pitch: 75, semitones: 4.51 },
  { pitch: 99, semitones: 9.09 },
] as const;

/** Writes a line in the engine's units. A voice that is not ours is spoken by the narrator's. */
export function toLine(request: { text: string; language: Language; voice: Voice }): Line {
  const embedded = EMBEDDED_VOICES.find((one) => one.voiceId === request.voice.voiceId) ?? NARRATOR_VOICE;
  return {
    text: plainText(request.text),
    voice: `${VARIANT_LANGUAGE[request.language]}+${embedded.variant}`,
    pitch: enginePitch(embedded.shiftSemitones + request.voice.pitchSemitones),
    wordsPerMinute: Math.round(WORDS_PER_MINUTE * request.voice.rate),
    amplitude: embedded.amplitude,
  };
}

/** The engine's pitch value, 0-99, for a shift in semitones; shifts beyond its reach are cut. */
export function enginePitch(semitones: number): number {
  const upper = PITCH_STEPS.findIndex((step) => step.semitones >= semitones);
  const high = PITCH_STEPS[upper];
  const low = PITCH_STEPS[upper - 1];
  if (!high) return 99;
  if (!low) return 0;
  const share = (semitones - low.semitones) / (high.semitones - low.semitones);
  return Math.round(low.pitch + share * (high.pitch - low.pitch));
}

/** The engine reads markup and phoneme brackets as commands: what people write must stay words. */
function plainText(text: string): string {
  return text.replace(/[<>&*_`|\\]|\[\[|\]\]/g, ' ').replace(/\p{Cc}/gu, ' ');
}
