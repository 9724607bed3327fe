import { ProtocolError, type Character } from '@skald/protocol';
import { findItem, withItem, withoutItem } from '../character/inventory.ts';
import type { GameState } from '../game-state.ts';
import type { StepActor } from '../step.ts';
import { findCharacter, requireLeader, requireMayActFor, withCharacter } from './find-creature.ts';
import { resultOf, told, type Apply, type StepOf } from './step-of.ts';

/** Most coins of one kind on a sheet. */
const COINS_MAX = 1_000_000;

/** Gives a thing: found, or out of another's bag. (G4.30) */
export const applyItemGive: Apply<'item:give'> = (state, step, actor) => {
  requireMayActFor(actor, state, step.from ?? step.to);
  const to = findCharacter(state, step.to);
  const { name, quantity } = step;
  if (step.from === null) {
    const character = withItem(to.character, { name, quantity, text: '' });
    return resultOf(withCharacter(state, step.to, character), [
      told('party', 'item_given', { target: character.name, item: name, quantity }),
    ]);
  }
  return handOver(state, { ...step, from: step.from });
};

/** Takes a thing away: used up, lost, sold. (G4.30) */
export const applyItemTake: Apply<'item:take'> = (state, step, actor) => {
  requireMayActFor(actor, state, step.from);
  const { character } = findCharacter(state, step.from);
  const item = character.inventory.find((one) => one.id === step.itemId);
  if (item === undefined) throw new ProtocolError('no_such_entry');
  const next = withoutItem(character, item.id, step.quantity);
  const deed = told('party', 'item_taken', { target: character.name, item: item.name, quantity: step.quantity });
  return resultOf(withCharacter(state, step.from, next), [deed]);
};

/** Gives coins, or takes them with a negative amount. (G4.31) */
export const applyCoinsGive: Apply<'coins:give'> = (state, { to, coin, amount }, actor) => {
  requireMayActFor(actor, state, to);
  const { character } = findCharacter(state, to);
  const owned = character.coins[coin] + amount;
  if (owned < 0) throw new ProtocolError('too_few');
  if (owned > COINS_MAX) throw new ProtocolError('over_limit');
  const next = { ...character, coins: { ...character.coins, [coin]: owned } };
  return resultOf(withCharacter(state, to, next), [told('party', 'coins_changed', { target: character.name, coin, amount })]);
};

/** Inspiration is the leaders' to give. (G4.34) */
export const applyInspirationGive: Apply<'inspiration:give'> = (state, { characterId }, actor) => {
  const { character } = findCharacter(state, characterId);
  requireLeader(actor);
  if (character.hasInspiration) throw new ProtocolError('has_inspiration');
  return resultOf(withCharacter(state, characterId, { ...character, hasInspiration: true }), [
    told('party', 'inspiration_given', { target: character.name }),
  ]);
};

/** Spends inspiration; the roll that it is for is asked for with advantage. (G4.34) */
export const applyInspirationSpend: Apply<'inspiration:spend'> = (state, { characterId }, actor) => {
  const character = ownCharacter(state, characterId, actor);
  if (!character.hasInspiration) throw new ProtocolError('no_inspiration');
  return resultOf(withCharacter(state, characterId, { ...character, hasInspiration: false }), [
    told('party', 'inspiration_spent', { actor: character.name }),
  ]);
};

function handOver(state: GameState, { from, to, name, quantity }: StepOf<'item:give'> & { from: StepOf<'item:give'>['to'] }) {
  if (from === to) throw new ProtocolError('bad_request', 'from and to are the same');
  const giver = findCharacter(state, from).character;
  const item = findItem(giver, name);
  if (item === undefined) throw new ProtocolError('no_such_entry');
  const left = withCharacter(state, from, withoutItem(giver, item.id, quantity));
  const taker = withItem(findCharacter(left, to).character, { name: item.name, quantity, text: item.text });
  const deed = told('party', 'item_given', { actor: giver.name, target: taker.name, item: item.name, quantity });
  return resultOf(withCharacter(left, to, taker), [deed]);
}

function ownCharacter(state: GameState, characterId: StepOf<'inspiration:spend'>['characterId'], actor: StepActor): Character {
  requireMayActFor(actor, state, characterId);
  return findCharacter(state, characterId).character;
}
