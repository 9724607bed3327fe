import type { SeatId, Utterance, UtteranceId } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import {
  NOTHING_TO_JOIN,
  SEGMENT_PATIENCE_MS,
  stepJoining,
  TEXT_PATIENCE_MS,
  type BrowserTranscript,
} from './join-transcripts.ts';

const ada = 'st_adaadaada' as SeatId;
const bor = 'st_borborbor' as SeatId;
const segment = (seatId: SeatId, startedAtMs: number, endedAtMs: number): Utterance => ({
  utteranceId: `ut_${seatId.slice(3)}${startedAtMs}` as UtteranceId,
  seatId,
  startedAtMs,
  endedAtMs,
  text: null,
  language: null,
  confidence: null,
  target: 'table',
  overlaps: [],
  hearing: 'browser',
});
const words = (seatId: SeatId, startedAtMs: number, endedAtMs: number, text: string): BrowserTranscript => ({
  seatId,
  text,
  language: 'en',
  confidence: 0.9,
  startedAtMs,
  endedAtMs,
});
const NOBODY = new Set<SeatId>();

describe('joining the browser’s words to the bot’s segments', () => {
  it('[H1] words after the segment give one utterance with the segment’s times', () => {
    const first = stepJoining(NOTHING_TO_JOIN, { type: 'segmentCame', utterance: segment(ada, 1_000, 2_000) }, 2_100);
    expect(first.joined).toEqual([]);
    const second = stepJoining(first.joining, { type: 'textCame', transcript: words(ada, 1_400, 2_900, 'open the door') }, 3_000);
    expect(second.joined).toMatchObject([
      { type: 'utterance', utterance: { startedAtMs: 1_000, endedAtMs: 2_000, text: 'open the door' } },
    ]);
    expect(second.joining).toMatchObject({ segments: [], texts: [] });
  });

  it('[H2] several texts of one segment come in the order of speech', () => {
    let step = stepJoining(NOTHING_TO_JOIN, { type: 'textCame', transcript: words(ada, 1_500, 1_900, 'the door') }, 2_000);
    step = stepJoining(step.joining, { type: 'textCame', transcript: words(ada, 1_000, 1_400, 'open') }, 2_000);
    step = stepJoining(step.joining, { type: 'segmentCame', utterance: segment(ada, 900, 2_000) }, 2_300);
    expect(step.joined).toMatchObject([{ utterance: { text: 'open the door' } }]);
  });

  it('[H3] another seat’s segment, or one too far away, is not joined', () => {
    const step = stepJoining(NOTHING_TO_JOIN, { type: 'segmentCame', utterance: segment(bor, 1_000, 2_000) }, 2_100);
    expect(stepJoining(step.joining, { type: 'textCame', transcript: words(ada, 1_000, 2_000, 'x') }, 2_200).joined).toEqual([]);
    expect(stepJoining(step.joining, { type: 'textCame', transcript: words(bor, 3_001, 3_500, 'x') }, 3_600).joined).toEqual([]);
    expect(stepJoining(step.joining, { type: 'textCame', transcript: words(bor, 3_000, 3_500, 'x') }, 3_600).joined).toHaveLength(
      1,
    );
  });

  it('[H4] words without a segment are loose, but not while their speaker is still talking', () => {
    const step = stepJoining(NOTHING_TO_JOIN, { type: 'textCame', transcript: words(ada, 0, 500, 'hello') }, 600);
    expect(stepJoining(step.joining, { type: 'ticked', voiced: new Set([ada]) }, 600 + TEXT_PATIENCE_MS).joined).toEqual([]);
    expect(stepJoining(step.joining, { type: 'ticked', voiced: NOBODY }, 600 + TEXT_PATIENCE_MS)).toMatchObject({
      joined: [{ type: 'loose' }],
      joining: NOTHING_TO_JOIN,
    });
  });

  it('[H6] more words of a segment that has its words go to whom the segment was for, and not to the DM by themselves', () => {
    let step = stepJoining(NOTHING_TO_JOIN, { type: 'segmentCame', utterance: segment(ada, 1_000, 4_000) }, 4_500);
    step = stepJoining(step.joining, { type: 'textCame', transcript: words(ada, 1_000, 2_000, 'pass me') }, 4_600);
    step = stepJoining(step.joining, { type: 'textCame', transcript: words(ada, 2_500, 3_900, 'the chips') }, 4_900);
    expect(step.joined).toMatchObject([{ type: 'loose', target: 'table', transcript: { text: 'the chips' } }]);
    expect(stepJoining(step.joining, { type: 'ticked', voiced: NOBODY }, 20_000)).toEqual({
      joining: NOTHING_TO_JOIN,
      joined: [],
    });
  });

  it('[H5] a segment without words ends as wordless', () => {
    const step = stepJoining(NOTHING_TO_JOIN, { type: 'segmentCame', utterance: segment(ada, 0, 500) }, 600);
    expect(stepJoining(step.joining, { type: 'ticked', voiced: NOBODY }, 599 + SEGMENT_PATIENCE_MS).joined).toEqual([]);
    expect(stepJoining(step.joining, { type: 'ticked', voiced: NOBODY }, 600 + SEGMENT_PATIENCE_MS).joined).toMatchObject([
      { type: 'wordless' },
    ]);
  });
});
