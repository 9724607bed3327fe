import {
  ABILITIES,
  type Ability,
  type Attack,
  type Condition,
  type DamageType,
  type Language,
  type Monster,
  type Skill,
} from '@skald/protocol';
import type { Explained, Words } from './named.ts';

interface MonsterAttack {
  readonly name: Words;
  readonly kind: 'melee' | 'ranged';
  readonly toHit: number;
  readonly damage: readonly (readonly [dice: string, type: DamageType])[];
  readonly rangeFeet: number;
}

export interface MonsterEntry extends Explained {
  /** Challenge rating as it is written: `1/4`, `2`. */
  readonly challenge: string;
  readonly armourClass: number;
  readonly hitPoints: string;
  readonly initiativeBonus: number;
  /** In the order of the abilities: strength first, charisma last. */
  readonly saves: readonly [number, number, number, number, number, number];
  readonly skills: Partial<Record<Skill, number>>;
  readonly vulnerabilities: readonly DamageType[];
  readonly immunities: readonly DamageType[];
  readonly conditionImmunities: readonly Condition[];
  readonly attacks: readonly MonsterAttack[];
  readonly experience: number;
}

const attack = (
  names: readonly [en: string, ru: string],
  toHit: number,
  damage: MonsterAttack['damage'],
  rangeFeet = 5,
): MonsterAttack => ({
  name: { en: names[0], ru: names[1] },
  kind: rangeFeet > 10 ? 'ranged' : 'melee',
  toHit,
  damage,
  rangeFeet,
});

const common = { skills: {}, vulnerabilities: [], immunities: [], conditionImmunities: [] } as const;
const SCIMITAR = ['Scimitar', 'Скимитар'] as const;
const SHORTBOW = ['Shortbow', 'Короткий лук'] as const;
const BITE = ['Bite', 'Укус'] as const;

