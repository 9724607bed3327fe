import { SKILLS, type ClassKey } from '@skald/protocol';
import { feature, type ClassEntry } from '../class-entry.ts';
import { THINGS, TRAINING } from '../training.ts';

const bard: ClassEntry = {
  name: { en: 'Bard', ru: 'Бард' },
  text: { en: 'Inspires friends with music, word and spell.', ru: 'Вдохновляет друзей музыкой, словом и чарами.' },
  hitDie: 8,
  primary: ['charisma'],
  saves: ['dexterity', 'charisma'],
  skills: { choose: 3, from: SKILLS },
  expertise: 0,
  training: [TRAINING.simple, TRAINING.light, TRAINING.instruments],
  kit: {
    armour: 'leather',
    hasShield: false,
    weapons: [['dagger', 2]],
    items: [
      [1, THINGS.instrument],
      [1, THINGS.entertainer],
    ],
    gold: 19,
  },
  otherKits: {},
  features: [
    feature(
      'bardic-inspiration',
      ['Bardic Inspiration', 'Вдохновение барда'],
      [
        'A bonus action gives a friend 1d6 to add to a d20 roll that failed.',
        'Бонусным действием дайте другу 1d6, чтобы прибавить к неудачному броску d20.',
      ],
      { max: 1, recovers: 'long_rest' },
    ),
  ],
  options: [],
  givenSpells: [],
  casting: { cantrips: 2, spells: 4, prepared: 4, extraCantrip: null },
  suggested: {
    classOption: null,
    species: 'tiefling',
    speciesOption: 'infernal',
    speciesSkill: null,
    background: 'acolyte',
    scores: [8, 14, 12, 13, 10, 15],
    increases: { charisma: 2, wisdom: 1 },
    skills: ['perception', 'performance', 'persuasion'],
    expertise: [],
    spells: ['vicious-mockery', 'minor-illusion', 'charm-person', 'dissonant-whispers', 'faerie-fire', 'healing-word'],
  },
};

const sorcerer: ClassEntry = {
  name: { en: 'Sorcerer', ru: 'Чародей' },
  text: { en: 'Magic runs in the blood.', ru: 'Магия — в крови.' },
  hitDie: 6,
  primary: ['charisma'],
  saves: ['constitution', 'charisma'],
  skills: { choose: 2, from: ['arcana', 'deception', 'insight', 'intimidation', 'persuasion', 'religion'] },
  expertise: 0,
  training: [TRAINING.simple],
  kit: {
    armour: null,
    hasShield: false,
    weapons: ['spear', ['dagger', 2]],
    items: [
      [1, THINGS.arcaneFocus],
      [1, THINGS.dungeoneer],
    ],
    gold: 28,
  },
  otherKits: {},
  features: [
    feature(
      'innate-sorcery',
      ['Innate Sorcery', 'Врождённое чародейство'],
      [
        'A bonus action: for a minute your spells are harder to resist by 1 and hit with advantage.',
        'Бонусное действие: минуту вашим заклинаниям труднее противостоять на 1, а их атаки — с преимуществом.',
      ],
      { max: 2, recovers: 'long_rest' },
    ),
  ],
  options: [],
  givenSpells: [],
  casting: { cantrips: 4, spells: 2, prepared: 2, extraCantrip: null },
  suggested: {
    classOption: null,
    species: 'dragonborn',
    speciesOption: 'cold',
    speciesSkill: null,
    background: 'acolyte',
    scores: [10, 13, 14, 8, 12, 15],
    increases: { charisma: 2, wisdom: 1 },
    skills: ['arcana', 'persuasion'],
    expertise: [],
    spells: ['sorcerous-burst', 'ray-of-frost', 'mage-hand', 'prestidigitation', 'mage-armor', 'magic-missile'],
  },
};

