/** A word of an utterance. `clause` grows at commas, full stops and "but": a negation does not reach over it. */
export interface Token {
  readonly text: string;
  readonly clause: number;
}

/** A word or a run of words to look for. */
export interface Pattern {
  readonly parts: readonly { readonly stem: string; readonly isPrefix: boolean }[];
}

export interface Hit {
  readonly position: number;
  readonly length: number;
}

/** Shortest word in which one wrong letter is forgiven; below it too many real words are one letter apart. */
const FORGIVING_WORD_LETTERS = 6;
const FORGIVING_STEM_LETTERS = 5;

/** Lower case, ё as е, apostrophes dropped (`don't` is `dont`), everything else that is no letter or digit a border of words. */
export function tokenise(text: string, conjunctions: readonly string[]): Token[] {
  const tokens: Token[] = [];
  let clause = 0;
  for (const match of simplify(text).matchAll(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*|[.,;:!?…—–]/gu)) {
    const word = match[0];
    if (/^[\p{L}\p{N}]/u.test(word)) {
      if (conjunctions.includes(word)) clause += 1;
      tokens.push({ text: word, clause });
    } else clause += 1;
  }
  return tokens;
}

/** The same letters for the same word: case, ё, accents over Latin letters and kinds of apostrophe are levelled. */
export function simplify(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/['’ʼ`]/gu, '');
}

/** Reads `look* take_a_look`: words apart by spaces, `*` for any ending, `_` between words that follow each other. */
export function parsePatterns(words: string): Pattern[] {
  return words
    .split(/\s+/u)
    .filter((word) => word !== '')
    .map((word) => ({
      parts: word.split('_').map((part) => ({ stem: part.replace(/\*$/u, ''), isPrefix: part.endsWith('*') })),
    }));
}

/** Where patterns occur. With `isForgiving`, long single words may have one letter wrong, missing, added or two swapped. */
export function findHits(tokens: readonly Token[], patterns: readonly Pattern[], isForgiving = false): Hit[] {
  const hits: Hit[] = [];
  for (let position = 0; position < tokens.length; position += 1) {
    for (const { parts } of patterns) {
      const isHere = parts.every((part, offset) => {
        const word = tokens[position + offset]?.text;
        return word !== undefined && (fits(word, part) || (isForgiving && parts.length === 1 && nearlyFits(word, part)));
      });
      if (isHere) hits.push({ position, length: parts.length });
    }
  }
  return hits;
}

function fits(word: string, { stem, isPrefix }: Pattern['parts'][number]): boolean {
  return isPrefix ? word.startsWith(stem) : word === stem;
}

function nearlyFits(word: string, { stem, isPrefix }: Pattern['parts'][number]): boolean {
  if (word.length < FORGIVING_WORD_LETTERS || stem.length < FORGIVING_STEM_LETTERS) return false;
  if (!isPrefix) return isOneSlipApart(word, stem);
  return [stem.length, stem.length - 1, stem.length + 1].some((length) => isOneSlipApart(word.slice(0, length), stem));
}

/** Whether one letter changed, added, dropped, or two neighbours swapped make one word of the other. The first letter must be right. */
export function isOneSlipApart(left: string, right: string): boolean {
  if (left === right) return true;
  if (left[0] !== right[0]) return false;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  const shortRest = short.slice(start);
  const longRest = long.slice(start);
  if (short.length < long.length) return shortRest === longRest.slice(1);
  if (shortRest.slice(1) === longRest.slice(1)) return true;
  return shortRest[0] === longRest[1] && shortRest[1] === longRest[0] && shortRest.slice(2) === longRest.slice(2);
}