export const MONSTER_TABLE = {
  'giant-rat': {
    ...common,
    name: { en: 'Giant rat', ru: 'Гигантская крыса' },
    text: { en: 'A rat the size of a dog; hunts in packs.', ru: 'Крыса с собаку; охотится стаей.' },
    challenge: '1/8',
    armourClass: 13,
    hitPoints: '2d6',
    initiativeBonus: 3,
    saves: [-2, 5, 0, -4, 0, -3],
    skills: { perception: 2 },
    attacks: [attack(BITE, 5, [['1d4+3', 'piercing']])],
    experience: 25,
  },
  kobold: {
    ...common,
    name: { en: 'Kobold warrior', ru: 'Кобольд-воин' },
    text: { en: 'Small and cowardly alone, bold in a pack.', ru: 'В одиночку труслив, в стае смел.' },
    challenge: '1/8',
    armourClass: 14,
    hitPoints: '3d6-3',
    initiativeBonus: 2,
    saves: [-2, 2, -1, -1, -2, -1],
    attacks: [attack(['Dagger', 'Кинжал'], 4, [['1d4+2', 'piercing']])],
    experience: 25,
  },
  bandit: {
    ...common,
    name: { en: 'Bandit', ru: 'Бандит' },
    text: { en: 'Robs for coin and runs from the losing side.', ru: 'Грабит ради денег и бежит от проигрыша.' },
    challenge: '1/8',
    armourClass: 12,
    hitPoints: '2d8+2',
    initiativeBonus: 1,
    saves: [0, 1, 1, 0, 0, 0],
    attacks: [
      attack(SCIMITAR, 3, [['1d6+1', 'slashing']]),
      attack(['Light crossbow', 'Лёгкий арбалет'], 3, [['1d8+1', 'piercing']], 80),
    ],
    experience: 25,
  },
  cultist: {
    ...common,
    name: { en: 'Cultist', ru: 'Культист' },
    text: { en: 'Serves a dark faith in secret.', ru: 'Втайне служит тёмной вере.' },
    challenge: '1/8',
    armourClass: 12,
    hitPoints: '2d8',
    initiativeBonus: 1,
    saves: [0, 1, 0, 0, 2, 0],
    skills: { deception: 2, religion: 2 },
    attacks: [
      attack(['Ritual sickle', 'Ритуальный серп'], 3, [
        ['1d4+1', 'slashing'],
        ['1', 'necrotic'],
      ]),
    ],
    experience: 25,
  },
  guard: {
    ...common,
    name: { en: 'Guard', ru: 'Стражник' },
    text: { en: 'Keeps the peace of a town or a lord.', ru: 'Хранит покой города или господина.' },
    challenge: '1/8',
    armourClass: 16,
    hitPoints: '2d8+2',
    initiativeBonus: 1,
    saves: [1, 1, 1, 0, 0, 0],
    skills: { perception: 2 },
    attacks: [attack(['Spear', 'Копьё'], 3, [['1d6+1', 'piercing']])],
    experience: 25,
  },
  goblin: {
    ...common,
    name: { en: 'Goblin warrior', ru: 'Гоблин-воин' },
    text: { en: 'Ambushes, stabs and slips away.', ru: 'Нападает из засады и ускользает.' },
    challenge: '1/4',
    armourClass: 15,
    hitPoints: '3d6',
    initiativeBonus: 2,
    saves: [-1, 2, 0, 0, -1, -1],
    skills: { stealth: 6 },
    attacks: [attack(SCIMITAR, 4, [['1d6+2', 'slashing']]), attack(SHORTBOW, 4, [['1d6+2', 'piercing']], 80)],
    experience: 50,
  },
  wolf: {
    ...common,
    name: { en: 'Wolf', ru: 'Волк' },
    text: { en: 'Its bite knocks down; hunts in packs.', ru: 'Укус сбивает с ног; охотится стаей.' },
    challenge: '1/4',
    armourClass: 12,
    hitPoints: '2d8+2',
    initiativeBonus: 2,
    saves: [2, 2, 1, -4, 1, -2],
    skills: { perception: 5, stealth: 4 },
    attacks: [attack(BITE, 4, [['1d6+2', 'piercing']])],
    experience: 50,
  },
  skeleton: {
    ...common,
    name: { en: 'Skeleton', ru: 'Скелет' },
    text: { en: 'Bones that obey; blunt blows break them.', ru: 'Послушные кости; дробящие удары их ломают.' },
    challenge: '1/4',
    armourClass: 14,
    hitPoints: '2d8+4',
    initiativeBonus: 3,
    saves: [0, 3, 2, -2, -1, -3],
    vulnerabilities: ['bludgeoning'],
    immunities: ['poison'],
    conditionImmunities: ['exhaustion', 'poisoned'],
    attacks: [
      attack(['Shortsword', 'Короткий меч'], 5, [['1d6+3', 'piercing']]),
      attack(SHORTBOW, 5, [['1d6+3', 'piercing']], 80),
    ],
    experience: 50,
  },
  zombie: {
    ...common,
    name: { en: 'Zombie', ru: 'Зомби' },
    text: { en: 'Slow and hard to put down for good.', ru: 'Медлителен, и упокоить его трудно.' },
    challenge: '1/4',
    armourClass: 8,
    hitPoints: '2d8+6',
    initiativeBonus: -2,
    saves: [1, -2, 3, -4, -2, -3],
    immunities: ['poison'],
    conditionImmunities: ['exhaustion', 'poisoned'],
    attacks: [attack(['Slam', 'Удар'], 3, [['1d8+1', 'bludgeoning']])],
    experience: 50,
  },
  'dire-wolf': {
    ...common,
    name: { en: 'Dire wolf', ru: 'Лютый волк' },
    text: { en: 'A wolf as large as a horse.', ru: 'Волк величиной с лошадь.' },
    challenge: '1',
    armourClass: 14,
    hitPoints: '3d10+6',
    initiativeBonus: 2,
    saves: [3, 2, 2, -4, 1, -2],
    skills: { perception: 5, stealth: 4 },
    attacks: [attack(BITE, 5, [['1d10+3', 'piercing']])],
    experience: 200,
  },
  'giant-spider': {
    ...common,
    name: { en: 'Giant spider', ru: 'Гигантский паук' },
    text: { en: 'Webs its prey, then bites with venom.', ru: 'Опутывает добычу и кусает ядом.' },
    challenge: '1',
    armourClass: 14,
    hitPoints: '4d10+4',
    initiativeBonus: 3,
    saves: [2, 3, 1, -4, 0, -3],
    skills: { perception: 4, stealth: 7 },
    attacks: [
      attack(BITE, 5, [
        ['1d8+3', 'piercing'],
        ['2d6', 'poison'],
      ]),
    ],
    experience: 200,
  },
  'brown-bear': {
    ...common,
    name: { en: 'Brown bear', ru: 'Бурый медведь' },
    text: { en: 'Bites and claws in one turn.', ru: 'За ход кусает и бьёт лапой.' },
    challenge: '1',
    armourClass: 11,
    hitPoints: '3d10+6',
    initiativeBonus: 1,
    saves: [3, 1, 2, -4, 1, -2],
    skills: { perception: 3 },
    attacks: [attack(BITE, 5, [['1d8+3', 'piercing']]), attack(['Claw', 'Лапа'], 5, [['1d4+3', 'slashing']])],
    experience: 200,
  },
  ghoul: {
    ...common,
    name: { en: 'Ghoul', ru: 'Упырь' },
    text: { en: 'Bites twice; its claws may paralyse.', ru: 'Кусает дважды; когти могут парализовать.' },
    challenge: '1',
    armourClass: 12,
    hitPoints: '5d8',
    initiativeBonus: 2,
    saves: [1, 2, 0, -2, 0, -2],
    immunities: ['poison'],
    conditionImmunities: ['charmed', 'exhaustion', 'poisoned'],
    attacks: [
      attack(BITE, 4, [
        ['1d6+2', 'piercing'],
        ['1d6', 'necrotic'],
      ]),
      attack(['Claw', 'Коготь'], 4, [['1d4+2', 'slashing']]),
    ],
    experience: 200,
  },
  ogre: {
    ...common,
    name: { en: 'Ogre', ru: 'Огр' },
    text: { en: 'A hungry giant with a club.', ru: 'Голодный великан с дубиной.' },
    challenge: '2',
    armourClass: 11,
    hitPoints: '8d10+24',
    initiativeBonus: -1,
    saves: [4, -1, 3, -3, -2, -2],
    attacks: [
      attack(['Greatclub', 'Палица'], 6, [['2d8+4', 'bludgeoning']]),
      attack(['Javelin', 'Метательное копьё'], 6, [['2d6+4', 'piercing']], 30),
    ],
    experience: 450,
  },
  owlbear: {
    ...common,
    name: { en: 'Owlbear', ru: 'Совомедведь' },
    text: { en: 'A raging beast that rends twice a turn.', ru: 'Яростный зверь, рвёт дважды за ход.' },
    challenge: '3',
    armourClass: 13,
    hitPoints: '7d10+21',
    initiativeBonus: 1,
    saves: [5, 1, 3, -4, 1, -2],
    skills: { perception: 5 },
    attacks: [attack(['Rend', 'Терзание'], 7, [['2d8+5', 'slashing']])],
    experience: 700,
  },
} as const satisfies Record<string, MonsterEntry>;

