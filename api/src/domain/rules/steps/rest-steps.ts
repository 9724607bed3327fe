import { ProtocolError, type Character, type CharacterId, type Roll } from '@skald/protocol';
import { modifierOf } from '../character/derive.ts';
import { afterLongRest, afterShortRest } from '../character/rest.ts';
import { signed } from '../character/signed.ts';
import { heal } from '../creature.ts';
import type { GameState } from '../game-state.ts';
import type { StepActor, StepResult, StepTools } from '../step.ts';
import { endConcentration } from './concentration.ts';
import { findCharacter, findCreature, requireMayActFor, withCharacter } from './find-creature.ts';
import { joined, resultOf, told, type Apply, type StepOf } from './step-of.ts';

/** An hour of rest: hit dice are spent for hit points, and what a short rest brings comes back. (G4.28) */
export const applyShortRest: Apply<'rest:short'> = (state, step, actor, tools) => {
  const before = restingCharacter(state, step.characterId, actor);
  const rested = step.hitDice.reduce((sofar, dice) => spendHitDice(sofar, dice, step.characterId, tools), {
    character: before,
    rolls: [] as readonly Roll[],
  });
  const character = afterShortRest(rested.character);
  const amount = character.vitals.hitPoints.current - before.vitals.hitPoints.current;
  const deed = told('party', 'rested_short', { actor: before.name, amount });
  return resultOf(withCharacter(state, step.characterId, character), [deed], rested.rolls);
};

/** A night of rest, for several together: nobody rests when one of them cannot. (G4.29) */
export const applyLongRest: Apply<'rest:long'> = (state, step, actor) => {
  const ids = [...new Set(step.characterIds)];
  return ids.reduce<StepResult>((sofar, id) => joined(sofar, restLong(sofar.state, id, actor)), resultOf(state, []));
};

function restLong(state: GameState, id: CharacterId, actor: StepActor): StepResult {
  restingCharacter(state, id, actor);
  const asleep = endConcentration(state, findCreature(state, id));
  const character = afterLongRest(findCharacter(asleep.state, id).character);
  const deed = told('party', 'rested_long', { actor: character.name });
  return joined(asleep, resultOf(withCharacter(asleep.state, id, character), [deed]));
}

/** Throws ProtocolError `not_yours`, `not_in_fight`, and `cannot_act` for those without a hit point. */
function restingCharacter(state: GameState, id: CharacterId, actor: StepActor): Character {
  requireMayActFor(actor, state, id);
  const creature = findCreature(state, id);
  if (creature.combatant !== null) throw new ProtocolError('not_in_fight');
  if (creature.vitals.life !== 'alive') throw new ProtocolError('cannot_act');
  return findCharacter(state, id).character;
}

interface Rested {
  readonly character: Character;
  readonly rolls: readonly Roll[];
}

function spendHitDice(
  { character, rolls }: Rested,
  { classIndex, count }: StepOf<'rest:short'>['hitDice'][number],
  roller: CharacterId,
  tools: StepTools,
): Rested {
  const of = character.classes[classIndex];
  if (of === undefined) throw new ProtocolError('no_such_entry');
  if (of.hitDiceSpent + count > of.level) throw new ProtocolError('no_hit_dice');
  const drawn = Array.from({ length: count }, () =>
    tools.roll({
      notation: `1d${of.hitDie}${signed(modifierOf(character, 'constitution'))}`,
      purpose: 'hit_die',
      roller,
      mode: 'normal',
      difficulty: null,
      isCritical: false,
      audience: 'party',
    }),
  );
  const healed = drawn.reduce((sum, roll) => sum + Math.max(1, roll.total), 0);
  const classes = character.classes.map((one, index) =>
    index === classIndex ? { ...one, hitDiceSpent: one.hitDiceSpent + count } : one,
  );
  return { character: { ...character, classes, vitals: heal(character.vitals, healed) }, rolls: [...rolls, ...drawn] };
}
