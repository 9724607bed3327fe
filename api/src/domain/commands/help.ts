import { COMMANDS, usageOf, type CommandChoice, type CommandSpec, type Language } from '@skald/protocol';

const WORDS = {
  en: { also: 'Also', examples: 'For example', inline: 'Dice within a message: [[2d6+3]]. A slash at the beginning: //.' },
  ru: { also: 'Ещё', examples: 'Например', inline: 'Кости внутри сообщения: [[2к6+3]]. Косая черта в начале: //.' },
} as const;

/** All commands, a line each. */
export function helpList(language: Language): string {
  const lines = COMMANDS.map((command) => `${usageOf(command, language)} — ${command.help[language]}`);
  return [...lines, WORDS[language].inline].join('\n');
}

/** One command: how it is written, what it does, other words for it, its parts, examples. */
export function helpFor(command: CommandSpec, choice: CommandChoice | null, language: Language): string {
  const words = WORDS[language];
  const called = `/${command.words[language][0]}`;
  if (choice) return `${partOf(called, choice, language)}`;
  const others = [...command.words.en, ...command.words.ru].map((word) => `/${word}`).filter((word) => word !== called);
  const parts = command.arguments.flatMap(({ choices }) => choices.map((one) => partOf(called, one, language)));
  return [
    `${usageOf(command, language)} — ${command.help[language]}`,
    ...parts,
    ...(others.length === 0 ? [] : [`${words.also}: ${others.join(', ')}`]),
    `${words.examples}: ${command.examples[language].join('   ')}`,
  ].join('\n');
}

function partOf(called: string, { words, rest, help }: CommandChoice, language: Language): string {
  return `${[called, words[language][0], rest[language]].filter((part) => part !== '').join(' ')} — ${help[language]}`;
}
