import type { Words } from './command-list.ts';
import type { Ability, Condition, DamageType, Skill } from './words.ts';

const words = (en: string, ru: string): Words => ({ en: en.split('|'), ru: ru.split('|') });

/** How people name the closed words of the rules: the usual name first, then what is typed for it. */
export const ABILITY_WORDS: Readonly<Record<Ability, Words>> = {
  strength: words('strength|str', 'сила|сил'),
  dexterity: words('dexterity|dex', 'ловкость|лов'),
  constitution: words('constitution|con', 'телосложение|тел'),
  intelligence: words('intelligence|int', 'интеллект|инт'),
  wisdom: words('wisdom|wis', 'мудрость|мдр'),
  charisma: words('charisma|cha', 'харизма|хар'),
};

export const SKILL_WORDS: Readonly<Record<Skill, Words>> = {
  acrobatics: words('acrobatics', 'акробатика'),
  animal_handling: words('animal handling', 'уход за животными'),
  arcana: words('arcana', 'магия'),
  athletics: words('athletics', 'атлетика'),
  deception: words('deception', 'обман'),
  history: words('history', 'история'),
  insight: words('insight', 'проницательность'),
  intimidation: words('intimidation', 'запугивание'),
  investigation: words('investigation', 'анализ|расследование'),
  medicine: words('medicine', 'медицина'),
  nature: words('nature', 'природа'),
  perception: words('perception', 'внимательность|восприятие'),
  performance: words('performance', 'выступление'),
  persuasion: words('persuasion', 'убеждение'),
  religion: words('religion', 'религия'),
  sleight_of_hand: words('sleight of hand', 'ловкость рук'),
  stealth: words('stealth', 'скрытность'),
  survival: words('survival', 'выживание'),
};

export const CONDITION_WORDS: Readonly<Record<Condition, Words>> = {
  blinded: words('blinded', 'ослеплён'),
  charmed: words('charmed', 'очарован'),
  deafened: words('deafened', 'оглохший'),
  exhaustion: words('exhaustion', 'истощение'),
  frightened: words('frightened', 'испуган'),
  grappled: words('grappled', 'схвачен'),
  incapacitated: words('incapacitated', 'недееспособен'),
  invisible: words('invisible', 'невидим'),
  paralyzed: words('paralyzed|paralysed', 'парализован'),
  petrified: words('petrified', 'окаменел'),
  poisoned: words('poisoned', 'отравлен'),
  prone: words('prone', 'сбит с ног|лежит'),
  restrained: words('restrained', 'опутан'),
  stunned: words('stunned', 'ошеломлён'),
  unconscious: words('unconscious', 'без сознания'),
};

export const DAMAGE_WORDS: Readonly<Record<DamageType, Words>> = {
  acid: words('acid', 'кислота'),
  bludgeoning: words('bludgeoning', 'дробящий'),
  cold: words('cold', 'холод'),
  fire: words('fire', 'огонь'),
  force: words('force', 'силовое поле|силовой'),
  lightning: words('lightning', 'электричество|молния'),
  necrotic: words('necrotic', 'некротический|некротика'),
  piercing: words('piercing', 'колющий'),
  poison: words('poison', 'яд'),
  psychic: words('psychic', 'психический'),
  radiant: words('radiant', 'излучение|свет'),
  slashing: words('slashing', 'рубящий'),
  thunder: words('thunder', 'звук|гром'),
};
