import { foldWord, type Language } from '@skald/protocol';

/** What is wrong with a command, and the words its sentence needs. */
export interface CommandProblem {
  readonly code: keyof typeof SENTENCES;
  /** Index of the first wrong character in the line, from 0; null where the line as a whole is meant. */
  readonly position: number | null;
  /** The word that was typed, or what is missing, in both languages where it is a word of ours. */
  readonly what?: string | Readonly<Record<Language, string>>;
  /** What there is instead. */
  readonly known?: readonly string[];
}

type Sentence = (what: string, known: string) => string;

const known = (label: string, list: string): string => (list === '' ? '' : ` ${label}: ${list}.`);

const SENTENCES = {
  unknown_command: {
    en: (what, list) => `There is no command /${what}.${known('Did you mean', list)} /help lists them all; // writes a slash.`,
    ru: (what, list) => `Команды /${what} нет.${known('Может быть', list)} Все команды: /помощь; // пишет саму косую черту.`,
  },
  missing: { en: (what) => `Something is missing: ${what}.`, ru: (what) => `Не хватает: ${what}.` },
  unexpected: { en: (what) => `This does not belong here: ${what}`, ru: (what) => `Это здесь лишнее: ${what}` },
  quote_unclosed: { en: () => 'The quotation mark is never closed.', ru: () => 'Кавычка не закрыта.' },
  brackets_unclosed: {
    en: () => 'The brackets [[ are never closed with ]].',
    ru: () => 'Скобки [[ не закрыты скобками ]].',
  },
  too_many_rolls: {
    en: () => 'At most 10 rolls fit into one line.',
    ru: () => 'В одну строку помещается не больше 10 бросков.',
  },
  too_long: { en: () => 'The line is too long.', ru: () => 'Строка слишком длинная.' },
  dice: { en: (what) => what, ru: (what) => what },
  nobody_named: {
    en: (what, list) => `Nobody here is called ${what}.${known('Here are', list)}`,
    ru: (what, list) => `Здесь никого не зовут «${what}».${known('Здесь есть', list)}`,
  },
  several_named: {
    en: (what, list) => `Several are called ${what}: ${list}. Write the whole name, in quotes if need be.`,
    ru: (what, list) => `Так зовут нескольких («${what}»): ${list}. Напишите имя целиком, можно в кавычках.`,
  },
  yourself: { en: () => 'To yourself there is /note.', ru: () => 'Для себя есть /заметка.' },
  not_choice: {
    en: (what, list) => `${what} is not known here.${known('Possible', list)}`,
    ru: (what, list) => `Слово «${what}» здесь неизвестно.${known('Можно', list)}`,
  },
  not_number: { en: (what) => `${what} is not a number that fits here.`, ru: (what) => `«${what}» — не подходящее число.` },
  no_character: {
    en: () => 'You play no character with a sheet yet.',
    ru: () => 'У вас пока нет персонажа с листом.',
  },
  no_attack: {
    en: (what, list) => `There is no attack ${what} on the sheet.${known('There are', list)}`,
    ru: (what, list) => `Атаки «${what}» на листе нет.${known('Есть', list)}`,
  },
  no_spell: {
    en: (what, list) => `There is no spell ${what} on the sheet.${known('There are', list)}`,
    ru: (what, list) => `Заклинания «${what}» на листе нет.${known('Есть', list)}`,
  },
  no_monster: {
    en: (what) => `The list of monsters has no ${what}. Give its armour class and hit points: -ac 13 -hp 2d8.`,
    ru: (what) => `В списке чудовищ нет «${what}». Укажите класс доспеха и хиты: -кд 13 -хиты 2к8.`,
  },
  host_only: { en: () => 'Only the host of the table does this.', ru: () => 'Это делает только хозяин стола.' },
  player_only: { en: () => 'Listeners cannot do this.', ru: () => 'Слушатели этого не могут.' },
} as const satisfies Record<string, Readonly<Record<Language, Sentence>>>;

/** Most words of a list that a sentence names. */
const NAMED_MAX = 12;

/** A command that cannot be carried out. Nothing was changed by it. */
export class CommandError extends Error {
  readonly problem: CommandProblem;
  constructor(problem: CommandProblem, options?: ErrorOptions) {
    super(problem.code, options);
    this.name = 'CommandError';
    this.problem = problem;
  }
}

/** The sentence for a person. */
export function describeProblem({ code, what = '', known: list = [] }: CommandProblem, language: Language): string {
  const named = [...new Set(list)].toSorted((a, b) => foldWord(a).localeCompare(foldWord(b))).slice(0, NAMED_MAX);
  return SENTENCES[code][language](typeof what === 'string' ? what : what[language], named.join(', '));
}
