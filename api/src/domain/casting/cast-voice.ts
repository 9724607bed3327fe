import type { Language, Voice, VoiceOffer } from '@skald/protocol';

export interface VoiceWish {
  readonly gender: 'female' | 'male' | 'neutral';
  readonly age: 'young' | 'adult' | 'old';
}

/** Pitch and rate that an age adds to a base voice. */
const BY_AGE: Record<VoiceWish['age'], Pick<Voice, 'pitchSemitones' | 'rate'>> = {
  young: { pitchSemitones: 1.5, rate: 1.05 },
  adult: { pitchSemitones: 0, rate: 1 },
  old: { pitchSemitones: -1.5, rate: 0.9 },
};

/** Least distance in Hz between the narrator's voice and a character's, where the offers allow it. */
const NARRATOR_DISTANCE_HZ = 60;

/** The narrator's voice: the reserved one that speaks the language. Null when there is no voice at all. */
export function narratorVoice(offers: readonly VoiceOffer[], language: Language): Voice | null {
  const spoken = offers.filter((offer) => offer.languages.includes(language));
  const offer = spoken.find((one) => one.isNarrator) ?? spoken[0];
  return offer ? { voiceId: offer.voiceId, pitchSemitones: 0, rate: 1 } : null;
}

/**
 * Casts a voice for a new character (D6): never the narrator's, one that nobody at this table has while there is one,
 * of the wished gender where possible, far from the narrator in pitch. The same input gives the same voice.
 */
export function castVoice(
  offers: readonly VoiceOffer[],
  language: Language,
  wish: VoiceWish,
  taken: readonly Voice[],
): Voice | null {
  const narrator = offers.find((offer) => offer.isNarrator && offer.languages.includes(language));
  const candidates = offers.filter((offer) => offer.languages.includes(language) && !offer.isNarrator);
  if (candidates.length === 0) return narratorVoice(offers, language);
  const uses = (offer: VoiceOffer): number => taken.filter((voice) => voice.voiceId === offer.voiceId).length;
  const isFar = (offer: VoiceOffer): boolean =>
    narrator === undefined ||
    narrator.pitchHz === null ||
    offer.pitchHz === null ||
    Math.abs(offer.pitchHz - narrator.pitchHz) >= NARRATOR_DISTANCE_HZ;
  const cost = (offer: VoiceOffer): number =>
    uses(offer) * 100 + (offer.gender === wish.gender || wish.gender === 'neutral' ? 0 : 10) + (isFar(offer) ? 0 : 5);
  const best = candidates.reduce((chosen, offer) => (cost(offer) < cost(chosen) ? offer : chosen));
  const shift = BY_AGE[wish.age];
  return isFarAfter(best, shift.pitchSemitones, narrator)
    ? { voiceId: best.voiceId, ...shift }
    : { voiceId: best.voiceId, pitchSemitones: 0, rate: shift.rate };
}

/** An age's pitch shift must not bring the voice back to the narrator's. */
function isFarAfter(offer: VoiceOffer, semitones: number, narrator: VoiceOffer | undefined): boolean {
  if (offer.pitchHz === null || narrator === undefined || narrator.pitchHz === null) return true;
  return Math.abs(offer.pitchHz * 2 ** (semitones / 12) - narrator.pitchHz) >= NARRATOR_DISTANCE_HZ;
}
