import { MAX_CHAT_LENGTH } from '@skald/protocol';
import { CommandError } from './command-error.ts';
import { checkDice } from './dice-words.ts';
import type { LinePart } from './scope.ts';

const ROLLS_MAX = 10;
/** What a total adds to a line at most: ` = -1000000000`. In characters. */
const TOTAL_MAX_CHARACTERS = 14;

/**
 * Cuts a line at its `[[dice]]`. `at` is where the text stands in the whole line. Throws CommandError `brackets_unclosed`,
 * `too_many_rolls`, `too_long` or `dice`. (G7.4)
 */
export function readLine(text: string, at: number): LinePart[] {
  const parts: LinePart[] = [];
  let from = 0;
  for (let open = text.indexOf('[['); open !== -1; open = text.indexOf('[[', from)) {
    const close = closingOf(text, open);
    if (close === null) throw new CommandError({ code: 'brackets_unclosed', position: at + open });
    if (open > from) parts.push({ kind: 'text', text: text.slice(from, open) });
    const inner = text.slice(open + 2, close - 2);
    const position = at + open + 2;
    checkDice(inner, position);
    parts.push({ kind: 'roll', notation: inner, position });
    from = close;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  const rolls = parts.filter(({ kind }) => kind === 'roll').length;
  if (rolls > ROLLS_MAX) throw new CommandError({ code: 'too_many_rolls', position: at });
  if (text.length + rolls * TOTAL_MAX_CHARACTERS > MAX_CHAT_LENGTH) throw new CommandError({ code: 'too_long', position: null });
  return parts;
}

/** The line as it is posted: each roll with its total, `[[2d6+3 = 11]]`. What the dice were called within stays out. */
export function writeLine(parts: readonly LinePart[], totals: readonly number[]): string {
  let index = 0;
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      const total = totals[index] ?? 0;
      index += 1;
      return `[[${part.notation
        .replace(/\[[^\]]*\]/gu, '')
        .replace(/[[\]]/gu, '')
        .trim()} = ${total}]]`;
    })
    .join('');
}

/** Index behind the `]]` that closes; brackets within, such as `[fire]`, are passed over. */
function closingOf(text: string, open: number): number | null {
  let depth = 0;
  for (let index = open; index < text.length; index += 1) {
    if (text[index] === '[') depth += 1;
    else if (text[index] === ']') depth -= 1;
    if (depth === 0) return text.slice(index - 1, index + 1) === ']]' ? index + 1 : null;
  }
  return null;
}
