import { COMMANDS, type CommandArgument, type CommandChoice, type CommandSpec } from './command-list.ts';
import type { Language } from './language.ts';

/** A line of the chat box as it was understood. Positions are indexes into the line, from 0. */
export type ParsedLine =
  /** Not a command. Two slashes at the beginning stand for one that is meant. (G7.2) */
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'command';
      readonly command: CommandSpec;
      /** The word it was called by. */
      readonly word: string;
      /** What follows, as it was typed, without spaces around it; it begins at `argsAt`. */
      readonly args: string;
      readonly argsAt: number;
    }
  | { readonly kind: 'unknown'; readonly word: string; readonly suggestions: readonly string[] };

/** Reads a line. Never throws. */
export function parseLine(line: string): ParsedLine {
  const start = line.length - line.trimStart().length;
  const body = line.slice(start);
  if (!body.startsWith('/')) return { kind: 'text', text: line };
  if (body.startsWith('//')) return { kind: 'text', text: body.slice(1) };
  const word = /^\S*/u.exec(body.slice(1))?.[0] ?? '';
  const command = findCommand(word);
  if (!command) return { kind: 'unknown', word, suggestions: suggest(word) };
  const behind = body.slice(1 + word.length);
  const args = behind.trim();
  const argsAt = start + 1 + word.length + (behind.length - behind.trimStart().length);
  return { kind: 'command', command, word, args, argsAt: args === '' ? start + 1 + word.length : argsAt };
}

/** The command of this word in either language; capitals and ё make no difference. */
export function findCommand(word: string): CommandSpec | null {
  const folded = foldWord(word);
  return COMMANDS.find((command) => wordsOf(command).some((one) => foldWord(one) === folded)) ?? null;
}

/** The choice that this word names, in either language. */
export function findChoice(argument: CommandArgument, word: string): CommandChoice | null {
  const folded = foldWord(word);
  return argument.choices.find(({ words }) => [...words.en, ...words.ru].some((one) => foldWord(one) === folded)) ?? null;
}

/** How a command is written in a language: `/w NAME TEXT`. */
export function usageOf(command: CommandSpec, language: Language): string {
  const parts = command.arguments.map(({ name, isOptional }) => (isOptional ? `[${name[language]}]` : name[language]));
  return [`/${command.words[language][0]}`, ...parts].join(' ');
}

/** Capitals and ё are written away. */
export function foldWord(word: string): string {
  return word.toLowerCase().replaceAll('ё', 'е');
}

/** Most that is suggested for a word that no command has. */
const SUGGESTIONS_MAX = 3;
/** Slips of this many letters are still the same word. */
const SLIPS_MAX = 2;

/** Commands that might have been meant: those that begin so, then those that differ by a slip; in the script that was typed. */
export function suggest(word: string): readonly string[] {
  const folded = foldWord(word);
  if (folded === '') return ['help'];
  const near = COMMANDS.flatMap((command) => {
    const scored = wordsOf(command).map((one) => ({ one, slips: distance(folded, foldWord(one)) }));
    const [best] = scored.toSorted((a, b) => a.slips - b.slips);
    return best ? [best] : [];
  });
  const fits = near.filter(({ one, slips }) => slips === 0 || slips <= Math.min(SLIPS_MAX, Math.floor(one.length / 2)));
  return fits
    .toSorted((a, b) => a.slips - b.slips)
    .slice(0, SUGGESTIONS_MAX)
    .map(({ one }) => one);
}

function wordsOf({ words }: CommandSpec): readonly string[] {
  return [...words.en, ...words.ru];
}

/** Letters to change, add, drop or swap so that one word becomes the other; 0 when one begins with the other. */
function distance(typed: string, known: string): number {
  if (typed.length > 1 && known.startsWith(typed)) return 0;
  if (Math.abs(typed.length - known.length) > SLIPS_MAX) return SLIPS_MAX + 1;
  let before: number[] = [];
  let row = Array.from({ length: known.length + 1 }, (_, index) => index);
  for (let i = 1; i <= typed.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= known.length; j += 1) {
      const isSame = typed[i - 1] === known[j - 1];
      const isSwapped = typed[i - 1] === known[j - 2] && typed[i - 2] === known[j - 1];
      const cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (isSame ? 0 : 1));
      next.push(isSwapped ? Math.min(cost, (before[j - 2] ?? cost) + 1) : cost);
    }
    before = row;
    row = next;
  }
  return row[known.length] ?? known.length;
}
