import { ABILITIES, type Character, type Choices, type Language } from '@skald/protocol';
import { BACKGROUND_TABLE } from '../catalogue/backgrounds.ts';
import { CLASS_TABLE } from '../catalogue/classes.ts';
import type { FeatureEntry } from '../catalogue/class-entry.ts';
import { SPECIES_TABLE, type SpeciesOption } from '../catalogue/species.ts';
import { TRAINING } from '../catalogue/training.ts';
import type { Words } from '../catalogue/named.ts';
import { checkChoices, trainedSkills } from './check-choices.ts';
import { withKit } from './build-kit.ts';
import { buildSpellcasting, cantripAttacks } from './build-spells.ts';
import { usesAtLevel } from './feature-uses.ts';
import { hitPointsOfLevel } from './level-up.ts';

/**
 * A playable character of level 1 from what was chosen in the wizard, with its texts in the table's language. (G6.1) Throws
 * ProtocolError for choices that are not legal.
 */
export function buildCharacter(choices: Choices, language: Language): Character {
  checkChoices(choices);
  const bare = bareSheet(choices, language);
  const grown = { ...bare, features: bare.features.map((feature) => withGrownUses(feature, bare)) };
  const { hitDie } = CLASS_TABLE[choices.class];
  const [ofClass] = grown.classes;
  const max = ofClass === undefined ? 1 : hitPointsOfLevel(grown, ofClass, hitDie);
  const alive = { ...grown, vitals: { ...grown.vitals, hitPoints: { max, current: max, temporary: 0 } } };
  const spellcasting = buildSpellcasting(choices, alive, language);
  const armed = withKit(alive, choices, language);
  return { ...armed, spellcasting, attacks: [...armed.attacks, ...cantripAttacks(spellcasting, language)] };
}

function bareSheet(choices: Choices, language: Language): Character {
  const ofClass = CLASS_TABLE[choices.class];
  const species = SPECIES_TABLE[choices.species];
  const background = BACKGROUND_TABLE[choices.background];
  const option = species.options.find((one) => one.id === choices.speciesOption) ?? null;
  return {
    name: choices.name,
    classes: [
      { key: choices.class, name: ofClass.name[language], level: 1, subclass: '', hitDie: ofClass.hitDie, hitDiceSpent: 0 },
    ],
    species: { key: choices.species, name: species.name[language] },
    background: { key: choices.background, name: background.name[language] },
    alignment: '',
    experience: 0,
    abilities: abilitiesOf(choices),
    saves: [...ofClass.saves],
    skills: skillsOf(choices),
    training: trainingOf(choices).map((words) => words[language]),
    armour: { worn: null, hasShield: false, bonus: 0, override: null },
    speedFeet: option?.speedFeet ?? species.speedFeet,
    initiativeBonus: 0,
    vitals: {
      hitPoints: { max: 1, current: 1, temporary: 0 },
      conditions: [],
      concentration: null,
      deathSaves: { successes: 0, failures: 0 },
      life: 'alive',
    },
    defences: { resistances: resistancesOf(choices, option), immunities: [], vulnerabilities: [], conditionImmunities: [] },
    attacks: [],
    spellcasting: null,
    features: featuresOf(choices, option).map((feature) => sheetFeature(feature, language)),
    inventory: [],
    coins: { copper: 0, silver: 0, electrum: 0, gold: 0, platinum: 0 },
    hasInspiration: false,
    notes: '',
    portrait: null,
  };
}

function abilitiesOf({ scores, increases }: Choices): Character['abilities'] {
  return Object.fromEntries(
    ABILITIES.map((ability) => [ability, scores[ability] + (increases[ability] ?? 0)]),
  ) as Character['abilities'];
}

function skillsOf(choices: Choices): Character['skills'] {
  return Object.fromEntries(
    trainedSkills(choices).map((skill) => [skill, choices.expertise.includes(skill) ? 'expert' : 'proficient']),
  );
}

const EXTRA_TRAINING: Readonly<Record<string, readonly Words[]>> = {
  protector: [TRAINING.martial, TRAINING.heavy],
  warden: [TRAINING.martial, TRAINING.medium],
};
const OTHER_LANGUAGES: Words = { en: 'Two more languages', ru: 'Ещё два языка' };

function trainingOf(choices: Choices): Words[] {
  const ofOption = EXTRA_TRAINING[choices.classOption ?? ''] ?? [];
  const { training } = BACKGROUND_TABLE[choices.background];
  return [...new Set([...CLASS_TABLE[choices.class].training, ...ofOption, ...training, TRAINING.common, OTHER_LANGUAGES])];
}

function resistancesOf({ species }: Choices, option: SpeciesOption | null): Character['defences']['resistances'] {
  const ofOption = option?.resistance ?? null;
  return [...SPECIES_TABLE[species].resistances, ...(ofOption === null ? [] : [ofOption])];
}

function featuresOf(choices: Choices, option: SpeciesOption | null): FeatureEntry[] {
  const ofClass = CLASS_TABLE[choices.class];
  const chosen = ofClass.options.filter((one) => one.id === choices.classOption);
  return [
    ...ofClass.features,
    ...chosen,
    ...SPECIES_TABLE[choices.species].features,
    ...(option === null ? [] : [option]),
    BACKGROUND_TABLE[choices.background].feature,
  ];
}

function sheetFeature({ id, name, text, uses }: FeatureEntry, language: Language): Character['features'][number] {
  return { id, name: name[language], text: text[language], uses: uses === null ? null : { ...uses, spent: 0 } };
}

function withGrownUses(feature: Character['features'][number], character: Character): Character['features'][number] {
  if (feature.uses === null) return feature;
  return { ...feature, uses: { ...feature.uses, max: usesAtLevel(feature.id, character) ?? feature.uses.max } };
}
