import { findChoice, findCommand, parseLine, type CommandSpec, type Roll, type SafetyCard, type Said } from '@skald/protocol';
import { CommandError } from './command-error.ts';
import { checkDice, cutLabel } from './dice-words.ts';
import { helpFor, helpList } from './help.ts';
import { readLine } from './inline-rolls.ts';
import type { Named } from './names.ts';
import { readFight } from './read-fight.ts';
import { readAttack, readCast, readCheck, readHitPoints, readRest, readSave } from './read-steps.ts';
import { Reader } from './reader.ts';
import type { CommandIntent, CommandScope, ScopePerson } from './scope.ts';

/** A command as it was called: the part of the line behind its word, and where that begins. */
export interface Call {
  readonly command: CommandSpec;
  readonly args: string;
  readonly argsAt: number;
  readonly scope: CommandScope;
}

/** Reads a line of the chat: a command, or words for everybody. Throws CommandError; changes nothing. (G7) */
export function readCommand(line: string, scope: CommandScope): CommandIntent {
  const parsed = parseLine(line);
  if (parsed.kind === 'unknown')
    throw new CommandError({
      code: 'unknown_command',
      position: 1,
      what: parsed.word,
      known: parsed.suggestions.map((word) => `/${word}`),
    });
  if (parsed.kind === 'text') return { kind: 'say', tone: 'in', parts: lineOf(parsed.text, line.indexOf(parsed.text), scope) };
  const { command, args, argsAt } = parsed;
  if (command.who === 'player' && scope.role !== 'player') throw new CommandError({ code: 'player_only', position: null });
  return READERS[command.name]({ command, args, argsAt, scope });
}

const TEXT: Said = { en: 'the text', ru: 'текст' };
const DICE: Said = { en: 'the dice, such as 1d20+5', ru: 'кости, например 1к20+5' };
const NAME: Said = { en: 'the name', ru: 'имя' };

const READERS: Readonly<Record<CommandSpec['name'], (call: Call) => CommandIntent>> = {
  roll: (call) => readRoll(call, 'public'),
  gmroll: (call) => readRoll(call, 'dm'),
  blindroll: (call) => readRoll(call, 'blind'),
  selfroll: (call) => readRoll(call, 'self'),
  note: (call) => ({ kind: 'note', text: restOf(call).text }),
  gm: (call) => whisper(call, 'dm', restOf(call)),
  w: readWhisper,
  ooc(call) {
    const { text, at } = restOf(call);
    return { kind: 'say', tone: 'ooc', parts: lineOf(text, at, call.scope) };
  },
  scene: readScene,
  summary: (call) => bare(call, { kind: 'summary' }),
  recap: (call) => bare(call, { kind: 'recap' }),
  init: readFight,
  hp: readHitPoints,
  attack: readAttack,
  check: readCheck,
  save: readSave,
  cast: readCast,
  rest: readRest,
  undo: (call) => bare(call, { kind: 'undo' }),
  x: readCard,
  help: readHelp,
};

/** The arguments of a call, to be read word by word. */
export function readerOf({ args, argsAt }: Call): Reader {
  return new Reader(args, argsAt);
}

function bare(call: Call, intent: CommandIntent): CommandIntent {
  readerOf(call).finish();
  return intent;
}

function restOf({ args, argsAt }: Call): { text: string; at: number } {
  if (args === '') throw new CommandError({ code: 'missing', position: argsAt, what: TEXT });
  return { text: args, at: argsAt };
}

function readRoll({ args, argsAt }: Call, visibility: Roll['visibility']): CommandIntent {
  const { body, label } = cutLabel(args, argsAt);
  if (body === '') throw new CommandError({ code: 'missing', position: argsAt, what: DICE });
  checkDice(body, argsAt);
  return { kind: 'roll', notation: body, position: argsAt, label, visibility };
}

function lineOf(text: string, at: number, scope: CommandScope): Extract<CommandIntent, { kind: 'say' }>['parts'] {
  const parts = readLine(text, at);
  const roll = parts.find((part) => part.kind === 'roll');
  if (roll && scope.role !== 'player') throw new CommandError({ code: 'player_only', position: roll.position });
  return parts;
}

function whisper(
  call: Call,
  to: Extract<CommandIntent, { kind: 'whisper' }>['to'],
  { text, at }: { text: string; at: number },
): CommandIntent {
  return { kind: 'whisper', to, parts: lineOf(text, at, call.scope) };
}

function readWhisper(call: Call): CommandIntent {
  const { scope } = call;
  const { reader, person, at } = whomOf(call);
  if (person.seatId === scope.seatId) throw new CommandError({ code: 'yourself', position: at });
  return whisper(call, person.seatId, reader.rest(TEXT));
}

/** Only the name is read by words. */
function whomOf({ args, argsAt, scope }: Call): { reader: Reader; person: ScopePerson; at: number } {
  const people = scope.people.map(
    (person): Named<ScopePerson> => ({
      names: person.characterName === null ? [person.name] : [person.name, person.characterName],
      item: person,
    }),
  );
  const reader = new Reader(args, argsAt, true);
  const at = reader.left[0]?.at ?? argsAt;
  return { reader, person: reader.takeName(people, NAME, 'nobody_named'), at };
}

function readScene(call: Call): CommandIntent {
  const reader = readerOf(call);
  const choice = reader.takeChoice(call.command);
  if (choice === null) return { kind: 'showScene' };
  if (!call.scope.isHost) throw new CommandError({ code: 'host_only', position: null });
  return { kind: 'setScene', field: choice.key as 'title' | 'place' | 'mood', text: reader.rest(TEXT).text };
}

function readCard(call: Call): CommandIntent {
  const reader = readerOf(call);
  const choice = reader.takeChoice(call.command);
  reader.finish();
  return { kind: 'card', card: (choice?.key ?? 'stop') as SafetyCard };
}

function readHelp(call: Call): CommandIntent {
  const reader = readerOf(call);
  const { language } = call.scope;
  if (reader.isAtEnd()) return { kind: 'help', text: helpList(language) };
  const word = reader.next(NAME);
  const asked = word.text.replace(/^\//u, '');
  const command = findCommand(asked);
  if (!command) {
    const parsed = parseLine(`/${asked}`);
    const known = parsed.kind === 'unknown' ? parsed.suggestions.map((one) => `/${one}`) : [];
    throw new CommandError({ code: 'unknown_command', position: word.at, what: asked, known });
  }
  const [argument] = command.arguments;
  const next = argument?.kind === 'choice' ? reader.left[0] : undefined;
  const choice = argument && next ? findChoice(argument, next.text) : null;
  if (choice) reader.next(NAME);
  reader.finish();
  return { kind: 'help', text: helpFor(command, choice, language) };
}