const warlock: ClassEntry = {
  name: { en: 'Warlock', ru: 'Колдун' },
  text: { en: 'Draws strange power from a pact.', ru: 'Черпает странную силу из договора.' },
  hitDie: 8,
  primary: ['charisma'],
  saves: ['wisdom', 'charisma'],
  skills: {
    choose: 2,
    from: ['arcana', 'deception', 'history', 'intimidation', 'investigation', 'nature', 'religion'],
  },
  expertise: 0,
  training: [TRAINING.simple, TRAINING.light],
  kit: {
    armour: 'leather',
    hasShield: false,
    weapons: ['sickle', ['dagger', 2]],
    items: [
      [1, THINGS.arcaneFocus],
      [1, THINGS.book],
      [1, THINGS.scholar],
    ],
    gold: 15,
  },
  otherKits: {},
  features: [],
  options: [
    feature(
      'eldritch-mind',
      ['Invocation: Eldritch Mind', 'Воззвание: мистический разум'],
      ['Saves that keep your concentration have advantage.', 'Спасброски на концентрацию — с преимуществом.'],
    ),
    feature(
      'pact-of-the-tome',
      ['Invocation: Pact of the Tome', 'Воззвание: договор гримуара'],
      [
        'A book of shadows with more cantrips and rituals; add them to the sheet.',
        'Книга теней с дополнительными заговорами и ритуалами; впишите их в лист.',
      ],
    ),
    feature(
      'pact-of-the-blade',
      ['Invocation: Pact of the Blade', 'Воззвание: договор клинка'],
      ['You conjure a weapon and fight with it by Charisma.', 'Вы призываете оружие и сражаетесь им через Харизму.'],
    ),
    feature(
      'pact-of-the-chain',
      ['Invocation: Pact of the Chain', 'Воззвание: договор цепи'],
      ['A familiar of an uncommon shape serves you.', 'Вам служит фамильяр необычного облика.'],
    ),
  ],
  givenSpells: [],
  casting: { cantrips: 2, spells: 2, prepared: 2, extraCantrip: null },
  suggested: {
    classOption: 'eldritch-mind',
    species: 'tiefling',
    speciesOption: 'abyssal',
    speciesSkill: null,
    background: 'acolyte',
    scores: [8, 14, 13, 12, 10, 15],
    increases: { charisma: 2, wisdom: 1 },
    skills: ['arcana', 'deception'],
    expertise: [],
    spells: ['eldritch-blast', 'prestidigitation', 'charm-person', 'hex'],
  },
};

const wizard: ClassEntry = {
  name: { en: 'Wizard', ru: 'Волшебник' },
  text: { en: 'Studies spells for every need.', ru: 'Изучает заклинания на любой случай.' },
  hitDie: 6,
  primary: ['intelligence'],
  saves: ['intelligence', 'wisdom'],
  skills: { choose: 2, from: ['arcana', 'history', 'insight', 'investigation', 'medicine', 'nature', 'religion'] },
  expertise: 0,
  training: [TRAINING.simple],
  kit: {
    armour: null,
    hasShield: false,
    weapons: [['dagger', 2], 'quarterstaff'],
    items: [
      [1, THINGS.arcaneFocus],
      [1, THINGS.robe],
      [1, THINGS.spellbook],
      [1, THINGS.scholar],
    ],
    gold: 5,
  },
  otherKits: {},
  features: [
    feature(
      'ritual-adept',
      ['Ritual Adept', 'Знаток ритуалов'],
      [
        'Rituals of your spellbook are cast without a slot, in ten minutes more.',
        'Ритуалы из вашей книги творятся без ячейки, но на десять минут дольше.',
      ],
    ),
    feature(
      'arcane-recovery',
      ['Arcane Recovery', 'Магическое восстановление'],
      [
        'After a short rest regain slots of half your level, rounded up, together.',
        'После короткого отдыха верните ячейки общим кругом в половину вашего уровня, округляя вверх.',
      ],
      { max: 1, recovers: 'long_rest' },
    ),
  ],
  options: [],
  givenSpells: [],
  casting: { cantrips: 3, spells: 6, prepared: 4, extraCantrip: null },
  suggested: {
    classOption: null,
    species: 'gnome',
    speciesOption: 'forest',
    speciesSkill: null,
    background: 'sage',
    scores: [8, 12, 13, 15, 14, 10],
    increases: { intelligence: 2, constitution: 1 },
    skills: ['insight', 'investigation'],
    expertise: [],
    spells: ['fire-bolt', 'light', 'mage-hand', 'detect-magic', 'feather-fall', 'mage-armor', 'magic-missile', 'shield', 'sleep'],
  },
};

export const ARCANE_CLASSES = { bard, sorcerer, warlock, wizard } satisfies Partial<Record<ClassKey, ClassEntry>>;
