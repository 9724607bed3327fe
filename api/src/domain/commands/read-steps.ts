import type { Character, CreatureId, DamageType, GameStep, Said } from '@skald/protocol';
import { CommandError } from './command-error.ts';
import { checkDice, cutLabel } from './dice-words.ts';
import type { Named } from './names.ts';
import type { Call } from './read-command.ts';
import { ABILITY_NAMES, DAMAGE_NAMES, numberOf, SKILL_NAMES, takeMode } from './rule-words.ts';
import { Reader } from './reader.ts';
import type { CommandIntent, CommandScope, ScopeCreature } from './scope.ts';

const WHOM: Said = { en: 'whom', ru: 'кого' };
const AMOUNT: Said = { en: 'how much, such as -5 or +2d4', ru: 'сколько, например -5 или +2к4' };
const SKILL: Said = { en: 'the skill or ability', ru: 'навык или характеристика' };
const DIFFICULTY: Said = { en: 'the difficulty, such as 14', ru: 'сложность, например 14' };
const SPELL: Said = { en: 'the spell', ru: 'заклинание' };
const LEVEL: Said = { en: 'the level of the slot', ru: 'круг ячейки' };
const KIND: Said = { en: 'short or long', ru: 'короткий или долгий' };
/** Longest words of an attempt or a save, in characters. */
const LABEL_MAX_CHARACTERS = 80;

export const step = (made: GameStep): CommandIntent => ({ kind: 'step', step: made });

export function creaturesOf({ creatures }: CommandScope): readonly Named<ScopeCreature>[] {
  return creatures.map((creature) => ({ names: [creature.name], item: creature }));
}

/** The character that the asker plays. Throws CommandError `no_character`. */
export function ownCreature({
  creatures,
  people,
  seatId,
}: CommandScope): ScopeCreature & { readonly characterId: NonNullable<ScopeCreature['characterId']> } {
  const name = people.find((person) => person.seatId === seatId)?.characterName;
  const mine = creatures.filter((creature) => creature.isYours && creature.characterId !== null);
  const own = mine.find((creature) => creature.name === name) ?? (mine.length === 1 ? mine[0] : undefined);
  if (!own?.characterId) throw new CommandError({ code: 'no_character', position: null });
  return { ...own, characterId: own.characterId };
}

/** `/hp`, `/hp -5 fire`, `/hp goblin +2d4`, `/hp temp 5`. */
export function readHitPoints(call: Call): CommandIntent {
  const reader = new Reader(call.args, call.argsAt);
  if (reader.isAtEnd()) return { kind: 'showHitPoints' };
  const isTemporary = reader.takeWord((word) => ['temp', 'thp', 'временные'].includes(word)) !== null;
  const isAmount = /^[+-]?\d/u.test(reader.left[0]?.text ?? '');
  const target =
    isAmount || reader.isAtEnd() ? ownCreature(call.scope) : reader.takeName(creaturesOf(call.scope), WHOM, 'nobody_named');
  return step(isTemporary ? readTemporary(reader, target.id) : readChange(reader, target.id));
}

/** The rest of a line about hit points: what is added or taken, and of which kind. */
export function readChange(reader: Reader, target: CreatureId): GameStep {
  const word = reader.next(AMOUNT);
  const sign = word.text[0];
  if (sign !== '+' && sign !== '-' && sign !== '−') throw new CommandError({ code: 'missing', position: word.at, what: AMOUNT });
  const amount = amountOf(word.text.slice(1), word.at + 1);
  if (sign === '+') {
    reader.finish();
    return { kind: 'heal', target, amount };
  }
  const type = reader.isAtEnd()
    ? null
    : reader.takeName<DamageType>(DAMAGE_NAMES, { en: 'the type of damage', ru: 'вид урона' }, 'not_choice');
  reader.finish();
  return { kind: 'damage', target, amount, type };
}

export function readTemporary(reader: Reader, target: CreatureId): GameStep {
  const word = reader.next(AMOUNT);
  reader.finish();
  const isSigned = word.text.startsWith('+');
  return { kind: 'temporary:grant', target, amount: amountOf(word.text.slice(isSigned ? 1 : 0), word.at + (isSigned ? 1 : 0)) };
}

/** A number, or dice. */
function amountOf(text: string, position: number): number | string {
  if (/^\d{1,4}$/u.test(text)) return Number(text);
  if (text.length > LABEL_MAX_CHARACTERS)
    throw new CommandError({ code: 'not_number', position, what: text.slice(0, LABEL_MAX_CHARACTERS) });
  checkDice(text, position);
  return text;
}

/** `/attack longsword goblin adv`, `/attack bow -t "goblin 2"`; without a name the only attack there is. */
export function readAttack(call: Call): CommandIntent {
  const { scope } = call;
  const reader = new Reader(call.args, call.argsAt);
  const mode = takeMode(reader);
  const isReaction = reader.takeWord((word) => ['reaction', 'реакция', 'реакцией'].includes(word)) !== null;
  const at = reader.takeOption(['-t', '-ц'], WHOM);
  const attacker = attackerOf(scope);
  const attacks = attacker.attacks.map((attack) => ({ names: [attack.name], item: attack }));
  const isSpare = attacks.length === 1 && (at !== null ? reader.isAtEnd() : reader.left.length === 1);
  const chosen = isSpare ? attacks[0]?.item : reader.takeName(attacks, { en: 'with what', ru: 'чем' }, 'no_attack');
  const aim = at === null ? reader : new Reader(`"${at.text.replace(/["\\]/gu, '')}"`, at.at);
  const target = aim.takeName(creaturesOf(scope), WHOM, 'nobody_named');
  reader.finish();
  if (!chosen) throw new CommandError({ code: 'no_attack', position: null });
  return step({ kind: 'attack', attacker: attacker.id, attackId: chosen.id, target: target.id, mode, isReaction });
}

