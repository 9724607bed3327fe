import type { SeatId } from '@skald/protocol';

/** Voice over the DM, in ms of voiced frames within one stretch of speech, that makes it stop. 300-1000; lower lets a cough stop it. (F20) */
export const OVER_SPEECH_STOP_MS = 500;

interface Voice {
  /** Since the seat's voicing began, as its ear counts. */
  readonly voicedMs: number;
  /** The part of it that was over the DM. */
  readonly overMs: number;
}

/** What the bot does by itself in milliseconds, without asking. One for each table. */
export interface Reflexes {
  /** Silent also when it was stopped, though the last packets may still be on their way. */
  readonly dm: 'silent' | 'speaking';
  /** Seats whose voicing lasts. */
  readonly voices: ReadonlyMap<SeatId, Voice>;
}

export type ReflexEvent =
  /** A segment's first packet left. */
  | { readonly kind: 'dmSpoke' }
  /** Nothing is being said or queued any more. */
  | { readonly kind: 'dmFellSilent' }
  /** A voice frame of a seat, over the DM or not; `voicedMs` counts them since its voicing began. */
  | { readonly kind: 'overSpeech'; readonly seatId: SeatId; readonly voicedMs: number }
  | { readonly kind: 'voicingEnded'; readonly seatId: SeatId }
  /** Push-to-talk to the DM was pressed. */
  | { readonly kind: 'dmKeyHeld'; readonly seatId: SeatId }
  | { readonly kind: 'seatLeft'; readonly seatId: SeatId };

export interface ReflexCommand {
  readonly kind: 'stop';
  readonly by: SeatId;
  /** Voice over the DM until it stopped; 0 for a key. */
  readonly voicedMs: number;
}

export const IDLE_REFLEXES: Reflexes = { dm: 'silent', voices: new Map() };

/** The next state, and what to do at once. */
export function react(reflexes: Reflexes, event: ReflexEvent): { reflexes: Reflexes; commands: readonly ReflexCommand[] } {
  switch (event.kind) {
    case 'dmSpoke':
      return calm({ ...reflexes, dm: 'speaking' });
    case 'dmFellSilent':
      return calm({ ...reflexes, dm: 'silent' });
    case 'overSpeech':
      return hearVoice(reflexes, event.seatId, event.voicedMs);
    case 'dmKeyHeld':
      return reflexes.dm === 'speaking' ? stop(reflexes, event.seatId, 0) : calm(reflexes);
    case 'voicingEnded':
    case 'seatLeft':
      return calm({ ...reflexes, voices: without(reflexes.voices, event.seatId) });
  }
}

function hearVoice(reflexes: Reflexes, seatId: SeatId, voicedMs: number): ReturnType<typeof react> {
  const before = reflexes.voices.get(seatId);
  // An ear counts from zero again after a voicing whose end was not told.
  const addedMs = before === undefined || voicedMs < before.voicedMs ? voicedMs : voicedMs - before.voicedMs;
  const overMs = (before?.overMs ?? 0) + (reflexes.dm === 'speaking' ? addedMs : 0);
  const next = { ...reflexes, voices: new Map(reflexes.voices).set(seatId, { voicedMs, overMs }) };
  return reflexes.dm === 'speaking' && overMs >= OVER_SPEECH_STOP_MS ? stop(next, seatId, overMs) : calm(next);
}

/** After it nothing is stopped until the DM speaks again, and everybody's count begins anew. (F22) */
function stop(reflexes: Reflexes, by: SeatId, voicedMs: number): ReturnType<typeof react> {
  const voices = new Map([...reflexes.voices].map(([seatId, voice]) => [seatId, { ...voice, overMs: 0 }]));
  return { reflexes: { dm: 'silent', voices }, commands: [{ kind: 'stop', by, voicedMs }] };
}

function calm(reflexes: Reflexes): ReturnType<typeof react> {
  return { reflexes, commands: [] };
}

function without(voices: Reflexes['voices'], seatId: SeatId): Reflexes['voices'] {
  const rest = new Map(voices);
  rest.delete(seatId);
  return rest;
}
