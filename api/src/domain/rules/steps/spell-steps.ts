import { ProtocolError, type Character, type CharacterId } from '@skald/protocol';
import { cannotAct } from '../creature.ts';
import type { GameState } from '../game-state.ts';
import type { StepActor } from '../step.ts';
import { endConcentration } from './concentration.ts';
import { findCharacter, findCreature, requireMayActFor, withCharacter } from './find-creature.ts';
import { joined, resultOf, told, type Apply } from './step-of.ts';

type Spellcasting = NonNullable<Character['spellcasting']>;
interface Slot {
  readonly level: number;
  readonly isPact: boolean;
}

/** Spends a slot without a spell of the sheet. (G4.24) */
export const applySlotSpend: Apply<'slot:spend'> = (state, { characterId, level, isPact }, actor) => {
  const character = ownCharacter(state, characterId, actor);
  const spent = withSlot(character, { level, isPact }, 1);
  return resultOf(withCharacter(state, characterId, spent), [told('party', 'slot_spent', { actor: character.name, level })]);
};

/** Gives one spent slot back. (G4.24) */
export const applySlotRestore: Apply<'slot:restore'> = (state, { characterId, level, isPact }, actor) => {
  const character = ownCharacter(state, characterId, actor);
  const restored = withSlot(character, { level, isPact }, -1);
  return resultOf(withCharacter(state, characterId, restored), [
    told('party', 'slot_restored', { actor: character.name, level }),
  ]);
};

/** Casts a spell of the sheet: its slot is spent, and its concentration takes the place of another. (G4.25) */
export const applySpellCast: Apply<'spell:cast'> = (state, { characterId, spellId, slot }, actor) => {
  const character = ownCharacter(state, characterId, actor);
  if (cannotAct(character.vitals)) throw new ProtocolError('cannot_act');
  const spell = character.spellcasting?.spells.find((one) => one.id === spellId);
  if (spell === undefined) throw new ProtocolError('no_such_entry');
  const paid = pay(character, spell, slot);
  const cast = told('party', 'spell_cast', { actor: character.name, spell: spell.name, level: slot?.level ?? 0 });
  const result = resultOf(withCharacter(state, characterId, paid), [cast]);
  if (!spell.needsConcentration) return result;
  const ended = joined(result, endConcentration(result.state, findCreature(result.state, characterId)));
  const caster = findCreature(ended.state, characterId);
  const begun = told('party', 'concentration_began', { target: character.name, on: spell.name });
  return joined(ended, resultOf(caster.put({ ...caster.vitals, concentration: spell.name }), [begun]));
};

/** Uses a feature; where uses are counted, one is spent. (G4.26) */
export const applyFeatureUse: Apply<'feature:use'> = (state, { characterId, featureId }, actor) => {
  const character = ownCharacter(state, characterId, actor);
  if (character.vitals.life === 'dead') throw new ProtocolError('cannot_act');
  const feature = character.features.find((one) => one.id === featureId);
  if (feature === undefined) throw new ProtocolError('no_such_entry');
  const { uses } = feature;
  if (uses !== null && uses.spent >= uses.max) throw new ProtocolError('no_uses');
  const features = character.features.map((one) =>
    one.id === featureId && uses !== null ? { ...one, uses: { ...uses, spent: uses.spent + 1 } } : one,
  );
  const used = told('party', 'feature_used', { actor: character.name, feature: feature.name });
  return resultOf(withCharacter(state, characterId, { ...character, features }), [used]);
};

function ownCharacter(state: GameState, characterId: CharacterId, actor: StepActor): Character {
  requireMayActFor(actor, state, characterId);
  return findCharacter(state, characterId).character;
}

function pay(character: Character, spell: Spellcasting['spells'][number], slot: Slot | null): Character {
  if (spell.level === 0) {
    if (slot !== null) throw new ProtocolError('no_slot_needed');
    return character;
  }
  if (!spell.isPrepared) throw new ProtocolError('not_prepared');
  if (slot === null) throw new ProtocolError('slot_needed');
  if (slot.level < spell.level) throw new ProtocolError('slot_too_low');
  return withSlot(character, slot, 1);
}

/** One slot more or less spent. Throws ProtocolError `no_slot` and `slots_full`. */
function withSlot(character: Character, { level, isPact }: Slot, change: 1 | -1): Character {
  const { spellcasting } = character;
  if (spellcasting === null) throw new ProtocolError('no_slot');
  if (isPact) {
    const { pact } = spellcasting;
    if (pact === null || pact.level !== level) throw new ProtocolError('no_slot');
    return { ...character, spellcasting: { ...spellcasting, pact: { ...pact, spent: changed(pact, change) } } };
  }
  const slots = spellcasting.slots.map((pool, index) => (index === level - 1 ? { ...pool, spent: changed(pool, change) } : pool));
  return { ...character, spellcasting: { ...spellcasting, slots } };
}

function changed(pool: { readonly max: number; readonly spent: number }, change: 1 | -1): number {
  if (change === 1 && pool.spent >= pool.max) throw new ProtocolError('no_slot');
  if (change === -1 && pool.spent === 0) throw new ProtocolError('slots_full');
  return pool.spent + change;
}
