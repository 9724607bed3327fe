import type { ClassKey } from '@skald/protocol';
import { feature, type ClassEntry } from '../class-entry.ts';
import { MASTERY_TEXTS, THINGS, TRAINING } from '../training.ts';

const mastery = feature('weapon-mastery', ['Weapon Mastery', 'Оружейные приёмы'], MASTERY_TEXTS);

const barbarian: ClassEntry = {
  name: { en: 'Barbarian', ru: 'Варвар' },
  text: { en: 'Rages into battle and hardly falls.', ru: 'Идёт в бой в ярости и почти не падает.' },
  hitDie: 12,
  primary: ['strength'],
  saves: ['strength', 'constitution'],
  skills: { choose: 2, from: ['animal_handling', 'athletics', 'intimidation', 'nature', 'perception', 'survival'] },
  expertise: 0,
  training: [TRAINING.simple, TRAINING.martial, TRAINING.light, TRAINING.medium, TRAINING.shields],
  kit: { armour: null, hasShield: false, weapons: ['greataxe', ['handaxe', 4]], items: [[1, THINGS.explorer]], gold: 15 },
  otherKits: {},
  features: [
    feature(
      'rage',
      ['Rage', 'Ярость'],
      [
        'A bonus action: for a while you resist bludgeoning, piercing and slashing damage, hit harder with Strength and cast nothing.',
        'Бонусное действие: на время вы сопротивляетесь дробящему, колющему и рубящему урону, бьёте Силой крепче и не колдуете.',
      ],
      { max: 2, recovers: 'one_on_short_rest' },
    ),
    feature(
      'unarmoured-defence',
      ['Unarmoured Defence', 'Защита без доспеха'],
      ['Without armour, Constitution adds to your armour class.', 'Без доспеха Телосложение прибавляется к классу доспеха.'],
    ),
    mastery,
  ],
  options: [],
  givenSpells: [],
  casting: null,
  suggested: {
    classOption: null,
    species: 'goliath',
    speciesOption: 'stone',
    speciesSkill: null,
    background: 'soldier',
    scores: [15, 13, 14, 10, 12, 8],
    increases: { strength: 2, constitution: 1 },
    skills: ['perception', 'survival'],
    expertise: [],
    spells: [],
  },
};

const nimbleKit: ClassEntry['kit'] = {
  armour: 'studded_leather',
  hasShield: false,
  weapons: ['scimitar', 'shortsword', 'longbow'],
  items: [
    [20, THINGS.arrows],
    [1, THINGS.quiver],
    [1, THINGS.dungeoneer],
  ],
  gold: 11,
};

const fighter: ClassEntry = {
  name: { en: 'Fighter', ru: 'Воин' },
  text: { en: 'Master of weapons and armour.', ru: 'Мастер оружия и доспехов.' },
  hitDie: 10,
  primary: ['strength', 'dexterity'],
  saves: ['strength', 'constitution'],
  skills: {
    choose: 2,
    from: [
      'acrobatics',
      'animal_handling',
      'athletics',
      'history',
      'insight',
      'intimidation',
      'perception',
      'persuasion',
      'survival',
    ],
  },
  expertise: 0,
  training: [TRAINING.simple, TRAINING.martial, TRAINING.light, TRAINING.medium, TRAINING.heavy, TRAINING.shields],
  kit: {
    armour: 'chain_mail',
    hasShield: false,
    weapons: ['greatsword', 'flail', ['javelin', 8]],
    items: [[1, THINGS.dungeoneer]],
    gold: 4,
  },
  otherKits: { archery: nimbleKit, 'two-weapon-fighting': nimbleKit },
  features: [
    feature(
      'second-wind',
      ['Second Wind', 'Второе дыхание'],
      [
        'A bonus action: regain 1d10 and your fighter level of hit points.',
        'Бонусное действие: верните 1d10 хитов плюс уровень воина.',
      ],
      { max: 2, recovers: 'one_on_short_rest' },
    ),
    mastery,
  ],
  options: [
    feature(
      'defence',
      ['Fighting style: Defence', 'Боевой стиль: оборона'],
      ['In armour your armour class is 1 higher.', 'В доспехе ваш класс доспеха выше на 1.'],
    ),
    feature(
      'archery',
      ['Fighting style: Archery', 'Боевой стиль: стрельба'],
      ['You hit better by 2 with ranged weapons.', 'Дальнобойным оружием вы попадаете лучше на 2.'],
    ),
    feature(
      'great-weapon-fighting',
      ['Fighting style: Great Weapons', 'Боевой стиль: большое оружие'],
      [
        'With two-handed weapons a 1 or 2 of the damage counts as 3.',
        'С двуручным оружием 1 и 2 на костях урона считаются за 3.',
      ],
    ),
    feature(
      'two-weapon-fighting',
      ['Fighting style: Two Weapons', 'Боевой стиль: два оружия'],
      ['The second weapon’s damage takes your ability too.', 'К урону второго оружия тоже прибавляется характеристика.'],
    ),
  ],
  givenSpells: [],
  casting: null,
  suggested: {
    classOption: 'defence',
    species: 'human',
    speciesOption: 'alert',
    speciesSkill: 'insight',
    background: 'soldier',
    scores: [15, 14, 13, 8, 10, 12],
    increases: { strength: 2, constitution: 1 },
    skills: ['perception', 'survival'],
    expertise: [],
    spells: [],
  },
};

