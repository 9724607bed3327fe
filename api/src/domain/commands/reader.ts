import {
  findChoice,
  foldWord,
  splitArguments,
  type ArgumentWord,
  type CommandChoice,
  type CommandSpec,
  type Said,
} from '@skald/protocol';
import { CommandError, type CommandProblem } from './command-error.ts';
import { matchName, type Named } from './names.ts';

/** Reads the arguments of a command word by word. Positions are those of the line; every method throws CommandError. */
export class Reader {
  readonly #args: string;
  readonly #argsAt: number;
  #left: readonly ArgumentWord[];

  /**
   * `args` begins at `argsAt` in the line. Throws CommandError `quote_unclosed`, unless free text follows the first words:
   * then a quotation mark behind them is one of the text.
   */
  constructor(args: string, argsAt: number, isTextBehind = false) {
    const split = splitArguments(args);
    const { unclosedAt } = split;
    if (unclosedAt !== null && !(isTextBehind && unclosedAt > 0))
      throw new CommandError({ code: 'quote_unclosed', position: argsAt + unclosedAt });
    const free = unclosedAt === null ? [] : bareWords(args, unclosedAt);
    this.#args = args;
    this.#argsAt = argsAt;
    this.#left = [...split.words, ...free].map((word) => ({ ...word, at: word.at + argsAt, end: word.end + argsAt }));
  }

  /** The words that nobody took yet. */
  get left(): readonly ArgumentWord[] {
    return this.#left;
  }

  isAtEnd(): boolean {
    return this.#left.length === 0;
  }

  /** Takes the next word. Throws `missing` when there is none. */
  next(what: Said): ArgumentWord {
    const [word] = this.#left;
    if (!word) throw this.#missing(what);
    this.#drop(0, 1);
    return word;
  }

  /** Takes the first word that the test accepts, wherever it stands; without capitals and ё. */
  takeWord(test: (folded: string) => boolean): ArgumentWord | null {
    const index = this.#left.findIndex((word) => !word.isQuoted && test(foldWord(word.text)));
    const word = this.#left[index];
    if (word) this.#drop(index, 1);
    return word ?? null;
  }

  /** Takes `-name` and the word behind it. Throws `missing` when nothing is behind it. */
  takeOption(names: readonly string[], what: Said): ArgumentWord | null {
    const index = this.#left.findIndex((word) => !word.isQuoted && names.includes(foldWord(word.text)));
    if (index === -1) return null;
    const value = this.#left[index + 1];
    if (!value) throw this.#missing(what);
    this.#drop(index, 2);
    return value;
  }

  /** Takes a name from the front. Throws `missing`, `several_named`, or `code` with what there is. */
  takeName<Item>(things: readonly Named<Item>[], what: Said, code: CommandProblem['code']): Item {
    const [first] = this.#left;
    if (!first) throw this.#missing(what);
    const words = this.#wordsOfName();
    const match = matchName(
      words.map(({ text }) => text),
      things,
    );
    if (match.kind === 'several')
      throw new CommandError({ code: 'several_named', position: first.at, what: first.text, known: match.names });
    if (match.kind === 'none') {
      const known = things.flatMap(({ names }) => names[0] ?? []);
      throw new CommandError({ code, position: first.at, what: first.text, known });
    }
    this.#drop(0, match.used);
    return match.item;
  }

  /** Takes the word of the command's choice from the front; null at the end. Throws `not_choice`. */
  takeChoice({ arguments: [argument] }: CommandSpec): CommandChoice | null {
    const [word] = this.#left;
    if (!argument || !word) return null;
    const choice = findChoice(argument, word.text);
    const known = argument.choices.flatMap(({ words }) => [words.en[0] ?? '', words.ru[0] ?? '']);
    if (!choice) throw new CommandError({ code: 'not_choice', position: word.at, what: word.text, known });
    this.#drop(0, 1);
    return choice;
  }

  /** Takes all that is left, as it was typed. Throws `missing` when nothing is. */
  rest(what: Said): { text: string; at: number } {
    const [word] = this.#left;
    if (!word) throw this.#missing(what);
    this.#left = [];
    return { text: this.#args.slice(word.at - this.#argsAt), at: word.at };
  }

  /** Throws `unexpected` at the first word that nobody took: nothing is silently ignored. */
  finish(): void {
    const [word] = this.#left;
    if (word) throw new CommandError({ code: 'unexpected', position: word.at, what: word.text });
  }

  /** A quoted word is a name by itself; a bare one may be the first of several. */
  #wordsOfName(): readonly ArgumentWord[] {
    const quoted = this.#left.findIndex((word) => word.isQuoted);
    if (quoted === 0) return this.#left.slice(0, 1);
    return quoted === -1 ? this.#left : this.#left.slice(0, quoted);
  }

  #missing(what: Said): CommandError {
    return new CommandError({ code: 'missing', position: this.#argsAt + this.#args.length, what });
  }

  #drop(from: number, count: number): void {
    this.#left = this.#left.toSpliced(from, count);
  }
}

function bareWords(text: string, from: number): ArgumentWord[] {
  return [...text.slice(from).matchAll(/\S+/gu)].map(([word], index, all) => {
    const at = from + (all[index]?.index ?? 0);
    return { text: word, at, end: at + word.length, isQuoted: false };
  });
}
