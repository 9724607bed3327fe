import type { ClassKey } from '@skald/protocol';
import { feature, type ClassEntry } from '../class-entry.ts';
import { MASTERY_TEXTS, THINGS, TRAINING } from '../training.ts';

const mastery = feature('weapon-mastery', ['Weapon Mastery', 'Оружейные приёмы'], MASTERY_TEXTS);

const cleric: ClassEntry = {
  name: { en: 'Cleric', ru: 'Жрец' },
  text: { en: 'Heals, wards and smites by divine power.', ru: 'Лечит, хранит и карает силой божества.' },
  hitDie: 8,
  primary: ['wisdom'],
  saves: ['wisdom', 'charisma'],
  skills: { choose: 2, from: ['history', 'insight', 'medicine', 'persuasion', 'religion'] },
  expertise: 0,
  training: [TRAINING.simple, TRAINING.light, TRAINING.medium, TRAINING.shields],
  kit: {
    armour: 'chain_shirt',
    hasShield: true,
    weapons: ['mace'],
    items: [
      [1, THINGS.holySymbol],
      [1, THINGS.priest],
    ],
    gold: 7,
  },
  otherKits: {},
  features: [],
  options: [
    feature(
      'thaumaturge',
      ['Divine Order: Thaumaturge', 'Священный орден: чудотворец'],
      [
        'One more cantrip, and Wisdom helps with Arcana and Religion.',
        'Ещё один заговор, а Мудрость помогает в Магии и Религии.',
      ],
    ),
    feature(
      'protector',
      ['Divine Order: Protector', 'Священный орден: защитник'],
      ['You are trained with martial weapons and heavy armour.', 'Вы обучены воинскому оружию и тяжёлым доспехам.'],
    ),
  ],
  givenSpells: [],
  casting: { cantrips: 3, spells: 4, prepared: 4, extraCantrip: 'thaumaturge' },
  suggested: {
    classOption: 'protector',
    species: 'dwarf',
    speciesOption: null,
    speciesSkill: null,
    background: 'acolyte',
    scores: [14, 8, 13, 10, 15, 12],
    increases: { wisdom: 2, charisma: 1 },
    skills: ['medicine', 'persuasion'],
    expertise: [],
    spells: ['guidance', 'sacred-flame', 'thaumaturgy', 'bless', 'cure-wounds', 'guiding-bolt', 'shield-of-faith'],
  },
};

const druid: ClassEntry = {
  name: { en: 'Druid', ru: 'Друид' },
  text: { en: 'Speaks for beasts, storm and growth.', ru: 'Говорит за зверей, бурю и рост.' },
  hitDie: 8,
  primary: ['wisdom'],
  saves: ['intelligence', 'wisdom'],
  skills: {
    choose: 2,
    from: ['arcana', 'animal_handling', 'insight', 'medicine', 'nature', 'perception', 'religion', 'survival'],
  },
  expertise: 0,
  training: [TRAINING.simple, TRAINING.light, TRAINING.shields, TRAINING.herbalism, TRAINING.druidic],
  kit: {
    armour: 'leather',
    hasShield: true,
    weapons: ['sickle', 'quarterstaff'],
    items: [
      [1, THINGS.druidicFocus],
      [1, THINGS.explorer],
      [1, TRAINING.herbalism],
    ],
    gold: 9,
  },
  otherKits: {},
  features: [
    feature(
      'druidic',
      ['Druidic', 'Друидический язык'],
      [
        'The secret tongue of druids; you always have Speak with Animals prepared.',
        'Тайный язык друидов; «Разговор с животными» всегда подготовлен.',
      ],
    ),
  ],
  options: [
    feature(
      'magician',
      ['Primal Order: Magician', 'Первозданный орден: маг'],
      ['One more cantrip, and Wisdom helps with Arcana and Nature.', 'Ещё один заговор, а Мудрость помогает в Магии и Природе.'],
    ),
    feature(
      'warden',
      ['Primal Order: Warden', 'Первозданный орден: страж'],
      ['You are trained with martial weapons and medium armour.', 'Вы обучены воинскому оружию и средним доспехам.'],
    ),
  ],
  givenSpells: ['speak-with-animals'],
  casting: { cantrips: 2, spells: 4, prepared: 4, extraCantrip: 'magician' },
  suggested: {
    classOption: 'warden',
    species: 'elf',
    speciesOption: 'wood',
    speciesSkill: 'perception',
    background: 'sage',
    scores: [8, 12, 14, 13, 15, 10],
    increases: { wisdom: 2, constitution: 1 },
    skills: ['nature', 'survival'],
    expertise: [],
    spells: ['produce-flame', 'shillelagh', 'cure-wounds', 'entangle', 'faerie-fire', 'goodberry'],
  },
};

