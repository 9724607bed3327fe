import { ABILITIES, type Ability, type Character, type Language } from '@skald/protocol';
import { proficiencyBonusOf } from '../../rules/character/levels.ts';
import type { Problems, Source } from '../source.ts';
import { ABILITY_CODES, keyOf } from './codes.ts';
import { valueOf, type References } from './formula.ts';

/** What the readers of an actor's parts need of the whole. */
export interface ActorContext {
  readonly abilities: Character['abilities'];
  readonly level: number;
  readonly proficiencyBonus: number;
  readonly castingAbility: Ability | null;
  /** Codes of weapons and kinds of weapons that the actor is trained in. */
  readonly weaponTraining: ReadonlySet<string>;
  readonly references: References;
  readonly language: Language;
  readonly problems: Problems;
}

export function modifier(score: number): number {
  return Math.floor((score - 10) / 2);
}

export function referencesOf(
  abilities: Character['abilities'],
  classes: readonly { readonly identifier: string; readonly level: number }[],
  castingAbility: Ability | null,
): References {
  const level = classes.reduce((sum, one) => sum + one.level, 0);
  const references: Record<string, number> = {
    prof: proficiencyBonusOf(level),
    'attributes.prof': proficiencyBonusOf(level),
    'details.level': level,
  };
  for (const ability of ABILITIES) {
    references[`abilities.${ABILITY_CODES[ability]}.mod`] = modifier(abilities[ability]);
    references[`abilities.${ABILITY_CODES[ability]}.value`] = abilities[ability];
  }
  for (const one of classes) references[`classes.${one.identifier}.levels`] = one.level;
  if (castingAbility !== null) references['attributes.spell.mod'] = modifier(abilities[castingAbility]);
  return references;
}

export function abilityOfCode(code: unknown): Ability | null {
  return keyOf(ABILITY_CODES, code);
}

/** The whole number that a formula comes to; a formula that cannot be worked out stays where it is and counts as null. */
export function formulaField(source: Source, key: string, references: References): number | null {
  const written = source.peek(key);
  if (written === undefined || written === null || written === '') return null;
  if (typeof written !== 'string' && typeof written !== 'number') {
    source.problem(key, 'wrong_type');
    return null;
  }
  const value = valueOf(String(written), references);
  if (value === null) source.problem(key, 'formula');
  else source.take(key);
  return value === null ? null : Math.trunc(value);
}

/** A length in feet out of a number and the unit beside it. */
export function feetOf(value: number, units: unknown): number {
  const factor = units === 'm' ? 10 / 3 : units === 'km' ? 10_000 / 3 : units === 'mi' ? 5_280 : 1;
  return Math.round(value * factor);
}