/** The own character; for a host who plays none, the creature that is the only one with attacks of his. */
function attackerOf(scope: CommandScope): ScopeCreature {
  const mine = scope.creatures.filter((creature) => creature.isYours && creature.attacks.length > 0);
  return mine.length === 1 && mine[0] ? mine[0] : ownCreature(scope);
}

/** `/check stealth 15 adv # past the guard`. */
export function readCheck(call: Call): CommandIntent {
  const { body, label } = cutLabel(call.args, call.argsAt, LABEL_MAX_CHARACTERS);
  const reader = new Reader(body, call.argsAt);
  const mode = takeMode(reader);
  const said = reader.left[0]?.text ?? '';
  const what = reader.takeName([...SKILL_NAMES, ...ABILITY_NAMES], SKILL, 'not_choice');
  const difficulty = reader.isAtEnd() ? null : numberOf(reader.next(DIFFICULTY), 1, 40);
  reader.finish();
  const attempt = (label || said).slice(0, LABEL_MAX_CHARACTERS);
  return step({
    kind: 'check',
    actor: ownCreature(call.scope).id,
    what,
    difficulty,
    mode,
    attempt,
    onSuccess: '',
    onFailure: '',
  });
}

/** `/save dexterity 14 adv # fireball`, `/save death`. */
export function readSave(call: Call): CommandIntent {
  const { body, label } = cutLabel(call.args, call.argsAt, LABEL_MAX_CHARACTERS);
  const reader = new Reader(body, call.argsAt);
  const own = (): ScopeCreature & { characterId: NonNullable<ScopeCreature['characterId']> } => ownCreature(call.scope);
  if (reader.takeWord((word) => ['death', 'смерть', 'смерти'].includes(word)) !== null) {
    reader.finish();
    return step({ kind: 'death:save', characterId: own().characterId });
  }
  const mode = takeMode(reader);
  const said = reader.left[0]?.text ?? '';
  const ability = reader.takeName(ABILITY_NAMES, { en: 'the ability', ru: 'характеристика' }, 'not_choice');
  const difficulty = numberOf(reader.next(DIFFICULTY), 1, 40);
  reader.finish();
  return step({
    kind: 'save',
    actor: own().id,
    ability,
    difficulty,
    mode,
    against: (label || said).slice(0, LABEL_MAX_CHARACTERS),
  });
}

/** `/cast magic missile -l 3`. */
export function readCast(call: Call): CommandIntent {
  const reader = new Reader(call.args, call.argsAt);
  const level = reader.takeOption(['-l', '-круг'], LEVEL);
  const own = ownCreature(call.scope);
  const spells = (own.sheet?.spellcasting?.spells ?? []).map((spell) => ({ names: [spell.name], item: spell }));
  const spell = reader.takeName(spells, SPELL, 'no_spell');
  reader.finish();
  const wanted = level === null ? spell.level : numberOf(level, 1, 9);
  const slot = spell.level === 0 && level === null ? null : { level: wanted, isPact: isPactSlot(own.sheet, wanted) };
  return step({ kind: 'spell:cast', characterId: own.characterId, spellId: spell.id, slot });
}

/** Slots of a pact are taken where no ordinary slot of the level is left. */
function isPactSlot(sheet: Character | null, level: number): boolean {
  const casting = sheet?.spellcasting;
  const pool = casting?.slots[level - 1];
  const isLeft = pool !== undefined && pool.spent < pool.max;
  return !isLeft && casting?.pact?.level === level;
}

/** `/rest short 2`, `/rest long`, for the host also `/rest long all`. */
export function readRest(call: Call): CommandIntent {
  const reader = new Reader(call.args, call.argsAt);
  if (reader.isAtEnd()) reader.next(KIND);
  const kind = reader.takeChoice(call.command)?.key;
  if (kind === 'short') {
    const count = reader.isAtEnd() ? 0 : numberOf(reader.next(AMOUNT), 0, 20);
    reader.finish();
    const own = ownCreature(call.scope);
    return step({ kind: 'rest:short', characterId: own.characterId, hitDice: hitDiceOf(own.sheet, count) });
  }
  const isForAll = reader.takeWord((word) => ['all', 'все'].includes(word)) !== null;
  reader.finish();
  if (!isForAll) return step({ kind: 'rest:long', characterIds: [ownCreature(call.scope).characterId] });
  if (!call.scope.isHost) throw new CommandError({ code: 'host_only', position: null });
  const characterIds = call.scope.creatures.flatMap(({ characterId }) => characterId ?? []);
  if (characterIds.length === 0) throw new CommandError({ code: 'no_character', position: null });
  return step({ kind: 'rest:long', characterIds: characterIds.slice(0, 12) });
}

/** So many hit dice, from the largest on; what nobody has left is asked of the first class, and refused by the engine. */
function hitDiceOf(sheet: Character | null, count: number): { classIndex: number; count: number }[] {
  const left = (sheet?.classes ?? []).map((one, classIndex) => ({
    classIndex,
    die: one.hitDie,
    left: one.level - one.hitDiceSpent,
  }));
  let open = count;
  const spent = left
    .toSorted((a, b) => b.die - a.die)
    .map(({ classIndex, left: most }) => {
      const taken = Math.min(open, Math.max(0, most));
      open -= taken;
      return { classIndex, count: taken };
    });
  return spent
    .map((one, index) => (index === 0 ? { ...one, count: Math.min(20, one.count + open) } : one))
    .filter((one) => one.count > 0);
}
