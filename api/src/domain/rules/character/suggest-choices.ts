import { ABILITIES, type Choices, type ClassKey } from '@skald/protocol';
import { CLASS_TABLE } from '../catalogue/classes.ts';

/** Choices that fit a class well, so that a newcomer can press through; only the name is left to say. (G6.3) */
export function suggestChoices(classKey: ClassKey): Omit<Choices, 'name'> {
  const { suggested } = CLASS_TABLE[classKey];
  return {
    class: classKey,
    classOption: suggested.classOption,
    species: suggested.species,
    speciesOption: suggested.speciesOption,
    speciesSkill: suggested.speciesSkill,
    background: suggested.background,
    method: 'standard_array',
    scores: Object.fromEntries(ABILITIES.map((ability, index) => [ability, suggested.scores[index]])) as Choices['scores'],
    increases: suggested.increases,
    skills: [...suggested.skills],
    expertise: [...suggested.expertise],
    spells: [...suggested.spells],
  };
}
