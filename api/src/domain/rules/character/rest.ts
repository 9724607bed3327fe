import type { Character, Recovery } from '@skald/protocol';
import { exhaustionOf, setExhaustion } from '../creature/conditions.ts';

/** Feature that gives inspiration after a long rest, by its entry id. */
export const RESOURCEFUL = 'resourceful';

/** What a short rest brings back, hit dice apart: uses that recover then, and pact slots. (G4.28) */
export function afterShortRest(character: Character): Character {
  const { spellcasting } = character;
  return {
    ...character,
    features: withUses(character, (recovers, spent) => {
      if (recovers === 'short_rest') return 0;
      return recovers === 'one_on_short_rest' ? Math.max(0, spent - 1) : spent;
    }),
    spellcasting:
      spellcasting === null || spellcasting.pact === null
        ? spellcasting
        : { ...spellcasting, pact: { ...spellcasting.pact, spent: 0 } },
  };
}

/**
 * What a long rest brings back: all hit points and hit dice, all slots and uses, one level of exhaustion. Temporary hit points and
 * conditions that were counted in rounds are over. (G4.29)
 */
export function afterLongRest(character: Character): Character {
  const { spellcasting, vitals } = character;
  const { max } = vitals.hitPoints;
  const lasting = { ...vitals, conditions: vitals.conditions.filter((active) => active.ends === null) };
  return {
    ...character,
    classes: character.classes.map((one) => ({ ...one, hitDiceSpent: 0 })),
    vitals: { ...setExhaustion(lasting, exhaustionOf(lasting) - 1), hitPoints: { max, current: max, temporary: 0 } },
    features: withUses(character, (recovers, spent) => (recovers === 'never' ? spent : 0)),
    spellcasting:
      spellcasting === null
        ? null
        : {
            ...spellcasting,
            slots: spellcasting.slots.map((pool) => ({ ...pool, spent: 0 })),
            pact: spellcasting.pact === null ? null : { ...spellcasting.pact, spent: 0 },
          },
    hasInspiration: character.hasInspiration || character.features.some((feature) => feature.id === RESOURCEFUL),
  };
}

function withUses(character: Character, spentAfter: (recovers: Recovery, spent: number) => number): Character['features'] {
  return character.features.map((feature) =>
    feature.uses === null
      ? feature
      : { ...feature, uses: { ...feature.uses, spent: spentAfter(feature.uses.recovers, feature.uses.spent) } },
  );
}
