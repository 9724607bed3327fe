import type { Attack, Character, Choices, Language } from '@skald/protocol';
import { ARMOUR_TABLE } from '../catalogue/armours.ts';
import { BACKGROUND_TABLE } from '../catalogue/backgrounds.ts';
import { CLASS_TABLE } from '../catalogue/classes.ts';
import type { Kit } from '../catalogue/class-entry.ts';
import type { Words } from '../catalogue/named.ts';
import { PROPERTY_WORDS, WEAPON_TABLE, type Weapon, type WeaponKey } from '../catalogue/weapons.ts';
import { modifierOf } from './derive.ts';
import { withItem } from './inventory.ts';

const SHIELD: Words = { en: 'Shield', ru: 'Щит' };
const UNARMED: Words = { en: 'Unarmed strike', ru: 'Удар без оружия' };

/** The sheet with what class and background give to wear, to fight with and to carry, and with what the style makes of it. */
export function withKit(character: Character, choices: Choices, language: Language): Character {
  const ofClass = CLASS_TABLE[choices.class];
  const kit = ofClass.otherKits[choices.classOption ?? ''] ?? ofClass.kit;
  const background = BACKGROUND_TABLE[choices.background];
  const weapons = countedWeapons([...kit.weapons, ...background.weapons]);
  const styleBonus = choices.classOption === 'defence' && kit.armour !== null ? 1 : 0;
  const dressed: Character = {
    ...character,
    armour: { worn: kit.armour, hasShield: kit.hasShield, bonus: styleBonus, override: null },
    attacks: [
      ...[...weapons.keys()].map((key) => weaponAttack(character, key, choices.classOption, language)),
      unarmedStrike(character, language),
    ],
    coins: { ...character.coins, gold: kit.gold + background.gold },
  };
  const carried = [
    ...[...weapons].map(([key, quantity]) => [quantity, WEAPON_TABLE[key].name] as const),
    ...kit.items,
    ...background.items,
  ];
  const packed = carried.reduce(
    (sheet, [quantity, name]) => withItem(sheet, { name: name[language], quantity, text: '' }),
    dressed,
  );
  return { ...packed, inventory: [...wornThings(kit, language), ...packed.inventory] };
}

/** An attack with a weapon of the rules by whoever is trained with it. */
export function weaponAttack(
  character: Pick<Character, 'abilities' | 'classes'>,
  key: WeaponKey,
  style: string | null,
  language: Language,
): Attack {
  const weapon = WEAPON_TABLE[key];
  return {
    id: key,
    name: weapon.name[language],
    kind: weapon.kind,
    ability: abilityFor(character, weapon),
    isProficient: true,
    bonus: style === 'archery' && weapon.kind === 'ranged' ? 2 : 0,
    toHit: null,
    damage: [{ dice: weapon.dice, type: weapon.type }],
    rangeFeet: weapon.rangeFeet,
    properties: propertiesOf(weapon, language),
  };
}

/** Words for people: `versatile (1d10)`, `thrown (20/60)`. */
export function propertiesOf({ properties, flight, bothHands, kind }: Weapon, language: Language): string[] {
  const words = properties.map((property) => {
    const more = property === 'versatile' ? bothHands : property === 'thrown' ? flight : '';
    return more === '' ? PROPERTY_WORDS[property][language] : `${PROPERTY_WORDS[property][language]} (${more})`;
  });
  const isShot = kind === 'ranged' && !properties.includes('thrown');
  return isShot ? [flight, ...words] : words;
}

/** Strength for melee, Dexterity for what is shot; the better of both for finesse and for what a monk fights with. */
function abilityFor(character: Pick<Character, 'abilities' | 'classes'>, weapon: Weapon): 'strength' | 'dexterity' {
  const isMonkWeapon = character.classes.some((one) => one.key === 'monk') && weapon.kind === 'melee';
  const isFree = weapon.properties.includes('finesse') || isMonkWeapon;
  if (isFree) return modifierOf(character, 'dexterity') > modifierOf(character, 'strength') ? 'dexterity' : 'strength';
  return weapon.kind === 'ranged' ? 'dexterity' : 'strength';
}

/** A fist: 1 and Strength; a monk's is trained. */
function unarmedStrike(character: Pick<Character, 'abilities' | 'classes'>, language: Language): Attack {
  const isMonk = character.classes.some((one) => one.key === 'monk');
  const isQuick = isMonk && modifierOf(character, 'dexterity') > modifierOf(character, 'strength');
  return {
    id: 'unarmed-strike',
    name: UNARMED[language],
    kind: 'melee',
    ability: isQuick ? 'dexterity' : 'strength',
    isProficient: true,
    bonus: 0,
    toHit: null,
    damage: [{ dice: isMonk ? '1d6' : '1', type: 'bludgeoning' }],
    rangeFeet: 5,
    properties: [],
  };
}

function countedWeapons(weapons: Kit['weapons']): Map<WeaponKey, number> {
  return weapons.reduce((counted, one) => {
    const [key, count] = typeof one === 'string' ? ([one, 1] as const) : one;
    return counted.set(key, (counted.get(key) ?? 0) + count);
  }, new Map<WeaponKey, number>());
}

function wornThings({ armour, hasShield }: Kit, language: Language): Character['inventory'] {
  const worn = (id: string, name: string) => ({ id, name, quantity: 1, isEquipped: true, text: '' });
  return [
    ...(armour === null ? [] : [worn('armour', ARMOUR_TABLE[armour].name[language])]),
    ...(hasShield ? [worn('shield', SHIELD[language])] : []),
  ];
}