const monk: ClassEntry = {
  name: { en: 'Monk', ru: 'Монах' },
  text: { en: 'Fights with body and discipline.', ru: 'Сражается телом и выучкой.' },
  hitDie: 8,
  primary: ['dexterity', 'wisdom'],
  saves: ['strength', 'dexterity'],
  skills: { choose: 2, from: ['acrobatics', 'athletics', 'history', 'insight', 'religion', 'stealth'] },
  expertise: 0,
  training: [TRAINING.simple, TRAINING.lightMartial, TRAINING.instrument],
  kit: {
    armour: null,
    hasShield: false,
    weapons: ['spear', ['dagger', 5]],
    items: [
      [1, THINGS.tools],
      [1, THINGS.explorer],
    ],
    gold: 11,
  },
  otherKits: {},
  features: [
    feature(
      'martial-arts',
      ['Martial Arts', 'Боевые искусства'],
      [
        'Your unarmed strikes deal 1d6, use Dexterity, and one more comes as a bonus action.',
        'Удары без оружия наносят 1d6, используют Ловкость, и ещё один можно нанести бонусным действием.',
      ],
    ),
    feature(
      'unarmoured-defence',
      ['Unarmoured Defence', 'Защита без доспеха'],
      [
        'Without armour and shield, Wisdom adds to your armour class.',
        'Без доспеха и щита Мудрость прибавляется к классу доспеха.',
      ],
    ),
  ],
  options: [],
  givenSpells: [],
  casting: null,
  suggested: {
    classOption: null,
    species: 'halfling',
    speciesOption: null,
    speciesSkill: null,
    background: 'criminal',
    scores: [12, 15, 13, 10, 14, 8],
    increases: { dexterity: 2, constitution: 1 },
    skills: ['acrobatics', 'insight'],
    expertise: [],
    spells: [],
  },
};

const rogue: ClassEntry = {
  name: { en: 'Rogue', ru: 'Плут' },
  text: { en: 'Strikes unseen and opens every door.', ru: 'Бьёт незаметно и открывает любую дверь.' },
  hitDie: 8,
  primary: ['dexterity'],
  saves: ['dexterity', 'intelligence'],
  skills: {
    choose: 4,
    from: [
      'acrobatics',
      'athletics',
      'deception',
      'insight',
      'intimidation',
      'investigation',
      'perception',
      'persuasion',
      'sleight_of_hand',
      'stealth',
    ],
  },
  expertise: 2,
  training: [TRAINING.simple, TRAINING.nimbleMartial, TRAINING.light, TRAINING.thieves, TRAINING.cant],
  kit: {
    armour: 'leather',
    hasShield: false,
    weapons: ['shortsword', ['dagger', 2], 'shortbow'],
    items: [
      [20, THINGS.arrows],
      [1, THINGS.quiver],
      [1, TRAINING.thieves],
      [1, THINGS.burglar],
    ],
    gold: 8,
  },
  otherKits: {},
  features: [
    feature(
      'sneak-attack',
      ['Sneak Attack', 'Скрытая атака'],
      [
        'Once a turn 1d6 more damage with advantage, or with an ally beside the target; finesse or ranged weapons only.',
        'Раз в ход ещё 1d6 урона при преимуществе или если рядом с целью союзник; только фехтовальным или дальнобойным оружием.',
      ],
    ),
    feature(
      'expertise',
      ['Expertise', 'Компетентность'],
      ['Two skills take the proficiency bonus twice.', 'К двум навыкам бонус мастерства прибавляется дважды.'],
    ),
    mastery,
  ],
  options: [],
  givenSpells: [],
  casting: null,
  suggested: {
    classOption: null,
    species: 'halfling',
    speciesOption: null,
    speciesSkill: null,
    background: 'criminal',
    scores: [12, 15, 13, 14, 10, 8],
    increases: { dexterity: 2, constitution: 1 },
    skills: ['acrobatics', 'deception', 'investigation', 'perception'],
    expertise: ['stealth', 'sleight_of_hand'],
    spells: [],
  },
};

export const MARTIAL_CLASSES = { barbarian, fighter, monk, rogue } satisfies Partial<Record<ClassKey, ClassEntry>>;
