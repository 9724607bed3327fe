/** A word of a command's arguments, or several in quotes. */
export interface ArgumentWord {
  readonly text: string;
  /** Where it begins in the text that was split, from 0; at its quote if it has one. */
  readonly at: number;
  /** Where it ends: the index behind its last character. */
  readonly end: number;
  readonly isQuoted: boolean;
}

export type SplitArguments =
  | { readonly words: readonly ArgumentWord[]; readonly unclosedAt: null }
  /** A quote was opened there and never closed. */
  | { readonly words: readonly ArgumentWord[]; readonly unclosedAt: number };

/** Quotes that open a word, with those that close it. */
const QUOTES: Readonly<Record<string, string>> = { '"': '"', '«': '»', '“': '”', '„': '“' };

/** Splits at spaces; quotes `"…"`, `«…»`, `“…”`, `„…“` keep together, and `\` takes the next quote or backslash as it is. Never throws. (G7.3) */
export function splitArguments(text: string): SplitArguments {
  const words: ArgumentWord[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (/\s/u.test(character)) {
      at += 1;
      continue;
    }
    const closing = QUOTES[character];
    const word = closing === undefined ? bareWord(text, at) : quotedWord(text, at, closing);
    if (word === null) return { words, unclosedAt: at };
    words.push(word);
    at = word.end;
  }
  return { words, unclosedAt: null };
}

/** A text as one argument: split again, it is the same. */
export function quoteArgument(text: string): string {
  const isBare = text !== '' && !/[\s\\]/u.test(text) && !(text[0] !== undefined && text[0] in QUOTES);
  return isBare ? text : `"${text.replace(/["\\]/gu, '\\$&')}"`;
}

function bareWord(text: string, at: number): ArgumentWord {
  const length = text.slice(at).search(/\s/u);
  const end = length === -1 ? text.length : at + length;
  return { text: text.slice(at, end), at, end, isQuoted: false };
}

function quotedWord(text: string, at: number, closing: string): ArgumentWord | null {
  let inner = '';
  for (let index = at + 1; index < text.length; index += 1) {
    const character = text[index] ?? '';
    const next = text[index + 1];
    if (character === '\\' && next !== undefined && (next === closing || next === '\\')) {
      inner += next;
      index += 1;
    } else if (character === closing) return { text: inner, at, end: index + 1, isQuoted: true };
    else inner += character;
  }
  return null;
}
