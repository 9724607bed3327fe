import type { DamageType, Skill, SpeciesKey } from '@skald/protocol';
import { feature, type FeatureEntry, type OptionEntry } from './class-entry.ts';
import type { Explained } from './named.ts';
import type { SpellKey } from './spells.ts';

/** An option of a species with what it changes on the sheet. */
export interface SpeciesOption extends OptionEntry {
  readonly speedFeet: number | null;
  readonly resistance: DamageType | null;
  readonly spells: readonly SpellKey[];
}

export interface SpeciesEntry extends Explained {
  readonly speedFeet: number;
  readonly resistances: readonly DamageType[];
  readonly features: readonly FeatureEntry[];
  readonly options: readonly SpeciesOption[];
  /** Skills of which one is chosen; null for none. */
  readonly skills: readonly Skill[] | null;
  /** Cantrips that every one of them has. */
  readonly spells: readonly SpellKey[];
}

type Names = readonly [en: string, ru: string];
interface OptionMore {
  readonly speedFeet?: number;
  readonly resistance?: DamageType;
  readonly spells?: readonly SpellKey[];
  readonly uses?: FeatureEntry['uses'];
}

const ofLongRest = (max: number) => ({ max, recovers: 'long_rest' }) as const;

const option = (id: string, names: Names, texts: Names, more: OptionMore = {}): SpeciesOption => ({
  ...feature(id, names, texts, more.uses ?? null),
  speedFeet: more.speedFeet ?? null,
  resistance: more.resistance ?? null,
  spells: more.spells ?? [],
});

const darkvision = (feet: number): FeatureEntry =>
  feature(
    'darkvision',
    ['Darkvision', 'Тёмное зрение'],
    [`You see in the dark up to ${feet} feet, without colours.`, `Вы видите в темноте до ${feet} футов, без цветов.`],
  );

const ancestry = (type: DamageType, dragons: Names, element: Names): SpeciesOption =>
  option(
    type,
    [`Ancestry: ${dragons[0]}`, `Предок: ${dragons[1]}`],
    [`Your breath and your resistance are ${element[0]}.`, `Ваше дыхание и сопротивление — ${element[1]}.`],
    { resistance: type },
  );

const plain = { resistances: [], skills: null, spells: [] } as const;

