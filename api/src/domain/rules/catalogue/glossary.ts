import type { Ability, Condition, DamageType, Skill } from '@skald/protocol';
import { explained, type Explained, type Words } from './named.ts';

export const ABILITY_WORDS: Readonly<Record<Ability, Explained>> = {
  strength: explained('Strength', 'Сила', 'Lifting, breaking, hitting hard.', 'Поднять, сломать, крепко ударить.'),
  dexterity: explained('Dexterity', 'Ловкость', 'Quick feet and steady hands.', 'Быстрые ноги и точные руки.'),
  constitution: explained('Constitution', 'Телосложение', 'Health and endurance.', 'Здоровье и выносливость.'),
  intelligence: explained('Intelligence', 'Интеллект', 'Memory and reasoning.', 'Память и рассудок.'),
  wisdom: explained('Wisdom', 'Мудрость', 'Noticing and understanding.', 'Внимание и понимание.'),
  charisma: explained('Charisma', 'Харизма', 'Presence and force of character.', 'Обаяние и сила характера.'),
};

export const SKILL_WORDS: Readonly<Record<Skill, Explained>> = {
  acrobatics: explained('Acrobatics', 'Акробатика', 'Keeping balance, tumbling.', 'Держать равновесие, кувыркаться.'),
  animal_handling: explained(
    'Animal Handling',
    'Уход за животными',
    'Calming and training beasts.',
    'Успокоить и обучить зверя.',
  ),
  arcana: explained(
    'Arcana',
    'Магия',
    'Knowing spells, planes and magic things.',
    'Знать о заклинаниях, планах и волшебных вещах.',
  ),
  athletics: explained('Athletics', 'Атлетика', 'Climbing, jumping, swimming.', 'Лазать, прыгать, плавать.'),
  deception: explained('Deception', 'Обман', 'Lying and wearing a mask.', 'Лгать и носить личину.'),
  history: explained('History', 'История', 'Remembering what was, and who ruled.', 'Помнить, что было и кто правил.'),
  insight: explained('Insight', 'Проницательность', 'Seeing what somebody feels and hides.', 'Видеть, что чувствуют и скрывают.'),
  intimidation: explained('Intimidation', 'Запугивание', 'Making others afraid to refuse.', 'Внушить страх отказать.'),
  investigation: explained('Investigation', 'Анализ', 'Searching and putting clues together.', 'Обыскать и сложить улики.'),
  medicine: explained('Medicine', 'Медицина', 'Finding what ails, stopping a death.', 'Понять недуг, удержать от смерти.'),
  nature: explained('Nature', 'Природа', 'Knowing land, weather, plants and beasts.', 'Знать землю, погоду, травы и зверей.'),
  perception: explained('Perception', 'Восприятие', 'Seeing, hearing, noticing.', 'Видеть, слышать, замечать.'),
  performance: explained('Performance', 'Выступление', 'Music, dance, acting.', 'Музыка, танец, игра.'),
  persuasion: explained('Persuasion', 'Убеждение', 'Winning somebody over honestly.', 'Честно склонить на свою сторону.'),
  religion: explained('Religion', 'Религия', 'Knowing gods, rites and cults.', 'Знать богов, обряды и культы.'),
  sleight_of_hand: explained(
    'Sleight of Hand',
    'Ловкость рук',
    'Stealing, hiding, juggling.',
    'Украсть, спрятать, жонглировать.',
  ),
  stealth: explained('Stealth', 'Скрытность', 'Going unseen and unheard.', 'Пройти невидимо и неслышно.'),
  survival: explained('Survival', 'Выживание', 'Tracking, hunting, finding the way.', 'Читать следы, охотиться, найти путь.'),
};

export const CONDITION_WORDS: Readonly<Record<Condition, Explained>> = {
  blinded: explained(
    'Blinded',
    'Ослеплён',
    'Sees nothing: attacks badly and is easily hit.',
    'Ничего не видит: бьёт с помехой, по нему — с преимуществом.',
  ),
  charmed: explained(
    'Charmed',
    'Очарован',
    'Cannot harm the charmer, who talks to it with advantage.',
    'Не вредит очаровавшему, а тот говорит с ним с преимуществом.',
  ),
  deafened: explained('Deafened', 'Оглохший', 'Hears nothing.', 'Ничего не слышит.'),
  exhaustion: explained(
    'Exhaustion',
    'Истощение',
    'Each level takes 2 from d20 rolls and 5 feet of speed; the sixth kills.',
    'Каждая степень отнимает 2 от бросков d20 и 5 футов скорости; шестая убивает.',
  ),
  frightened: explained(
    'Frightened',
    'Испуган',
    'Attacks and tries things badly while it sees what it fears, and goes no nearer.',
    'Пока видит источник страха, бьёт и действует с помехой и не подходит ближе.',
  ),
  grappled: explained('Grappled', 'Схвачен', 'Held: speed 0.', 'Его держат: скорость 0.'),
  incapacitated: explained(
    'Incapacitated',
    'Недееспособен',
    'Takes no actions, bonus actions or reactions; concentration ends.',
    'Никаких действий и реакций; концентрация прервана.',
  ),
  invisible: explained(
    'Invisible',
    'Невидим',
    'Unseen: attacks with advantage, and is attacked with disadvantage.',
    'Его не видно: бьёт с преимуществом, по нему — с помехой.',
  ),
  paralyzed: explained(
    'Paralyzed',
    'Парализован',
    'Cannot move or act; a hit from close by is critical.',
    'Не двигается и не действует; попадание вблизи — критическое.',
  ),
  petrified: explained(
    'Petrified',
    'Окаменел',
    'Turned to stone: cannot act, and resists all damage.',
    'Стал камнем: не действует и сопротивляется любому урону.',
  ),
  poisoned: explained('Poisoned', 'Отравлен', 'Attacks and checks with disadvantage.', 'Атаки и проверки — с помехой.'),
  prone: explained(
    'Prone',
    'Сбит с ног',
    'Lies: attacks badly, is easily hit from near and hardly from afar.',
    'Лежит: бьёт с помехой; вблизи по нему легко попасть, издали трудно.',
  ),
  restrained: explained(
    'Restrained',
    'Опутан',
    'Speed 0; attacks and dodges badly, is easily hit.',
    'Скорость 0; бьёт и уворачивается с помехой, по нему — с преимуществом.',
  ),
  stunned: explained('Stunned', 'Ошеломлён', 'Cannot act; is easily hit.', 'Не действует; по нему бьют с преимуществом.'),
  unconscious: explained(
    'Unconscious',
    'Без сознания',
    'Lies and knows nothing; a hit from close by is critical.',
    'Лежит и ничего не сознаёт; попадание вблизи — критическое.',
  ),
};

export const DAMAGE_WORDS: Readonly<Record<DamageType, Words>> = {
  acid: { en: 'acid', ru: 'кислота' },
  bludgeoning: { en: 'bludgeoning', ru: 'дробящий' },
  cold: { en: 'cold', ru: 'холод' },
  fire: { en: 'fire', ru: 'огонь' },
  force: { en: 'force', ru: 'сила' },
  lightning: { en: 'lightning', ru: 'молния' },
  necrotic: { en: 'necrotic', ru: 'некротический' },
  piercing: { en: 'piercing', ru: 'колющий' },
  poison: { en: 'poison', ru: 'яд' },
  psychic: { en: 'psychic', ru: 'психический' },
  radiant: { en: 'radiant', ru: 'излучение' },
  slashing: { en: 'slashing', ru: 'рубящий' },
  thunder: { en: 'thunder', ru: 'звук' },
};
