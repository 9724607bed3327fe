import { readLineHead } from './line-head.ts';
import { plainText } from './plain-text.ts';
import { FIRST_PIECE_MIN_CHARACTERS, findCut, LATER_PIECE_MIN_CHARACTERS, lastSentenceEnd } from './sentence-cutter.ts';

/** A piece of speech, whole sentences as a rule. `speaker` is null for the narrator. */
export interface ScriptSegment {
  readonly speaker: string | null;
  readonly text: string;
}

/** Reads the speech script while it arrives in pieces of any size. */
export interface ScriptReader {
  /** Takes text and gives what became whole with it. */
  push(text: string): ScriptSegment[];
  /** The text pauses or ends here: gives the rest. What follows begins a new line, and its first piece may be short. */
  flush(): ScriptSegment[];
  /** The text broke off: gives the sentences that are whole and forgets the one that is not. */
  cutOff(): ScriptSegment[];
}

/** A reader of one turn's speech script; the rules are in docs/rules/script.md. */
export function createScriptReader(): ScriptReader {
  let reading = beginReading();
  return {
    push(text) {
      reading.buffer += text;
      return drain(reading);
    },
    flush() {
      reading.buffer += '\n';
      const segments = drain(reading);
      reading = beginReading();
      return segments;
    },
    cutOff() {
      const segments = drain(reading);
      if (reading.place !== 'head') take(reading, lastSentenceEnd(reading.buffer), segments);
      reading = beginReading();
      return segments;
    },
  };
}

interface Reading {
  /** What arrived and is not a segment yet; it begins at `place`. */
  buffer: string;
  /** Before the name of a line, at the first word of a line without a name, or further on. */
  place: 'head' | 'lineStart' | 'within';
  speaker: string | null;
  /** Named on a line of its own, for the next line. */
  nextSpeaker: string | null;
  isFirstPiece: boolean;
}

function beginReading(): Reading {
  return { buffer: '', place: 'head', speaker: null, nextSpeaker: null, isFirstPiece: true };
}

function drain(reading: Reading): ScriptSegment[] {
  const segments: ScriptSegment[] = [];
  for (;;) {
    if (reading.place === 'head') {
      if (!readHead(reading)) return segments;
      continue;
    }
    const cut = findCut(reading.buffer, reading.isFirstPiece ? FIRST_PIECE_MIN_CHARACTERS : LATER_PIECE_MIN_CHARACTERS);
    if (cut === null) return segments;
    take(reading, cut.end, segments);
    if (cut.isLineEnd) reading.place = 'head';
  }
}

/** Reads who speaks the line; false when more text is needed to know. */
function readHead(reading: Reading): boolean {
  reading.buffer = reading.buffer.replace(/^(?:[^\S\n]*\n)+/u, '');
  const head = readLineHead(reading.buffer);
  if (head.kind === 'unknown') return false;
  if (head.kind === 'plain') {
    reading.speaker = reading.nextSpeaker;
    reading.nextSpeaker = null;
    reading.place = 'lineStart';
    return true;
  }
  reading.buffer = reading.buffer.slice(head.length);
  if (head.isAlone) {
    reading.nextSpeaker = head.speaker;
  } else {
    reading.speaker = head.speaker;
    reading.nextSpeaker = null;
    reading.place = 'within';
  }
  return true;
}

function take(reading: Reading, end: number, into: ScriptSegment[]): void {
  const text = plainText(reading.buffer.slice(0, end), reading.place === 'lineStart');
  reading.buffer = reading.buffer.slice(end);
  reading.place = 'within';
  if (text === '') return;
  into.push({ speaker: reading.speaker, text });
  reading.isFirstPiece = false;
}