export const SPECIES_TABLE: Readonly<Record<SpeciesKey, SpeciesEntry>> = {
  dragonborn: {
    ...plain,
    name: { en: 'Dragonborn', ru: 'Драконорождённый' },
    text: { en: 'Proud heirs of dragons, with their breath.', ru: 'Гордые наследники драконов с их дыханием.' },
    speedFeet: 30,
    features: [
      feature(
        'breath-weapon',
        ['Breath Weapon', 'Драконье дыхание'],
        [
          'Instead of an attack, a cone of 15 or a line of 30 feet: 1d10 damage of your ancestry, half with a Dexterity save.',
          'Вместо атаки — конус 15 или линия 30 футов: 1d10 урона вашего предка, половина при спасброске Ловкости.',
        ],
        ofLongRest(2),
      ),
      darkvision(60),
    ],
    options: [
      ancestry('fire', ['brass, gold or red', 'латунный, золотой или красный'], ['fire', 'огонь']),
      ancestry('cold', ['silver or white', 'серебряный или белый'], ['cold', 'холод']),
      ancestry('lightning', ['blue or bronze', 'синий или бронзовый'], ['lightning', 'молния']),
      ancestry('acid', ['black or copper', 'чёрный или медный'], ['acid', 'кислота']),
      ancestry('poison', ['green', 'зелёный'], ['poison', 'яд']),
    ],
  },
  dwarf: {
    ...plain,
    name: { en: 'Dwarf', ru: 'Дварф' },
    text: { en: 'Sturdy folk of stone and forge.', ru: 'Крепкий народ камня и кузни.' },
    speedFeet: 30,
    resistances: ['poison'],
    features: [
      feature(
        'dwarven-resilience',
        ['Dwarven Resilience', 'Дварфская стойкость'],
        [
          'You resist poison damage, and saves against being poisoned have advantage.',
          'Вы сопротивляетесь урону ядом, спасброски от отравления — с преимуществом.',
        ],
      ),
      feature(
        'dwarven-toughness',
        ['Dwarven Toughness', 'Дварфская выносливость'],
        ['One more hit point for each level.', 'На один хит больше за каждый уровень.'],
      ),
      feature(
        'stonecunning',
        ['Stonecunning', 'Знание камня'],
        [
          'A bonus action: for ten minutes you feel through stone up to 60 feet.',
          'Бонусное действие: десять минут вы чувствуете сквозь камень до 60 футов.',
        ],
        ofLongRest(2),
      ),
      darkvision(120),
    ],
    options: [],
  },
  elf: {
    ...plain,
    name: { en: 'Elf', ru: 'Эльф' },
    text: { en: 'Graceful and long-lived, touched by the fey.', ru: 'Изящные долгожители, тронутые фейским миром.' },
    speedFeet: 30,
    features: [
      feature(
        'fey-ancestry',
        ['Fey Ancestry', 'Наследие фей'],
        ['Saves against being charmed have advantage.', 'Спасброски от очарования — с преимуществом.'],
      ),
      feature('trance', ['Trance', 'Транс'], ['A long rest takes you four hours.', 'Долгий отдых занимает у вас четыре часа.']),
      darkvision(60),
    ],
    options: [
      option('wood', ['Wood elf', 'Лесной эльф'], ['Faster, with a druid’s small magic.', 'Быстрее и с малой магией друидов.'], {
        speedFeet: 35,
        spells: ['druidcraft'],
      }),
      option('high', ['High elf', 'Высший эльф'], ['A wizard’s small tricks.', 'Малые фокусы волшебников.'], {
        spells: ['prestidigitation'],
      }),
      option(
        'drow',
        ['Drow', 'Дроу'],
        ['Darkvision to 120 feet and dancing lights.', 'Тёмное зрение до 120 футов и пляшущие огоньки.'],
        {
          spells: ['dancing-lights'],
        },
      ),
    ],
    skills: ['perception', 'insight', 'survival'],
  },
  gnome: {
    ...plain,
    name: { en: 'Gnome', ru: 'Гном' },
    text: { en: 'Small, curious and clever.', ru: 'Маленькие, любопытные и смышлёные.' },
    speedFeet: 30,
    features: [
      feature(
        'gnomish-cunning',
        ['Gnomish Cunning', 'Гномья хитрость'],
        [
          'Saves of Intelligence, Wisdom and Charisma have advantage.',
          'Спасброски Интеллекта, Мудрости и Харизмы — с преимуществом.',
        ],
      ),
      darkvision(60),
    ],
    options: [
      option(
        'forest',
        ['Forest gnome', 'Лесной гном'],
        [
          'Small illusions, and talk with beasts so often without a slot.',
          'Малые иллюзии, и столько раз без ячейки речь зверей.',
        ],
        {
          spells: ['minor-illusion', 'speak-with-animals'],
          uses: ofLongRest(2),
        },
      ),
      option(
        'rock',
        ['Rock gnome', 'Скальный гном'],
        ['Mending, tricks and clockwork toys.', 'Починка, фокусы и заводные игрушки.'],
        {
          spells: ['mending', 'prestidigitation'],
        },
      ),
    ],
  },
  goliath: {
    ...plain,
    name: { en: 'Goliath', ru: 'Голиаф' },
    text: { en: 'Towering descendants of giants.', ru: 'Рослые потомки великанов.' },
    speedFeet: 35,
    features: [
      feature(
        'giant-ancestry',
        ['Giant Ancestry', 'Наследие великанов'],
        ['The gift of your ancestor, so many times.', 'Дар вашего предка — столько раз.'],
        ofLongRest(2),
      ),
      feature(
        'powerful-build',
        ['Powerful Build', 'Мощное сложение'],
        ['You break free of a grip with advantage and carry more.', 'Вы вырываетесь из захвата с преимуществом и несёте больше.'],
      ),
    ],
    options: [
      option(
        'stone',
        ['Stone giant', 'Каменный великан'],
        ['A reaction takes 1d12 and Constitution from damage.', 'Реакцией уменьшите урон на 1d12 и Телосложение.'],
      ),
      option(
        'hill',
        ['Hill giant', 'Холмовой великан'],
        ['A hit of yours knocks the target down.', 'Ваше попадание сбивает с ног.'],
      ),
      option(
        'fire',
        ['Fire giant', 'Огненный великан'],
        ['A hit of yours deals 1d10 fire damage more.', 'Ваше попадание наносит ещё 1d10 урона огнём.'],
      ),
      option(
        'frost',
        ['Frost giant', 'Ледяной великан'],
        ['A hit of yours deals 1d6 cold damage more and slows.', 'Ваше попадание наносит ещё 1d6 урона холодом и замедляет.'],
      ),
      option(
        'cloud',
        ['Cloud giant', 'Облачный великан'],
        ['A bonus action takes you 30 feet away.', 'Бонусным действием перенеситесь на 30 футов.'],
      ),
      option(
        'storm',
        ['Storm giant', 'Штормовой великан'],
        ['Whoever hurts you takes 1d8 thunder damage.', 'Ранивший вас получает 1d8 урона звуком.'],
      ),
    ],
  },
  halfling: {
    ...plain,
    name: { en: 'Halfling', ru: 'Полурослик' },
    text: { en: 'Small, brave and lucky.', ru: 'Маленькие, храбрые и везучие.' },
    speedFeet: 30,
    features: [
      feature('halfling-luck', ['Luck', 'Везение'], ['A 1 on a d20 may be rolled again.', 'Единицу на d20 можно перебросить.']),
      feature('brave', ['Brave', 'Храбрость'], ['Saves against fear have advantage.', 'Спасброски от испуга — с преимуществом.']),
      feature(
        'halfling-nimbleness',
        ['Nimbleness', 'Проворство'],
        [
          'You pass through the space of larger creatures and hide behind them.',
          'Вы проходите сквозь место более крупных существ и прячетесь за ними.',
        ],
      ),
    ],
    options: [],
  },
  human: {
    ...plain,
    name: { en: 'Human', ru: 'Человек' },
    text: { en: 'Ambitious, varied, everywhere at home.', ru: 'Честолюбивые, разные, повсюду дома.' },
    speedFeet: 30,
    features: [
      feature(
        'resourceful',
        ['Resourceful', 'Находчивость'],
        ['Each long rest gives you inspiration.', 'Каждый долгий отдых даёт вам вдохновение.'],
      ),
    ],
    options: [
      option(
        'alert',
        ['Feat: Alert', 'Черта: бдительный'],
        ['Your proficiency bonus adds to initiative.', 'Бонус мастерства прибавляется к инициативе.'],
      ),
      option(
        'savage-attacker',
        ['Feat: Savage Attacker', 'Черта: дикий боец'],
        [
          'Once a turn roll a weapon’s damage twice and take the better.',
          'Раз в ход бросьте урон оружия дважды и возьмите лучший.',
        ],
      ),
    ],
    skills: [
      'perception',
      'insight',
      'persuasion',
      'athletics',
      'acrobatics',
      'animal_handling',
      'arcana',
      'deception',
      'history',
      'intimidation',
      'investigation',
      'medicine',
      'nature',
      'performance',
      'religion',
      'sleight_of_hand',
      'stealth',
      'survival',
    ],
  },
  orc: {
    ...plain,
    name: { en: 'Orc', ru: 'Орк' },
    text: { en: 'Tireless and hard to bring down.', ru: 'Неутомимые, и свалить их трудно.' },
    speedFeet: 30,
    features: [
      feature(
        'adrenaline-rush',
        ['Adrenaline Rush', 'Прилив адреналина'],
        [
          'Dash as a bonus action and gain your proficiency bonus of temporary hit points.',
          'Рывок бонусным действием и временные хиты, равные бонусу мастерства.',
        ],
        { max: 2, recovers: 'short_rest' },
      ),
      feature(
        'relentless-endurance',
        ['Relentless Endurance', 'Неукротимая стойкость'],
        ['When you would fall, stay at 1 hit point.', 'Когда вы пали бы, останьтесь с 1 хитом.'],
        ofLongRest(1),
      ),
      darkvision(120),
    ],
    options: [],
  },
  tiefling: {
    ...plain,
    name: { en: 'Tiefling', ru: 'Тифлинг' },
    text: { en: 'Marked by a far fiendish heritage.', ru: 'Отмечены давним наследием исчадий.' },
    speedFeet: 30,
    features: [darkvision(60)],
    options: [
      option(
        'infernal',
        ['Infernal legacy', 'Адское наследие'],
        ['You resist fire and cast Fire Bolt.', 'Сопротивление огню и «Огненный снаряд».'],
        {
          resistance: 'fire',
          spells: ['fire-bolt'],
        },
      ),
      option(
        'abyssal',
        ['Abyssal legacy', 'Наследие бездны'],
        ['You resist poison and cast Poison Spray.', 'Сопротивление яду и «Ядовитые брызги».'],
        {
          resistance: 'poison',
          spells: ['poison-spray'],
        },
      ),
      option(
        'chthonic',
        ['Chthonic legacy', 'Хтоническое наследие'],
        ['You resist necrotic damage and cast Chill Touch.', 'Сопротивление некротическому урону и «Леденящее касание».'],
        {
          resistance: 'necrotic',
          spells: ['chill-touch'],
        },
      ),
    ],
    spells: ['thaumaturgy'],
  },
};
