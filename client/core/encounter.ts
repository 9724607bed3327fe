import {
  DEFAULT_SAVES,
  type ActiveCondition,
  type CharacterId,
  type CombatantId,
  type CombatantView,
  type EncounterView,
  type GameView,
  type Language,
  type Monster,
  type SeatId,
} from '@skald/protocol';
import type { Dictionary } from './i18n/dictionary.ts';
import { ruleWords } from './i18n/rule-words.ts';

type CombatWords = Dictionary['combat'];

/** Whose turn it is, as far as this seat may know. */
export function turnHolder({ combatants, turnOf }: EncounterView): CombatantView | null {
  return combatants.find((one) => one.combatantId === turnOf) ?? null;
}

export function findCombatant(encounter: EncounterView, id: CombatantId | null): CombatantView | null {
  return encounter.combatants.find((one) => one.combatantId === id) ?? null;
}

export function isDead({ health }: CombatantView): boolean {
  return health.kind === 'exact' ? health.vitals.life === 'dead' : health.word === 'dead';
}

export function isDying({ health }: CombatantView): boolean {
  return health.kind === 'exact' && health.vitals.life === 'dying';
}

/** Whom it may attack: all others who live, the other side first. */
export function targetsFor({ combatants }: EncounterView, attacker: CombatantView): CombatantView[] {
  const others = combatants.filter((one) => one.combatantId !== attacker.combatantId && !isDead(one));
  return [...others.filter(({ kind }) => kind !== attacker.kind), ...others.filter(({ kind }) => kind === attacker.kind)];
}

/** Living characters with a player who are not in the fight. */
export function partyOutside({ characters, encounter }: GameView): CharacterId[] {
  const inside = new Set(encounter?.combatants.map(({ characterId }) => characterId));
  return characters
    .filter((one) => one.seatId !== null && one.vitals.life !== 'dead' && !inside.has(one.characterId))
    .map(({ characterId }) => characterId);
}

/** Whether the first turn may begin: there is somebody, and everybody this seat knows of has initiative. */
export function mayStart({ state, combatants }: EncounterView): boolean {
  return state === 'gathering' && combatants.length > 0 && combatants.every(({ initiative }) => initiative !== null);
}

export function lacksInitiative({ combatants }: EncounterView): boolean {
  return combatants.some(({ initiative }) => initiative === null);
}

/** What a person in this seat reads of the turn, and a screen reader says when it changes. */
export function describeTurn(encounter: EncounterView, words: CombatWords, seatId: SeatId): string {
  if (encounter.state === 'gathering') return words.gathering;
  const holder = turnHolder(encounter);
  if (holder === null) return words.roundAndTurn(encounter.round, words.somebody);
  const turn = holder.seatId === seatId ? words.yourTurn(holder.name) : words.turnOf(holder.name);
  return words.roundAndTurn(encounter.round, turn);
}

/** Hit points: numbers for those who may know them, words for the others. */
export function describeHealth({ health }: CombatantView, words: CombatWords, language: Language): string {
  const rules = ruleWords(language);
  if (health.kind === 'words') return rules.health[health.word];
  const { hitPoints, life, deathSaves } = health.vitals;
  const parts = [words.hitPoints(hitPoints.current, hitPoints.max)];
  if (hitPoints.temporary > 0) parts.push(words.temporary(hitPoints.temporary));
  if (life !== 'alive') parts.push(rules.life[life]);
  if (life === 'dying') parts.push(words.deathSaves(deathSaves.successes, deathSaves.failures));
  return parts.join(', ');
}

/** Part of the hit points that is left, 0 to 1; null where only words are known. */
export function healthShare({ health }: CombatantView): number | null {
  if (health.kind === 'words') return null;
  const { current, max } = health.vitals.hitPoints;
  return Math.min(1, current / max);
}

/** A condition with its level and the rounds that are left. */
export function describeCondition({ condition, level, ends }: ActiveCondition, words: CombatWords, language: Language): string {
  const parts: string[] = [ruleWords(language).conditions[condition]];
  if (condition === 'exhaustion') parts.push(words.level(level));
  if (ends !== null) parts.push(words.roundsLeft(ends.rounds));
  return parts.join(', ');
}

/** What is short to say about somebody besides hit points and conditions. */
export function describeMarks(one: CombatantView, words: CombatWords): string[] {
  const on = one.health.kind === 'exact' ? one.health.vitals.concentration : null;
  return [
    ...(one.isHidden ? [words.hidden] : []),
    ...(one.isDelaying ? [words.delaying] : []),
    ...(one.isConcentrating ? [on === null ? words.concentrating : words.concentratingOn(on)] : []),
    ...(one.hasActed ? [words.acted] : []),
    ...(one.hasReacted ? [words.reacted] : []),
  ];
}

/** `1d8+3 [slashing]` with the kind of damage in the person's language. */
export function describeDamage(damage: string, language: Language): string {
  const words: Readonly<Record<string, string>> = ruleWords(language).damage;
  return damage.replace(/\[(\w+)\]/gu, (_, type: string) => words[type] ?? type);
}

/** `+5`, `−1`. */
export function signed(bonus: number): string {
  return bonus < 0 ? `−${-bonus}` : `+${bonus}`;
}

/** A number of 0 to 9999, or dice as they were written; null when nothing was. */
export function readAmount(text: string): number | string | null {
  const written = text.trim();
  if (written === '') return null;
  return /^\d{1,4}$/u.test(written) ? Number(written) : written.slice(0, 80);
}

export interface HandMonster {
  readonly name: string;
  readonly armourClass: string;
  readonly hitPoints: string;
  readonly initiativeBonus: string;
  readonly attackName: string;
  readonly toHit: string;
  readonly damageDice: string;
  readonly damageType: Monster['attacks'][number]['damage'][number]['type'];
}

/** A monster as the host wrote it. What is no number becomes NaN, which the schema refuses. An attack without a name is none. */
export function monsterByHand(written: HandMonster): Monster {
  const { name, armourClass, hitPoints, initiativeBonus, attackName, toHit, damageDice, damageType } = written;
  const attack: Monster['attacks'][number] = {
    id: 'attack-1',
    name: attackName.trim(),
    kind: 'melee',
    ability: null,
    isProficient: false,
    bonus: 0,
    toHit: Number(toHit),
    damage: damageDice.trim() === '' ? [] : [{ dice: damageDice.trim(), type: damageType }],
    rangeFeet: 5,
    properties: [],
  };
  return {
    name: name.trim(),
    armourClass: Number(armourClass),
    hitPoints: readAmount(hitPoints) ?? 0,
    initiativeBonus: Number(initiativeBonus),
    saves: DEFAULT_SAVES,
    defences: { resistances: [], immunities: [], vulnerabilities: [], conditionImmunities: [] },
    attacks: attack.name === '' ? [] : [attack],
    experience: 0,
  };
}
