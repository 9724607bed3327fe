import type { Ability, Attack, Character, Choices, Language, Spell } from '@skald/protocol';
import { BACKGROUND_TABLE } from '../catalogue/backgrounds.ts';
import { CLASS_TABLE } from '../catalogue/classes.ts';
import { SPECIES_TABLE } from '../catalogue/species.ts';
import { findSpell, SPELL_TABLE, type SpellKey } from '../catalogue/spells.ts';
import { modifierOf } from './derive.ts';
import { CASTING, pactSlotsOf, slotsOf } from './slots.ts';

type Spellcasting = NonNullable<Character['spellcasting']>;

/** Spells and slots of level 1 from class, species and background; null for somebody without any magic. */
export function buildSpellcasting(choices: Choices, character: Character, language: Language): Spellcasting | null {
  const { casting, givenSpells } = CLASS_TABLE[choices.class];
  const prepared = casting?.prepared ?? 0;
  const chosen = choices.spells.map((key) => key as SpellKey);
  const ofLevelOne = chosen.filter((key) => SPELL_TABLE[key].level === 1);
  const others = [...givenSpells, ...speciesSpells(choices)];
  const known = [...new Set([...chosen, ...others])];
  const all = [...new Set([...known, ...backgroundSpells(choices, known)])];
  if (all.length === 0) return null;
  const isPrepared = (key: SpellKey) => !ofLevelOne.includes(key) || ofLevelOne.indexOf(key) < prepared;
  const pact = pactSlotsOf(character.classes);
  return {
    ability: abilityOf(choices, character),
    slots: slotsOf(character.classes).map((max) => ({ max, spent: 0 })),
    pact: pact === null ? null : { ...pact, spent: 0 },
    spells: all.map((key) => sheetSpell(key, isPrepared(key), language)),
  };
}

/** Attacks of the cantrips that are rolled; those of higher spells would be rolled without their slot. */
export function cantripAttacks(spellcasting: Spellcasting | null, language: Language): Attack[] {
  if (spellcasting === null) return [];
  return spellcasting.spells.flatMap(({ id }) => {
    const spell = findSpell(id);
    if (spell === null || spell.level > 0 || spell.attack === null) return [];
    const { dice, type, rangeFeet } = spell.attack;
    return [
      {
        id,
        name: spell.name[language],
        kind: 'spell' as const,
        ability: spellcasting.ability,
        isProficient: true,
        bonus: 0,
        toHit: null,
        damage: [{ dice, type }],
        rangeFeet,
        properties: [],
      },
    ];
  });
}

function speciesSpells({ species, speciesOption }: Choices): SpellKey[] {
  const entry = SPECIES_TABLE[species];
  const option = entry.options.find((one) => one.id === speciesOption);
  return [...entry.spells, ...(option?.spells ?? [])];
}

/** Two cantrips and a spell that the character does not know yet. */
function backgroundSpells({ background }: Choices, known: readonly SpellKey[]): SpellKey[] {
  const { magic } = BACKGROUND_TABLE[background];
  if (magic === null) return [];
  const isNew = (key: SpellKey) => !known.includes(key);
  return [...magic.cantrips.filter(isNew).slice(0, 2), ...magic.spells.filter(isNew).slice(0, 1)];
}

/** Of the class; else of the background's magic; else the best that a species may take. */
function abilityOf({ class: classKey, background }: Choices, character: Character): Ability {
  const mental = ['intelligence', 'wisdom', 'charisma'] as const;
  const best = mental.reduce((sofar, one) => (modifierOf(character, one) > modifierOf(character, sofar) ? one : sofar));
  return CASTING[classKey].ability ?? BACKGROUND_TABLE[background].magic?.ability ?? best;
}

function sheetSpell(key: SpellKey, isPrepared: boolean, language: Language): Spell {
  const { name, level, needsConcentration, text } = SPELL_TABLE[key];
  return { id: key, name: name[language], level, isPrepared, needsConcentration, text: text[language] };
}
