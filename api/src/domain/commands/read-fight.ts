import {
  DEFAULT_SAVES,
  MAX_CHAT_LENGTH,
  type CombatantId,
  type Condition,
  type GameStep,
  type Monster,
  type Said,
} from '@skald/protocol';
import { CommandError } from './command-error.ts';
import { checkDice } from './dice-words.ts';
import type { Call } from './read-command.ts';
import { creaturesOf, ownCreature, readChange, readTemporary, step } from './read-steps.ts';
import { CONDITION_NAMES, numberOf, takeMode } from './rule-words.ts';
import { Reader } from './reader.ts';
import type { CommandIntent, CommandScope, ScopeCreature } from './scope.ts';

const WHOM: Said = { en: 'whom', ru: 'кого' };
const NUMBER: Said = { en: 'the number', ru: 'число' };
const MONSTER: Said = { en: 'the monster', ru: 'чудовище' };
const CONDITION: Said = { en: 'the condition', ru: 'состояние' };

/** `/init …`: leads a fight, in words that players of chat bots know. (G7.10) */
export function readFight(call: Call): CommandIntent {
  const reader = new Reader(call.args, call.argsAt);
  const key = reader.takeChoice(call.command)?.key ?? 'list';
  if (key === 'list') {
    reader.finish();
    return { kind: 'showFight' };
  }
  if (call.scope.role !== 'player' && !call.scope.isHost) throw new CommandError({ code: 'player_only', position: null });
  const made = (STEPS[key] ?? unknownPart)(reader, call.scope);
  reader.finish();
  return step(made);
}

const STEPS: Readonly<Record<string, (reader: Reader, scope: CommandScope) => GameStep>> = {
  begin: () => ({ kind: 'encounter:begin' }),
  end: () => ({ kind: 'encounter:end' }),
  next: () => ({ kind: 'turn:next' }),
  prev: () => ({ kind: 'turn:previous' }),
  delay: () => ({ kind: 'turn:delay' }),
  join: (reader, scope) => ({ kind: 'combatant:join', characterId: characterOf(reader, scope) }),
  add: readMonster,
  roll(reader, scope) {
    const mode = takeMode(reader);
    return { kind: 'initiative:roll', combatantId: reader.isAtEnd() ? null : combatantOf(reader, scope), mode };
  },
  set: (reader, scope) => ({
    kind: 'initiative:set',
    combatantId: combatantOf(reader, scope),
    value: numberOf(reader.next(NUMBER), -20, 60),
  }),
  resume: (reader, scope) => ({ kind: 'turn:resume', combatantId: ownOrNamed(reader, scope) }),
  react: (reader, scope) => ({ kind: 'reaction:use', creature: ownOrNamed(reader, scope) }),
  remove: (reader, scope) => ({ kind: 'combatant:remove', combatantId: combatantOf(reader, scope) }),
  hide: (reader, scope) => ({ kind: 'combatant:hide', combatantId: combatantOf(reader, scope) }),
  reveal: (reader, scope) => ({ kind: 'combatant:reveal', combatantId: combatantOf(reader, scope) }),
  hp: (reader, scope) => readChange(reader, creatureOf(reader, scope).id),
  temp: (reader, scope) => readTemporary(reader, creatureOf(reader, scope).id),
  cond: readCondition,
  uncond(reader, scope) {
    const target = creatureOf(reader, scope).id;
    return { kind: 'condition:remove', target, condition: reader.takeName<Condition>(CONDITION_NAMES, CONDITION, 'not_choice') };
  },
};

function unknownPart(reader: Reader): never {
  throw new CommandError({ code: 'missing', position: reader.left[0]?.at ?? null, what: NUMBER });
}

function creatureOf(reader: Reader, scope: CommandScope): ScopeCreature {
  return reader.takeName(creaturesOf(scope), WHOM, 'nobody_named');
}

/** One who takes part in the fight. Throws CommandError `nobody_named` for those who do not. */
function combatantOf(reader: Reader, scope: CommandScope): CombatantId {
  const fighting = creaturesOf(scope).filter(({ item }) => item.combatantId !== null);
  const { combatantId } = reader.takeName(fighting, WHOM, 'nobody_named');
  if (combatantId === null) throw new CommandError({ code: 'nobody_named', position: null });
  return combatantId;
}

