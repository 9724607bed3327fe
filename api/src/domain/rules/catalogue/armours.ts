import type { ArmourKey } from '@skald/protocol';
import type { Named } from './named.ts';

export interface Armour extends Named {
  readonly category: 'light' | 'medium' | 'heavy';
  readonly base: number;
  /** Most of the Dexterity modifier that counts; null for all of it, 0 for none, a penalty neither. */
  readonly dexterityCap: number | null;
  /** Strength below which it slows by 10 feet; 0 for none. */
  readonly strength: number;
  readonly hindersStealth: boolean;
}

/** Armour class that a shield adds. */
export const SHIELD_BONUS = 2;

type Row = readonly [en: string, ru: string, base: number, strength: number, hindersStealth: boolean];

const light = (row: Row): Armour => armour('light', null, row);
const medium = (row: Row): Armour => armour('medium', 2, row);
const heavy = (row: Row): Armour => armour('heavy', 0, row);

export const ARMOUR_TABLE: Readonly<Record<ArmourKey, Armour>> = {
  padded: light(['Padded armour', 'Стёганый доспех', 11, 0, true]),
  leather: light(['Leather armour', 'Кожаный доспех', 11, 0, false]),
  studded_leather: light(['Studded leather', 'Клёпаная кожа', 12, 0, false]),
  hide: medium(['Hide armour', 'Доспех из шкур', 12, 0, false]),
  chain_shirt: medium(['Chain shirt', 'Кольчужная рубаха', 13, 0, false]),
  scale_mail: medium(['Scale mail', 'Чешуйчатый доспех', 14, 0, true]),
  breastplate: medium(['Breastplate', 'Кираса', 14, 0, false]),
  half_plate: medium(['Half plate', 'Полулаты', 15, 0, true]),
  ring_mail: heavy(['Ring mail', 'Доспех с кольцами', 14, 0, true]),
  chain_mail: heavy(['Chain mail', 'Кольчуга', 16, 13, true]),
  splint: heavy(['Splint armour', 'Наборный доспех', 17, 15, true]),
  plate: heavy(['Plate armour', 'Латы', 18, 15, true]),
};

function armour(
  category: Armour['category'],
  dexterityCap: number | null,
  [en, ru, base, strength, hindersStealth]: Row,
): Armour {
  return { name: { en, ru }, category, base, dexterityCap, strength, hindersStealth };
}