export type MonsterKey = keyof typeof MONSTER_TABLE;
export const MONSTER_KEYS = Object.keys(MONSTER_TABLE) as MonsterKey[];

/** A monster of the catalogue as a fight takes it, with its names in one language. */
export function monsterOf(key: MonsterKey, language: Language): Monster {
  const entry: MonsterEntry = MONSTER_TABLE[key];
  return {
    name: entry.name[language],
    armourClass: entry.armourClass,
    hitPoints: entry.hitPoints,
    initiativeBonus: entry.initiativeBonus,
    saves: Object.fromEntries(ABILITIES.map((ability, index) => [ability, entry.saves[index] ?? 0])) as Record<Ability, number>,
    skills: entry.skills,
    defences: {
      resistances: [],
      immunities: [...entry.immunities],
      vulnerabilities: [...entry.vulnerabilities],
      conditionImmunities: [...entry.conditionImmunities],
    },
    attacks: entry.attacks.map((one, index) => sheetAttack(one, index, language)),
    experience: entry.experience,
  };
}

function sheetAttack({ name, kind, toHit, damage, rangeFeet }: MonsterAttack, index: number, language: Language): Attack {
  return {
    id: `attack-${index + 1}`,
    name: name[language],
    kind,
    ability: null,
    isProficient: true,
    bonus: 0,
    toHit,
    damage: damage.map(([dice, type]) => ({ dice, type })),
    rangeFeet,
    properties: [],
  };
}
