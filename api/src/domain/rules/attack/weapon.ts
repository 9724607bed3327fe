import { ProtocolError, type Attack, type Character } from '@skald/protocol';
import { damageParts, deriveSheet, type DamagePart } from '../creature.ts';
import type { Creature } from '../steps/find-creature.ts';

/** An attack as it is rolled. */
export interface Weapon {
  readonly name: string;
  readonly kind: Attack['kind'];
  /** Whole bonus of the roll, without what conditions do. */
  readonly toHit: number;
  readonly damage: readonly DamagePart[];
}

/** The attack of this id on the creature's sheet. Throws ProtocolError `no_such_entry`. */
export function weaponOf(creature: Creature, attackId: string): Weapon {
  const attacks = creature.kind === 'monster' ? creature.combatant.monster.attacks : creature.entry.character.attacks;
  const attack = attacks.find((one) => one.id === attackId);
  if (attack === undefined) throw new ProtocolError('no_such_entry');
  const { name, kind } = attack;
  if (creature.kind === 'monster') return { name, kind, ...monsterFigures(attack) };
  const { character } = creature.entry;
  const toHit = deriveSheet(character).attacks.find((one) => one.id === attackId)?.toHit ?? 0;
  return { name, kind, toHit, damage: damageParts(character, attack) };
}

/** A monster's attack says the whole bonus itself, and its dice have theirs. */
export function monsterFigures(attack: Attack): Pick<Weapon, 'toHit' | 'damage'> {
  return {
    toHit: attack.toHit ?? attack.bonus,
    damage: attack.damage.map(({ dice, type }) => ({ notation: dice, type })),
  };
}

export function armourClassOf(creature: Creature): number {
  return creature.kind === 'monster' ? creature.combatant.monster.armourClass : deriveSheet(creature.entry.character).armourClass;
}

/** Attacks that one attack action allows, 1 to 4; classes do not add up. (G5.16) */
export function attacksOfAction(character: Character): number {
  return Math.max(1, ...character.classes.map(({ key, level }) => attacksOfClass(key, level)));
}

function attacksOfClass(key: Character['classes'][number]['key'], level: number): number {
  if (key === 'fighter') return level >= 20 ? 4 : level >= 11 ? 3 : level >= 5 ? 2 : 1;
  const hasExtraAttack = key === 'barbarian' || key === 'monk' || key === 'paladin' || key === 'ranger';
  return hasExtraAttack && level >= 5 ? 2 : 1;
}