const paladin: ClassEntry = {
  name: { en: 'Paladin', ru: 'Паладин' },
  text: { en: 'A sworn knight who heals and smites.', ru: 'Рыцарь клятвы: лечит и карает.' },
  hitDie: 10,
  primary: ['strength', 'charisma'],
  saves: ['wisdom', 'charisma'],
  skills: { choose: 2, from: ['athletics', 'insight', 'intimidation', 'medicine', 'persuasion', 'religion'] },
  expertise: 0,
  training: [TRAINING.simple, TRAINING.martial, TRAINING.light, TRAINING.medium, TRAINING.heavy, TRAINING.shields],
  kit: {
    armour: 'chain_mail',
    hasShield: true,
    weapons: ['longsword', ['javelin', 6]],
    items: [
      [1, THINGS.holySymbol],
      [1, THINGS.priest],
    ],
    gold: 9,
  },
  otherKits: {},
  features: [
    feature(
      'lay-on-hands',
      ['Lay on Hands', 'Возложение рук'],
      [
        'A pool of hit points that your touch gives as a bonus action; 5 of them end a poisoning.',
        'Запас хитов, которые ваше касание отдаёт бонусным действием; 5 из них снимают отравление.',
      ],
      { max: 5, recovers: 'long_rest' },
    ),
    mastery,
  ],
  options: [],
  givenSpells: [],
  casting: { cantrips: 0, spells: 2, prepared: 2, extraCantrip: null },
  suggested: {
    classOption: null,
    species: 'dragonborn',
    speciesOption: 'fire',
    speciesSkill: null,
    background: 'soldier',
    scores: [15, 10, 13, 8, 12, 14],
    increases: { strength: 2, constitution: 1 },
    skills: ['persuasion', 'religion'],
    expertise: [],
    spells: ['bless', 'cure-wounds'],
  },
};

const ranger: ClassEntry = {
  name: { en: 'Ranger', ru: 'Следопыт' },
  text: { en: 'Hunter and guide of the wild.', ru: 'Охотник и проводник в глуши.' },
  hitDie: 10,
  primary: ['dexterity', 'wisdom'],
  saves: ['strength', 'dexterity'],
  skills: {
    choose: 3,
    from: ['animal_handling', 'athletics', 'insight', 'investigation', 'nature', 'perception', 'stealth', 'survival'],
  },
  expertise: 0,
  training: [TRAINING.simple, TRAINING.martial, TRAINING.light, TRAINING.medium, TRAINING.shields],
  kit: {
    armour: 'studded_leather',
    hasShield: false,
    weapons: ['longbow', 'scimitar', 'shortsword'],
    items: [
      [20, THINGS.arrows],
      [1, THINGS.quiver],
      [1, THINGS.druidicFocus],
      [1, THINGS.explorer],
    ],
    gold: 7,
  },
  otherKits: {},
  features: [
    feature(
      'favoured-enemy',
      ['Favoured Enemy', 'Избранный враг'],
      [
        'You always have Hunter’s Mark prepared, and cast it so often without a slot.',
        '«Метка охотника» всегда подготовлена, и столько раз вы творите её без ячейки.',
      ],
      { max: 2, recovers: 'long_rest' },
    ),
    mastery,
  ],
  options: [],
  givenSpells: ['hunters-mark'],
  casting: { cantrips: 0, spells: 2, prepared: 2, extraCantrip: null },
  suggested: {
    classOption: null,
    species: 'elf',
    speciesOption: 'wood',
    speciesSkill: 'insight',
    background: 'criminal',
    scores: [12, 15, 13, 8, 14, 10],
    increases: { dexterity: 2, constitution: 1 },
    skills: ['nature', 'perception', 'survival'],
    expertise: [],
    spells: ['cure-wounds', 'ensnaring-strike'],
  },
};

export const DIVINE_CLASSES = { cleric, druid, paladin, ranger } satisfies Partial<Record<ClassKey, ClassEntry>>;
