import type { DamageType } from '@skald/protocol';
import type { Named, Words } from './named.ts';

export type WeaponProperty = 'light' | 'finesse' | 'heavy' | 'two_handed' | 'reach' | 'loading' | 'thrown' | 'versatile';

export interface Weapon extends Named {
  readonly category: 'simple' | 'martial';
  readonly kind: 'melee' | 'ranged';
  readonly dice: string;
  readonly type: DamageType;
  readonly properties: readonly WeaponProperty[];
  /** Reach of melee, or the near range; feet. */
  readonly rangeFeet: number;
  /** Near and far range of what is thrown or shot, such as `20/60`; empty for neither. */
  readonly flight: string;
  /** Dice in both hands; empty for weapons that are not versatile. */
  readonly bothHands: string;
}

export const PROPERTY_WORDS: Readonly<Record<WeaponProperty, Words>> = {
  light: { en: 'light', ru: 'лёгкое' },
  finesse: { en: 'finesse', ru: 'фехтовальное' },
  heavy: { en: 'heavy', ru: 'тяжёлое' },
  two_handed: { en: 'two-handed', ru: 'двуручное' },
  reach: { en: 'reach', ru: 'досягаемость' },
  loading: { en: 'loading', ru: 'перезарядка' },
  thrown: { en: 'thrown', ru: 'метательное' },
  versatile: { en: 'versatile', ru: 'универсальное' },
};

type Row = readonly [
  category: Weapon['category'],
  kind: Weapon['kind'],
  en: string,
  ru: string,
  dice: string,
  type: DamageType,
  properties?: string,
  flight?: string,
  bothHands?: string,
];

