import {
  COMMANDS,
  findCommand,
  foldWord,
  parseLine,
  quoteArgument,
  usageOf,
  type CommandArgument,
  type CommandSpec,
  type Language,
  type SeatRole,
} from '@skald/protocol';

/** One way to go on with a line. */
export interface Completion {
  /** What is shown first: a command with its arguments, a word, a name. */
  readonly label: string;
  readonly help: string;
  /** The line once it is chosen. */
  readonly line: string;
}

export interface CommandHints {
  /** How the command that is being typed is written; null before it is known. */
  readonly usage: string | null;
  readonly completions: readonly Completion[];
  /** The line is a command as it stands: Enter sends it unless something else was chosen. */
  readonly isWhole: boolean;
}

export interface TypedBy {
  readonly language: Language;
  readonly role: SeatRole;
  /** Names that a whisper can go to. */
  readonly names: readonly string[];
}

export const NO_HINTS: CommandHints = { usage: null, completions: [], isWhole: false };

/** What can be told of a line while it is typed: commands first, then their words and names. Nothing for lines that are no commands. (G7.13) */
export function hintsFor(line: string, by: TypedBy): CommandHints {
  if (!line.startsWith('/') || line.startsWith('//')) return NO_HINTS;
  if (!/\s/u.test(line)) {
    const completions = commandsLike(line.slice(1), by).map((one) => ofCommand(one, by));
    const isWhole = findCommand(line.slice(1))?.arguments.every(({ isOptional }) => isOptional) ?? false;
    return { usage: null, completions, isWhole };
  }
  const parsed = parseLine(line);
  if (parsed.kind !== 'command') return NO_HINTS;
  const { command, argsAt } = parsed;
  const start = parsed.args === '' ? line.length : argsAt;
  const typed = line.slice(start);
  const usage = `${usageOf(command, by.language)} — ${command.help[by.language]}`;
  const [argument] = command.arguments;
  const isFirst = argument !== undefined && !/\s/u.test(typed.replace(/^["«“].*/u, ''));
  if (!isFirst) return { usage, completions: [], isWhole: true };
  const completions = argumentsLike(argument, typed, by).map((one) => ({ ...one, line: line.slice(0, start) + one.line }));
  const isWhole = typed === '' ? argument.isOptional : completions.some((one) => one.line === line);
  return { usage, completions, isWhole };
}

/** Commands that one of whose words begins so; those of the person's own language first. */
function commandsLike(typed: string, { language, role }: TypedBy): readonly CommandSpec[] {
  const begins = (word: string): boolean => foldWord(word).startsWith(foldWord(typed));
  const allowed = COMMANDS.filter(({ who }) => who === 'anybody' || role === 'player');
  const own = allowed.filter(({ words }) => words[language].some(begins));
  const other = allowed.filter((one) => !own.includes(one) && [...one.words.en, ...one.words.ru].some(begins));
  const exact = findCommand(typed);
  return [...own, ...other].toSorted((a, b) => Number(b === exact) - Number(a === exact));
}

function ofCommand(command: CommandSpec, { language }: TypedBy): Completion {
  const ends = command.arguments.length === 0 ? '' : ' ';
  return { label: usageOf(command, language), help: command.help[language], line: `/${command.words[language][0]}${ends}` };
}

function argumentsLike(argument: CommandArgument, typed: string, by: TypedBy): readonly Completion[] {
  const begins = (word: string): boolean => foldWord(word).startsWith(foldWord(typed.replace(/^["«“]/u, '').replace(/^\//u, '')));
  const { language } = by;
  switch (argument.kind) {
    case 'person':
      return by.names.filter(begins).map((name) => ({ label: name, help: '', line: `${quoteArgument(name)} ` }));
    case 'choice':
      return argument.choices
        .filter(({ words }) => [...words.en, ...words.ru].some(begins))
        .map(({ words, rest, help }) => {
          const word = words[language][0] ?? '';
          const after = rest[language];
          return {
            label: after === '' ? word : `${word} ${after}`,
            help: help[language],
            line: after === '' ? word : `${word} `,
          };
        });
    case 'command':
      return COMMANDS.filter(({ words }) => [...words.en, ...words.ru].some(begins)).map((one) => {
        const word = one.words[language][0] ?? '';
        return { label: word, help: one.help[language], line: word };
      });
    case 'dice':
    case 'text':
      return [];
  }
}
