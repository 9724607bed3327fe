import {
  ABILITIES,
  characterIdSchema,
  SKILL_ABILITIES,
  SKILLS,
  type Catalogue,
  type SeatId,
  type SheetView,
} from '@skald/protocol';

const words = (name: string) => ({ name, text: `What ${name} is.` });
const SCORES = { strength: 15, dexterity: 13, constitution: 14, intelligence: 8, wisdom: 12, charisma: 10 };

const FIGHTER: Catalogue['classes'][number] = {
  key: 'fighter',
  ...words('Fighter'),
  hitDie: 10,
  primary: ['strength'],
  saves: ['strength', 'constitution'],
  skills: { choose: 2, from: ['acrobatics', 'history', 'insight', 'perception'] },
  expertise: 0,
  training: [],
  equipment: [],
  features: [],
  options: [{ key: 'defense', ...words('Defense') }],
  casting: null,
  suggested: {
    class: 'fighter',
    classOption: 'defense',
    species: 'dwarf',
    speciesOption: null,
    speciesSkill: null,
    background: 'soldier',
    method: 'standard_array',
    scores: SCORES,
    increases: { strength: 2, constitution: 1 },
    skills: ['perception', 'history'],
    expertise: [],
    spells: [],
  },
};

/** A few entries of the rules, as the api would send them. */
export const CATALOGUE: Catalogue = {
  language: 'en',
  attribution: 'Whose the rules are.',
  abilities: ABILITIES.map((key) => ({ key, ...words(key) })),
  skills: SKILLS.map((key) => ({ key, ability: SKILL_ABILITIES[key], ...words(key) })),
  conditions: [],
  damageTypes: [],
  armours: [],
  weapons: [],
  classes: [
    FIGHTER,
    {
      ...FIGHTER,
      key: 'wizard',
      ...words('Wizard'),
      options: [],
      casting: { ability: 'intelligence', cantrips: 1, spells: 1, extraCantrip: null },
      suggested: { ...FIGHTER.suggested, class: 'wizard', classOption: null, spells: ['light', 'shield'] },
    },
  ],
  species: [{ key: 'dwarf', ...words('Dwarf'), speedFeet: 30, features: [], options: [], skills: null }],
  backgrounds: [
    {
      key: 'soldier',
      ...words('Soldier'),
      abilities: ['strength', 'dexterity', 'constitution'],
      skills: ['athletics', 'intimidation'],
      feature: words('Savage Attacker'),
      equipment: [],
    },
  ],
  spells: [
    { key: 'light', ...words('Light'), level: 0, classes: ['wizard'], needsConcentration: false },
    { key: 'shield', ...words('Shield'), level: 1, classes: ['wizard'], needsConcentration: false },
  ],
  monsters: [],
  experience: [0, 300],
  standardArray: [15, 14, 13, 12, 10, 8],
  pointBuy: { budget: 27, costs: {} },
};

const spell = (id: string, level: number) => ({
  id,
  name: id,
  level,
  isPrepared: true,
  needsConcentration: false,
  text: `What ${id} does.`,
});
const noSlots = { max: 0, spent: 0 };

/** The sheet of a wizard with one slot of level 1 left and none of level 3. */
export function sheetOf(seatId: SeatId): SheetView {
  const bonuses = <Key extends string>(keys: readonly Key[]) =>
    Object.fromEntries(keys.map((key) => [key, 1])) as Record<Key, number>;
  return {
    characterId: characterIdSchema.parse(`ch_${seatId.slice(3)}`),
    seatId,
    revision: 1,
    character: {
      name: 'Miron',
      classes: [{ key: 'wizard', name: 'Wizard', level: 1, subclass: '', hitDie: 6, hitDiceSpent: 0 }],
      species: { key: 'dwarf', name: 'Dwarf' },
      background: { key: 'soldier', name: 'Soldier' },
      alignment: '',
      experience: 0,
      abilities: SCORES,
      saves: ['intelligence', 'wisdom'],
      skills: { arcana: 'proficient' },
      training: ['Daggers'],
      armour: { worn: null, hasShield: false, bonus: 0, override: null },
      speedFeet: 30,
      initiativeBonus: 0,
      vitals: {
        hitPoints: { max: 8, current: 8, temporary: 0 },
        conditions: [],
        concentration: null,
        deathSaves: { successes: 0, failures: 0 },
        life: 'alive',
      },
      defences: { resistances: [], immunities: [], vulnerabilities: [], conditionImmunities: [] },
      attacks: [],
      spellcasting: {
        ability: 'intelligence',
        slots: [{ max: 2, spent: 1 }, noSlots, { max: 1, spent: 1 }, noSlots, noSlots, noSlots, noSlots, noSlots, noSlots],
        pact: null,
        spells: [spell('light', 0), spell('shield', 1), spell('fly', 3)],
      },
      features: [],
      inventory: [],
      coins: { copper: 0, silver: 0, electrum: 0, gold: 5, platinum: 0 },
      hasInspiration: false,
      notes: '',
      portrait: null,
    },
    derived: {
      level: 1,
      proficiencyBonus: 2,
      modifiers: bonuses(ABILITIES),
      saves: bonuses(ABILITIES),
      skills: bonuses(SKILLS),
      passivePerception: 11,
      initiative: 1,
      armourClass: 11,
      attacks: [],
      spellAttack: 3,
      spellDifficulty: 11,
      nextLevelAt: 300,
      isBloodied: false,
    },
  };
}
