import type { Words } from './named.ts';

/** Training and things that several classes and backgrounds share. */
export const TRAINING = {
  simple: { en: 'Simple weapons', ru: 'Простое оружие' },
  martial: { en: 'Martial weapons', ru: 'Воинское оружие' },
  lightMartial: { en: 'Light martial weapons', ru: 'Лёгкое воинское оружие' },
  nimbleMartial: { en: 'Finesse and light martial weapons', ru: 'Фехтовальное и лёгкое воинское оружие' },
  light: { en: 'Light armour', ru: 'Лёгкие доспехи' },
  medium: { en: 'Medium armour', ru: 'Средние доспехи' },
  heavy: { en: 'Heavy armour', ru: 'Тяжёлые доспехи' },
  shields: { en: 'Shields', ru: 'Щиты' },
  instruments: { en: 'Three musical instruments', ru: 'Три музыкальных инструмента' },
  instrument: { en: 'A musical instrument or artisan’s tools', ru: 'Музыкальный инструмент или инструменты ремесленника' },
  herbalism: { en: 'Herbalism kit', ru: 'Набор травника' },
  thieves: { en: 'Thieves’ tools', ru: 'Воровские инструменты' },
  calligraphy: { en: 'Calligrapher’s supplies', ru: 'Принадлежности каллиграфа' },
  gaming: { en: 'A gaming set', ru: 'Игровой набор' },
  common: { en: 'Common', ru: 'Общий язык' },
  cant: { en: 'Thieves’ Cant', ru: 'Воровской жаргон' },
  druidic: { en: 'Druidic', ru: 'Друидический язык' },
} as const satisfies Record<string, Words>;

export const THINGS = {
  explorer: { en: 'Explorer’s pack', ru: 'Набор путешественника' },
  dungeoneer: { en: 'Dungeoneer’s pack', ru: 'Набор исследователя подземелий' },
  priest: { en: 'Priest’s pack', ru: 'Набор священника' },
  scholar: { en: 'Scholar’s pack', ru: 'Набор учёного' },
  entertainer: { en: 'Entertainer’s pack', ru: 'Набор артиста' },
  burglar: { en: 'Burglar’s pack', ru: 'Набор взломщика' },
  arrows: { en: 'Arrows', ru: 'Стрелы' },
  quiver: { en: 'Quiver', ru: 'Колчан' },
  holySymbol: { en: 'Holy symbol', ru: 'Священный символ' },
  druidicFocus: { en: 'Druidic focus', ru: 'Фокусировка друида' },
  arcaneFocus: { en: 'Arcane focus', ru: 'Магическая фокусировка' },
  spellbook: { en: 'Spellbook', ru: 'Книга заклинаний' },
  book: { en: 'Book', ru: 'Книга' },
  robe: { en: 'Robe', ru: 'Мантия' },
  instrument: { en: 'Musical instrument', ru: 'Музыкальный инструмент' },
  tools: { en: 'Artisan’s tools', ru: 'Инструменты ремесленника' },
  parchment: { en: 'Sheets of parchment', ru: 'Листы пергамента' },
  clothes: { en: 'Traveller’s clothes', ru: 'Дорожная одежда' },
  crowbar: { en: 'Crowbar', ru: 'Ломик' },
  pouch: { en: 'Pouch', ru: 'Кошель' },
  healersKit: { en: 'Healer’s kit', ru: 'Набор лекаря' },
} as const satisfies Record<string, Words>;

/** The feature that lets a class use the mastery of weapons; which ones is for the table to note. */
export const MASTERY_TEXTS = [
  'You use the special mastery of a few kinds of weapons.',
  'Вы владеете особым приёмом нескольких видов оружия.',
] as const;
