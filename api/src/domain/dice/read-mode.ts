import { DiceError } from './dice-error.ts';
import type { DiceMode } from './expression.ts';
import { isDash, isDigit, isLetter, peek, type Scanner, skipSpace, take } from './scanner.ts';

/** Longer words first: a word counts only when no letter or digit follows it. */
const WORDS: readonly (readonly [word: string, mode: DiceMode])[] = [
  ['advantage', 'advantage'],
  ['adv', 'advantage'],
  ['disadvantage', 'disadvantage'],
  ['disadv', 'disadvantage'],
  ['dis', 'disadvantage'],
  ['преимуществом', 'advantage'],
  ['преимущество', 'advantage'],
  ['преим', 'advantage'],
  ['пр', 'advantage'],
  ['помехой', 'disadvantage'],
  ['помеха', 'disadvantage'],
  ['пом', 'disadvantage'],
];
const PREPOSITIONS: readonly string[] = ['with', 'с', 'со'];
/** First letters of all of these: a, d, w, п, с. */
const FIRST_LETTERS: ReadonlySet<number> = new Set([0x61, 0x64, 0x77, 0x43f, 0x441]);

/**
 * Moves over spaces and over a word of advantage or disadvantage, written as a word or as a flag with one or two dashes.
 * Throws DiceError `repeated` for a second one.
 */
export function skipMode(scanner: Scanner): void {
  skipSpace(scanner);
  while (isPossible(scanner)) {
    const start = scanner.at;
    const mode = readFlag(scanner);
    if (mode === null) {
      scanner.at = start;
      return;
    }
    if (scanner.mode !== null) throw new DiceError('repeated', start);
    scanner.mode = mode;
    skipSpace(scanner);
  }
}

/** Spares most characters the comparison with every word. */
function isPossible(scanner: Scanner): boolean {
  const code = peek(scanner);
  return FIRST_LETTERS.has(code) || (isDash(code) && !isDigit(peek(scanner, 1)));
}

function readFlag(scanner: Scanner): DiceMode | null {
  if (isDash(peek(scanner))) {
    scanner.at += isDash(peek(scanner, 1)) ? 2 : 1;
    return readWord(scanner);
  }
  for (const preposition of PREPOSITIONS) {
    const start = scanner.at;
    if (take(scanner, preposition) && !isWordCharacter(peek(scanner))) {
      skipSpace(scanner);
      return readWord(scanner);
    }
    scanner.at = start;
  }
  return readWord(scanner);
}

function readWord(scanner: Scanner): DiceMode | null {
  const start = scanner.at;
  for (const [word, mode] of WORDS) {
    if (take(scanner, word) && !isWordCharacter(peek(scanner))) return mode;
    scanner.at = start;
  }
  return null;
}

function isWordCharacter(code: number): boolean {
  return isLetter(code) || isDigit(code);
}
