import type { Ability, DamageType, Language, Skill } from '@skald/protocol';
import { ABILITY_WORDS, DAMAGE_WORDS, SKILL_WORDS } from '../catalogue/glossary.ts';
import type { GameState } from '../game-state.ts';
import type { StepDice } from '../step.ts';
import { findCreature, type Creature } from '../steps/find-creature.ts';

/** Longest label of a roll, in characters. */
const LABEL_MAX_CHARACTERS = 120;

const WORDS = {
  attack: { en: 'attack', ru: 'атака' },
  damage: { en: 'damage', ru: 'урон' },
  check: { en: 'check', ru: 'проверка' },
  save: { en: 'save', ru: 'спасбросок' },
  death: { en: 'death save', ru: 'спасбросок от смерти' },
  initiative: { en: 'initiative', ru: 'инициатива' },
  hit_points: { en: 'hit points', ru: 'хиты' },
  hit_die: { en: 'hit die', ru: 'кость хитов' },
  healing: { en: 'healing', ru: 'лечение' },
  temporary: { en: 'temporary hit points', ru: 'временные хиты' },
} as const satisfies Record<string, Record<Language, string>>;

/** What a roll is for, in words: who rolls, and what. Up to 120 characters. */
export function rollLabel(state: GameState, { purpose, roller }: StepDice, language: Language): string {
  const creature = roller === null ? null : known(state, roller);
  const [kind = '', ...rest] = purpose.split(':');
  const what = wordsOf(kind, rest.join(':'), creature, language);
  return (creature === null ? capital(what) : `${creature.name}: ${what}`).slice(0, LABEL_MAX_CHARACTERS);
}

function wordsOf(kind: string, detail: string, creature: Creature | null, language: Language): string {
  const word = kind in WORDS ? WORDS[kind as keyof typeof WORDS][language] : kind;
  if (kind === 'save' && detail === 'death') return WORDS.death[language];
  const named = detailOf(kind, detail, creature, language);
  return named === '' ? word : `${word}, ${named}`;
}

function detailOf(kind: string, detail: string, creature: Creature | null, language: Language): string {
  if (kind === 'attack') return attackName(creature, detail);
  if (kind === 'damage' && detail in DAMAGE_WORDS) return DAMAGE_WORDS[detail as DamageType][language];
  if (kind !== 'check' && kind !== 'save') return '';
  if (detail in ABILITY_WORDS) return ABILITY_WORDS[detail as Ability].name[language];
  return detail in SKILL_WORDS ? SKILL_WORDS[detail as Skill].name[language] : '';
}

function attackName(creature: Creature | null, attackId: string): string {
  if (creature === null) return '';
  const attacks = creature.kind === 'monster' ? creature.combatant.monster.attacks : creature.entry.character.attacks;
  return attacks.find((one) => one.id === attackId)?.name ?? '';
}

/** Null for one who is not there yet: a monster whose hit points are rolled. */
function known(state: GameState, roller: NonNullable<StepDice['roller']>): Creature | null {
  try {
    return findCreature(state, roller);
  } catch {
    return null;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