const ROWS = {
  club: ['simple', 'melee', 'Club', 'Дубинка', '1d4', 'bludgeoning', 'light'],
  dagger: ['simple', 'melee', 'Dagger', 'Кинжал', '1d4', 'piercing', 'finesse light thrown', '20/60'],
  greatclub: ['simple', 'melee', 'Greatclub', 'Палица', '1d8', 'bludgeoning', 'two_handed'],
  handaxe: ['simple', 'melee', 'Handaxe', 'Ручной топор', '1d6', 'slashing', 'light thrown', '20/60'],
  javelin: ['simple', 'melee', 'Javelin', 'Метательное копьё', '1d6', 'piercing', 'thrown', '30/120'],
  light_hammer: ['simple', 'melee', 'Light hammer', 'Лёгкий молот', '1d4', 'bludgeoning', 'light thrown', '20/60'],
  mace: ['simple', 'melee', 'Mace', 'Булава', '1d6', 'bludgeoning'],
  quarterstaff: ['simple', 'melee', 'Quarterstaff', 'Посох', '1d6', 'bludgeoning', 'versatile', '', '1d8'],
  sickle: ['simple', 'melee', 'Sickle', 'Серп', '1d4', 'slashing', 'light'],
  spear: ['simple', 'melee', 'Spear', 'Копьё', '1d6', 'piercing', 'thrown versatile', '20/60', '1d8'],
  dart: ['simple', 'ranged', 'Dart', 'Дротик', '1d4', 'piercing', 'finesse thrown', '20/60'],
  light_crossbow: ['simple', 'ranged', 'Light crossbow', 'Лёгкий арбалет', '1d8', 'piercing', 'loading two_handed', '80/320'],
  shortbow: ['simple', 'ranged', 'Shortbow', 'Короткий лук', '1d6', 'piercing', 'two_handed', '80/320'],
  sling: ['simple', 'ranged', 'Sling', 'Праща', '1d4', 'bludgeoning', '', '30/120'],
  battleaxe: ['martial', 'melee', 'Battleaxe', 'Боевой топор', '1d8', 'slashing', 'versatile', '', '1d10'],
  flail: ['martial', 'melee', 'Flail', 'Цеп', '1d8', 'bludgeoning'],
  glaive: ['martial', 'melee', 'Glaive', 'Глефа', '1d10', 'slashing', 'heavy reach two_handed'],
  greataxe: ['martial', 'melee', 'Greataxe', 'Секира', '1d12', 'slashing', 'heavy two_handed'],
  greatsword: ['martial', 'melee', 'Greatsword', 'Двуручный меч', '2d6', 'slashing', 'heavy two_handed'],
  halberd: ['martial', 'melee', 'Halberd', 'Алебарда', '1d10', 'slashing', 'heavy reach two_handed'],
  lance: ['martial', 'melee', 'Lance', 'Пика всадника', '1d10', 'piercing', 'heavy reach two_handed'],
  longsword: ['martial', 'melee', 'Longsword', 'Длинный меч', '1d8', 'slashing', 'versatile', '', '1d10'],
  maul: ['martial', 'melee', 'Maul', 'Молот', '2d6', 'bludgeoning', 'heavy two_handed'],
  morningstar: ['martial', 'melee', 'Morningstar', 'Моргенштерн', '1d8', 'piercing'],
  pike: ['martial', 'melee', 'Pike', 'Длинная пика', '1d10', 'piercing', 'heavy reach two_handed'],
  rapier: ['martial', 'melee', 'Rapier', 'Рапира', '1d8', 'piercing', 'finesse'],
  scimitar: ['martial', 'melee', 'Scimitar', 'Скимитар', '1d6', 'slashing', 'finesse light'],
  shortsword: ['martial', 'melee', 'Shortsword', 'Короткий меч', '1d6', 'piercing', 'finesse light'],
  trident: ['martial', 'melee', 'Trident', 'Трезубец', '1d8', 'piercing', 'thrown versatile', '20/60', '1d10'],
  warhammer: ['martial', 'melee', 'Warhammer', 'Боевой молот', '1d8', 'bludgeoning', 'versatile', '', '1d10'],
  war_pick: ['martial', 'melee', 'War pick', 'Клевец', '1d8', 'piercing', 'versatile', '', '1d10'],
  whip: ['martial', 'melee', 'Whip', 'Кнут', '1d4', 'slashing', 'finesse reach'],
  blowgun: ['martial', 'ranged', 'Blowgun', 'Духовая трубка', '1', 'piercing', 'loading', '25/100'],
  hand_crossbow: ['martial', 'ranged', 'Hand crossbow', 'Ручной арбалет', '1d6', 'piercing', 'light loading', '30/120'],
  heavy_crossbow: [
    'martial',
    'ranged',
    'Heavy crossbow',
    'Тяжёлый арбалет',
    '1d10',
    'piercing',
    'heavy loading two_handed',
    '100/400',
  ],
  longbow: ['martial', 'ranged', 'Longbow', 'Длинный лук', '1d8', 'piercing', 'heavy two_handed', '150/600'],
  musket: ['martial', 'ranged', 'Musket', 'Мушкет', '1d12', 'piercing', 'loading two_handed', '40/120'],
  pistol: ['martial', 'ranged', 'Pistol', 'Пистолет', '1d10', 'piercing', 'loading', '30/90'],
} as const satisfies Record<string, Row>;

export type WeaponKey = keyof typeof ROWS;
export const WEAPON_KEYS = Object.keys(ROWS) as WeaponKey[];

/** Every weapon of the rules. */
export const WEAPON_TABLE = Object.fromEntries(
  Object.entries<Row>(ROWS).map(([key, row]) => [key, weapon(row)]),
) as unknown as Readonly<Record<WeaponKey, Weapon>>;

function weapon([category, kind, en, ru, dice, type, properties = '', flight = '', bothHands = '']: Row): Weapon {
  const words = properties.split(' ').filter((word) => word !== '') as WeaponProperty[];
  const near = Number(flight.split('/')[0]);
  const rangeFeet = kind === 'ranged' ? near : words.includes('reach') ? 10 : 5;
  return { category, kind, name: { en, ru }, dice, type, properties: words, rangeFeet, flight, bothHands };
}
