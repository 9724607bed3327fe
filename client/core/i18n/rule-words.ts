import type { Ability, Condition, DamageType, HealthWord, Language, Skill, Vitals } from '@skald/protocol';

type Coin = 'copper' | 'silver' | 'electrum' | 'gold' | 'platinum';

/** The closed words of the rules, as people read them in the middle of a sentence. */
export interface RuleWords {
  readonly abilities: Readonly<Record<Ability, string>>;
  readonly skills: Readonly<Record<Skill, string>>;
  readonly conditions: Readonly<Record<Condition, string>>;
  readonly damage: Readonly<Record<DamageType, string>>;
  readonly health: Readonly<Record<HealthWord, string>>;
  readonly life: Readonly<Record<Vitals['life'], string>>;
  readonly coins: Readonly<Record<Coin, string>>;
}

const en: RuleWords = {
  abilities: {
    strength: 'Strength',
    dexterity: 'Dexterity',
    constitution: 'Constitution',
    intelligence: 'Intelligence',
    wisdom: 'Wisdom',
    charisma: 'Charisma',
  },
  skills: {
    acrobatics: 'Acrobatics',
    animal_handling: 'Animal Handling',
    arcana: 'Arcana',
    athletics: 'Athletics',
    deception: 'Deception',
    history: 'History',
    insight: 'Insight',
    intimidation: 'Intimidation',
    investigation: 'Investigation',
    medicine: 'Medicine',
    nature: 'Nature',
    perception: 'Perception',
    performance: 'Performance',
    persuasion: 'Persuasion',
    religion: 'Religion',
    sleight_of_hand: 'Sleight of Hand',
    stealth: 'Stealth',
    survival: 'Survival',
  },
  conditions: {
    blinded: 'blinded',
    charmed: 'charmed',
    deafened: 'deafened',
    exhaustion: 'exhaustion',
    frightened: 'frightened',
    grappled: 'grappled',
    incapacitated: 'incapacitated',
    invisible: 'invisible',
    paralyzed: 'paralyzed',
    petrified: 'petrified',
    poisoned: 'poisoned',
    prone: 'prone',
    restrained: 'restrained',
    stunned: 'stunned',
    unconscious: 'unconscious',
  },
  damage: {
    acid: 'acid',
    bludgeoning: 'bludgeoning',
    cold: 'cold',
    fire: 'fire',
    force: 'force',
    lightning: 'lightning',
    necrotic: 'necrotic',
    piercing: 'piercing',
    poison: 'poison',
    psychic: 'psychic',
    radiant: 'radiant',
    slashing: 'slashing',
    thunder: 'thunder',
  },
  health: {
    healthy: 'healthy',
    injured: 'injured',
    bloodied: 'bloodied',
    critical: 'barely standing',
    down: 'down',
    dead: 'dead',
  },
  life: { alive: 'alive', dying: 'dying', stable: 'down, stable', dead: 'dead' },
  coins: { copper: 'copper', silver: 'silver', electrum: 'electrum', gold: 'gold', platinum: 'platinum' },
};

const ru: RuleWords = {
  abilities: {
    strength: 'Сила',
    dexterity: 'Ловкость',
    constitution: 'Телосложение',
    intelligence: 'Интеллект',
    wisdom: 'Мудрость',
    charisma: 'Харизма',
  },
  skills: {
    acrobatics: 'Акробатика',
    animal_handling: 'Уход за животными',
    arcana: 'Магия',
    athletics: 'Атлетика',
    deception: 'Обман',
    history: 'История',
    insight: 'Проницательность',
    intimidation: 'Запугивание',
    investigation: 'Анализ',
    medicine: 'Медицина',
    nature: 'Природа',
    perception: 'Восприятие',
    performance: 'Выступление',
    persuasion: 'Убеждение',
    religion: 'Религия',
    sleight_of_hand: 'Ловкость рук',
    stealth: 'Скрытность',
    survival: 'Выживание',
  },
  conditions: {
    blinded: 'ослепление',
    charmed: 'очарование',
    deafened: 'глухота',
    exhaustion: 'истощение',
    frightened: 'испуг',
    grappled: 'захват',
    incapacitated: 'недееспособность',
    invisible: 'невидимость',
    paralyzed: 'паралич',
    petrified: 'окаменение',
    poisoned: 'отравление',
    prone: 'лежит',
    restrained: 'опутанность',
    stunned: 'ошеломление',
    unconscious: 'без сознания',
  },
  damage: {
    acid: 'кислота',
    bludgeoning: 'дробящий',
    cold: 'холод',
    fire: 'огонь',
    force: 'силовое поле',
    lightning: 'молния',
    necrotic: 'некротический',
    piercing: 'колющий',
    poison: 'яд',
    psychic: 'психический',
    radiant: 'излучение',
    slashing: 'рубящий',
    thunder: 'звук',
  },
  health: {
    healthy: 'без ран',
    injured: 'есть раны',
    bloodied: 'в крови',
    critical: 'еле на ногах',
    down: 'без сил',
    dead: 'смерть',
  },
  life: { alive: 'в строю', dying: 'при смерти', stable: 'без сознания, стабильно', dead: 'смерть' },
  coins: { copper: 'медь', silver: 'серебро', electrum: 'электрум', gold: 'золото', platinum: 'платина' },
};

const RULE_WORDS: Readonly<Record<Language, RuleWords>> = { en, ru };

export function ruleWords(language: Language): RuleWords {
  return RULE_WORDS[language];
}