function ownOrNamed(reader: Reader, scope: CommandScope): CombatantId {
  if (!reader.isAtEnd()) return combatantOf(reader, scope);
  const own = ownCreature(scope);
  if (own.combatantId === null) throw new CommandError({ code: 'nobody_named', position: null, what: own.name });
  return own.combatantId;
}

function characterOf(reader: Reader, scope: CommandScope): NonNullable<ScopeCreature['characterId']> {
  if (reader.isAtEnd()) return ownCreature(scope).characterId;
  const characters = creaturesOf(scope).filter(({ item }) => item.characterId !== null);
  const { characterId } = reader.takeName(characters, WHOM, 'nobody_named');
  if (characterId === null) throw new CommandError({ code: 'no_character', position: null });
  return characterId;
}

/** `cond goblin prone 2`: until the start of its own turn, so many rounds on; without a number until it is removed. */
function readCondition(reader: Reader, scope: CommandScope): GameStep {
  const target = creatureOf(reader, scope);
  const condition = reader.takeName<Condition>(CONDITION_NAMES, CONDITION, 'not_choice');
  const rounds = reader.isAtEnd() ? null : numberOf(reader.next(NUMBER), 1, 100);
  const ends = rounds === null ? null : ({ of: target.id, at: 'start', rounds } as const);
  return { kind: 'condition:add', target: target.id, condition, source: '', ends, heldBy: null };
}

/** `add goblin -n 3 -hidden`; what the catalogue does not have needs armour class and hit points. */
function readMonster(reader: Reader, scope: CommandScope): GameStep {
  const count = reader.takeOption(['-n', '-сколько'], NUMBER);
  const armour = reader.takeOption(['-ac', '-кд'], NUMBER);
  const hitPoints = reader.takeOption(['-hp', '-хиты', '-хп'], NUMBER);
  const bonus = reader.takeOption(['-init', '-иниц'], NUMBER);
  const group = reader.takeOption(['-group', '-группа'], { en: 'the name of the group', ru: 'имя группы' });
  const isHidden = reader.takeWord((word) => ['-hidden', '-h', '-скрыто', '-скрытно'].includes(word)) !== null;
  const named = readName(reader);
  const known = scope.findMonster(named.name);
  if (known === null && (armour === null || hitPoints === null))
    throw new CommandError({ code: 'no_monster', position: named.at, what: named.name });
  const base = known ?? newMonster(named.name);
  const monster: Monster = {
    ...base,
    armourClass: armour === null ? base.armourClass : numberOf(armour, 1, 40),
    hitPoints: hitPoints === null ? base.hitPoints : hitPointsOf(hitPoints.text, hitPoints.at),
    initiativeBonus: bonus === null ? base.initiativeBonus : numberOf(bonus, -20, 20),
  };
  return {
    kind: 'monsters:add',
    monster,
    count: count === null ? 1 : numberOf(count, 1, 20),
    group: group === null ? null : group.text.trim().slice(0, 40) || null,
    isHidden,
  };
}

/** The words that are left are the name; an option that is not known is no name. */
function readName(reader: Reader): { name: string; at: number } {
  const first = reader.next(MONSTER);
  const words = [first.text];
  while (!reader.isAtEnd()) {
    const word = reader.next(MONSTER);
    if (/^-\p{L}/u.test(word.text)) throw new CommandError({ code: 'unexpected', position: word.at, what: word.text });
    words.push(word.text);
  }
  const name = words.join(' ').trim();
  if (name === '' || name.length > 80)
    throw new CommandError({ code: name === '' ? 'missing' : 'too_long', position: first.at, what: MONSTER });
  return { name: name.slice(0, MAX_CHAT_LENGTH), at: first.at };
}

function hitPointsOf(text: string, position: number): number | string {
  if (/^[1-9]\d{0,3}$/u.test(text)) return Number(text);
  checkDice(text, position);
  if (text.length > 80) throw new CommandError({ code: 'too_long', position });
  return text;
}

function newMonster(name: string): Monster {
  return {
    name,
    armourClass: 10,
    hitPoints: 1,
    initiativeBonus: 0,
    saves: DEFAULT_SAVES,
    defences: { resistances: [], immunities: [], vulnerabilities: [], conditionImmunities: [] },
    attacks: [],
    experience: 0,
  };
}
