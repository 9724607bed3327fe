import type { Language, SeatId, Utterance } from '@skald/protocol';

/** Final words of a browser's recogniser, on the api's clock. */
export interface BrowserTranscript {
  readonly seatId: SeatId;
  readonly text: string;
  readonly language: Language;
  readonly confidence: number | null;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}

/** Segments of the bot and texts of the browser that wait for each other (design section 3). */
export interface Joining {
  readonly segments: readonly { readonly utterance: Utterance; readonly sinceMs: number }[];
  readonly texts: readonly { readonly transcript: BrowserTranscript; readonly sinceMs: number }[];
  /** Segments that have their words: more of them may still come. */
  readonly recent: readonly { readonly utterance: Utterance; readonly sinceMs: number }[];
}

export type JoiningEvent =
  | { readonly type: 'segmentCame'; readonly utterance: Utterance }
  | { readonly type: 'textCame'; readonly transcript: BrowserTranscript }
  | { readonly type: 'ticked' /** Seats whose voice is up now: their texts wait on. */; readonly voiced: ReadonlySet<SeatId> };

export type Joined =
  | { readonly type: 'utterance'; readonly utterance: Utterance }
  /** No words came for a segment. */
  | { readonly type: 'wordless'; readonly utterance: Utterance }
  /** Words that are an utterance of their own no more: shown as chat, to the DM without a segment, else to whom the segment was for. */
  | { readonly type: 'loose'; readonly transcript: BrowserTranscript; readonly target: Utterance['target'] };

/** A text belongs to a segment of its seat when their times are no farther apart than this, in ms. */
export const JOIN_WINDOW_MS = 1_000;
/** Browsers give final words up to some seconds after the speech. In ms. */
export const SEGMENT_PATIENCE_MS = 5_000;
/** A segment follows its speech within the hang of the segmenter. In ms. */
export const TEXT_PATIENCE_MS = 2_500;

/** A recogniser may give one stretch of speech in several texts, one after the other. In ms. */
export const RECENT_MS = 5_000;

export const NOTHING_TO_JOIN: Joining = { segments: [], texts: [], recent: [] };

/** One step: pairs what fits, gives up what waited too long. The browser's words never make an utterance of their own. */
export function stepJoining(
  joining: Joining,
  event: JoiningEvent,
  nowMs: number,
): { joining: Joining; joined: readonly Joined[] } {
  switch (event.type) {
    case 'segmentCame':
      return segmentCame(joining, event.utterance, nowMs);
    case 'textCame':
      return textCame(joining, event.transcript, nowMs);
    case 'ticked':
      return ticked(joining, event.voiced, nowMs);
  }
}

function segmentCame(joining: Joining, utterance: Utterance, nowMs: number): ReturnType<typeof stepJoining> {
  const fitting = joining.texts.filter((text) => belongs(text.transcript, utterance)).map((text) => text.transcript);
  if (fitting.length === 0)
    return { joining: { ...joining, segments: [...joining.segments, { utterance, sinceMs: nowMs }] }, joined: [] };
  const texts = joining.texts.filter((text) => !fitting.includes(text.transcript));
  const recent = [...joining.recent, { utterance, sinceMs: nowMs }];
  return { joining: { ...joining, texts, recent }, joined: [{ type: 'utterance', utterance: withWords(utterance, fitting) }] };
}

function textCame(joining: Joining, transcript: BrowserTranscript, nowMs: number): ReturnType<typeof stepJoining> {
  const match = joining.segments.find((segment) => belongs(transcript, segment.utterance));
  if (match) {
    const segments = joining.segments.filter((segment) => segment !== match);
    const recent = [...joining.recent, { utterance: match.utterance, sinceMs: nowMs }];
    return {
      joining: { ...joining, segments, recent },
      joined: [{ type: 'utterance', utterance: withWords(match.utterance, [transcript]) }],
    };
  }
  const earlier = joining.recent.find(
    ({ utterance }) => utterance.seatId === transcript.seatId && gapBetweenMs(transcript, utterance) === 0,
  );
  if (earlier) return { joining, joined: [{ type: 'loose', transcript, target: earlier.utterance.target }] };
  return { joining: { ...joining, texts: [...joining.texts, { transcript, sinceMs: nowMs }] }, joined: [] };
}

function ticked(joining: Joining, voiced: ReadonlySet<SeatId>, nowMs: number): ReturnType<typeof stepJoining> {
  const isLate = (segment: Joining['segments'][number]): boolean => nowMs - segment.sinceMs >= SEGMENT_PATIENCE_MS;
  const isLoose = (text: Joining['texts'][number]): boolean =>
    !voiced.has(text.transcript.seatId) && nowMs - text.sinceMs >= TEXT_PATIENCE_MS;
  const joined: Joined[] = [
    ...joining.segments.filter(isLate).map((segment): Joined => ({ type: 'wordless', utterance: segment.utterance })),
    ...joining.texts.filter(isLoose).map((text): Joined => ({ type: 'loose', transcript: text.transcript, target: 'dm' })),
  ];
  const next: Joining = {
    segments: joining.segments.filter((segment) => !isLate(segment)),
    texts: joining.texts.filter((text) => !isLoose(text)),
    recent: joining.recent.filter((segment) => nowMs - segment.sinceMs < RECENT_MS),
  };
  return { joining: next, joined };
}

function belongs(transcript: BrowserTranscript, utterance: Utterance): boolean {
  if (transcript.seatId !== utterance.seatId) return false;
  return gapBetweenMs(transcript, utterance) <= JOIN_WINDOW_MS;
}

function gapBetweenMs(transcript: BrowserTranscript, utterance: Utterance): number {
  return Math.max(transcript.startedAtMs - utterance.endedAtMs, utterance.startedAtMs - transcript.endedAtMs, 0);
}

function withWords(utterance: Utterance, transcripts: readonly BrowserTranscript[]): Utterance {
  const inOrder = [...transcripts].sort((a, b) => a.startedAtMs - b.startedAtMs);
  const confidences = inOrder.map((one) => one.confidence).filter((one) => one !== null);
  return {
    ...utterance,
    text: inOrder.map((one) => one.text).join(' '),
    language: inOrder[0]?.language ?? null,
    confidence: confidences.length > 0 ? Math.min(...confidences) : null,
  };
}
