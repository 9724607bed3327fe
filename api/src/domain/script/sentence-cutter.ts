import { isAbbreviation } from './abbreviations.ts';

/** Shortest first piece after a silence, in characters: short, so that the voice begins early. */
export const FIRST_PIECE_MIN_CHARACTERS = 12;
/** Shortest later piece of a line, in characters: longer ones sound better. */
export const LATER_PIECE_MIN_CHARACTERS = 40;
/** Longest piece, in characters: about 20 s of speech. Longer sentences are cut at a clause. */
export const PIECE_MAX_CHARACTERS = 280;

export interface Cut {
  /** Where the piece ends in the buffer; a cut at a line's end includes the line break. */
  readonly end: number;
  readonly isLineEnd: boolean;
}

/**
 * Where the next piece of the buffer ends, or null when more text is needed to know. What it answers depends on the text alone,
 * never on how it was split on arrival. (S-6 to S-12)
 */
export function findCut(buffer: string, minCharacters: number): Cut | null {
  const lineBreak = buffer.indexOf('\n');
  const line = lineBreak === -1 ? buffer : buffer.slice(0, lineBreak + 1);
  for (const { end, verdict } of sentenceMarks(line)) {
    if (end > PIECE_MAX_CHARACTERS) break;
    if (verdict === 'no' || line.slice(0, end).trim().length < minCharacters) continue;
    return verdict === 'yes' ? { end, isLineEnd: false } : null;
  }
  if (lineBreak !== -1 && lineBreak <= PIECE_MAX_CHARACTERS) return { end: lineBreak + 1, isLineEnd: true };
  if (line.length > PIECE_MAX_CHARACTERS) return { end: clauseEnd(line.slice(0, PIECE_MAX_CHARACTERS)), isLineEnd: false };
  return null;
}

/** Where the last whole sentence of an unfinished line ends; 0 when there is none. (S-13) */
export function lastSentenceEnd(buffer: string): number {
  let last = 0;
  for (const { end, verdict } of sentenceMarks(`${buffer}\n`)) if (verdict === 'yes') last = end;
  return last;
}

interface Mark {
  readonly end: number;
  /** Whether a sentence ends here; unknown while what follows has not arrived. */
  readonly verdict: 'yes' | 'no' | 'unknown';
}

function* sentenceMarks(line: string): Generator<Mark> {
  for (const match of line.matchAll(/([.!?…]+)[»”"'’)\]*_]*/gu)) {
    const end = match.index + match[0].length;
    yield { end, verdict: judge(line.slice(0, match.index), match[1] ?? '', line.slice(end)) };
  }
}

function judge(before: string, marks: string, after: string): Mark['verdict'] {
  if (after === '') return 'unknown';
  if (!/^\s/u.test(after)) return 'no';
  if (/^(?:\.{2,}|…+\.*)$/u.test(marks)) return 'no';
  if (marks === '.' && stopBelongsToWord(before)) return 'no';
  if (/^[^\S\n]*\n/u.test(after)) return 'yes';
  const next = /^\s+(?:[—–-]\s*)*["«“„'(*_[]*([^\s"«“„'(*_[—–-])/u.exec(after)?.[1];
  if (next === undefined) return after.includes('\n') ? 'yes' : 'unknown';
  return /\p{Ll}/u.test(next) ? 'no' : 'yes';
}

function stopBelongsToWord(before: string): boolean {
  const word = /[\p{L}.]+$/u.exec(before)?.[0];
  if (word !== undefined) return isAbbreviation(word);
  return /^\s*\d+$/u.test(before);
}

/** The last place in a text that is too long where a voice may pause: after a clause, else after a word, else its very end. */
function clauseEnd(text: string): number {
  const earliest = Math.floor(text.length / 3);
  for (const pattern of [/[,;:)»”][^\S\n]|[^\S\n][—–](?=\s)/gu, /\s/gu]) {
    const ends = Array.from(text.matchAll(pattern), (match) => match.index + match[0].length).filter((end) => end > earliest);
    const last = ends.at(-1);
    if (last !== undefined) return last;
  }
  const isPairSplit = /[\uD800-\uDBFF]$/.test(text);
  return isPairSplit ? text.length - 1 : text.length;
}
