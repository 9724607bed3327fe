import type { Ability, BackgroundKey, Skill } from '@skald/protocol';
import { feature, type FeatureEntry } from './class-entry.ts';
import type { Explained, Words } from './named.ts';
import type { SpellKey } from './spells.ts';
import { THINGS, TRAINING } from './training.ts';
import type { WeaponKey } from './weapons.ts';

export interface BackgroundEntry extends Explained {
  readonly abilities: readonly [Ability, Ability, Ability];
  readonly skills: readonly [Skill, Skill];
  readonly feature: FeatureEntry;
  readonly training: readonly Words[];
  readonly weapons: readonly (WeaponKey | readonly [WeaponKey, number])[];
  readonly items: readonly (readonly [number, Words])[];
  readonly gold: number;
  /** Magic of the background's feat: two cantrips and one spell, the first that the character does not have already. */
  readonly magic: {
    readonly cantrips: readonly SpellKey[];
    readonly spells: readonly SpellKey[];
    readonly ability: Ability;
  } | null;
}

const initiate = (en: string, ru: string): FeatureEntry =>
  feature(
    'magic-initiate',
    [`Magic Initiate (${en})`, `Посвящённый в магию (${ru})`],
    [
      'Two cantrips and one spell of that class; the spell once a day without a slot.',
      'Два заговора и одно заклинание этого класса; заклинание раз в день без ячейки.',
    ],
    { max: 1, recovers: 'long_rest' },
  );

export const BACKGROUND_TABLE: Readonly<Record<BackgroundKey, BackgroundEntry>> = {
  acolyte: {
    name: { en: 'Acolyte', ru: 'Послушник' },
    text: { en: 'Served in a temple.', ru: 'Служил при храме.' },
    abilities: ['intelligence', 'wisdom', 'charisma'],
    skills: ['insight', 'religion'],
    feature: initiate('cleric', 'жрец'),
    training: [TRAINING.calligraphy],
    weapons: [],
    items: [
      [1, TRAINING.calligraphy],
      [1, { en: 'Book of prayers', ru: 'Молитвенник' }],
      [1, THINGS.holySymbol],
      [10, THINGS.parchment],
      [1, THINGS.robe],
    ],
    gold: 8,
    magic: {
      cantrips: ['guidance', 'light', 'sacred-flame', 'thaumaturgy', 'spare-the-dying', 'resistance'],
      spells: ['healing-word', 'bless', 'sanctuary', 'command', 'cure-wounds', 'detect-magic', 'bane'],
      ability: 'wisdom',
    },
  },
  criminal: {
    name: { en: 'Criminal', ru: 'Преступник' },
    text: { en: 'Lived outside the law.', ru: 'Жил вне закона.' },
    abilities: ['dexterity', 'constitution', 'intelligence'],
    skills: ['sleight_of_hand', 'stealth'],
    feature: feature(
      'alert',
      ['Alert', 'Бдительный'],
      ['Your proficiency bonus adds to initiative.', 'Бонус мастерства прибавляется к инициативе.'],
    ),
    training: [TRAINING.thieves],
    weapons: [['dagger', 2]],
    items: [
      [1, TRAINING.thieves],
      [1, THINGS.crowbar],
      [2, THINGS.pouch],
      [1, THINGS.clothes],
    ],
    gold: 16,
    magic: null,
  },
  sage: {
    name: { en: 'Sage', ru: 'Мудрец' },
    text: { en: 'Grew up among books.', ru: 'Вырос среди книг.' },
    abilities: ['constitution', 'intelligence', 'wisdom'],
    skills: ['arcana', 'history'],
    feature: initiate('wizard', 'волшебник'),
    training: [TRAINING.calligraphy],
    weapons: ['quarterstaff'],
    items: [
      [1, TRAINING.calligraphy],
      [1, { en: 'Book of history', ru: 'Книга по истории' }],
      [8, THINGS.parchment],
      [1, THINGS.robe],
    ],
    gold: 8,
    magic: {
      cantrips: ['ray-of-frost', 'mage-hand', 'light', 'message', 'minor-illusion', 'prestidigitation', 'fire-bolt', 'mending'],
      spells: ['magic-missile', 'shield', 'sleep', 'find-familiar', 'identify', 'grease', 'fog-cloud', 'alarm'],
      ability: 'intelligence',
    },
  },
  soldier: {
    name: { en: 'Soldier', ru: 'Солдат' },
    text: { en: 'Trained for war.', ru: 'Обучен войне.' },
    abilities: ['strength', 'dexterity', 'constitution'],
    skills: ['athletics', 'intimidation'],
    feature: feature(
      'savage-attacker',
      ['Savage Attacker', 'Дикий боец'],
      [
        'Once a turn roll a weapon’s damage twice and take the better.',
        'Раз в ход бросьте урон оружия дважды и возьмите лучший.',
      ],
    ),
    training: [TRAINING.gaming],
    weapons: ['spear', 'shortbow'],
    items: [
      [20, THINGS.arrows],
      [1, THINGS.quiver],
      [1, TRAINING.gaming],
      [1, THINGS.healersKit],
      [1, THINGS.clothes],
    ],
    gold: 14,
    magic: null,
  },
};
