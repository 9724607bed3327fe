import type { Language } from '@skald/protocol';
import type { DiceError, DiceErrorCode, DiceExpected, DiceProblem } from './dice-error.ts';
import type { DiceHint } from './expression.ts';

type Sentence = Record<Language, string>;

/** What is wrong, where, and what was expected, as one or two sentences for the player. */
export function diceErrorText(error: DiceError, language: Language): string {
  return describeDiceProblem(error.problem, language);
}

/** Why a notation was read otherwise than at another table, as one sentence. */
export function diceHintText(hint: DiceHint, language: Language): string {
  return HINTS[hint][language];
}

/** The sentences of `diceErrorText`. Positions are told from 1. */
export function describeDiceProblem(problem: DiceProblem, language: Language): string {
  const sentence = problem.code === 'unexpected' ? describeUnexpected(problem, language) : PROBLEMS[problem.code][language];
  const range = problem.range;
  const filled = range === null ? sentence : sentence.replace('{min}', String(range.min)).replace('{max}', String(range.max));
  const hint = problem.hint === null ? '' : ` ${HINTS[problem.hint][language]}`;
  const where = isAboutPosition(problem.code) ? `${PLACE[language]} ${problem.position + 1}: ` : '';
  return `${where}${filled}${hint}`;
}

function describeUnexpected({ found, expected }: DiceProblem, language: Language): string {
  const what = expected === null ? '' : EXPECTED[expected][language];
  if (found === null) return language === 'en' ? `the notation ends; expected ${what}.` : `запись кончилась; нужно: ${what}.`;
  const shown = showCharacter(found, language);
  return language === 'en' ? `${shown} cannot stand here; expected ${what}.` : `здесь не может стоять ${shown}; нужно: ${what}.`;
}

/** Characters that cannot be seen are told by their number. */
function showCharacter(character: string, language: Language): string {
  if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)) return language === 'en' ? `“${character}”` : `«${character}»`;
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function isAboutPosition(code: DiceErrorCode): boolean {
  return !['empty', 'too_long', 'no_dice', 'no_d20', 'too_many'].includes(code);
}

const PLACE: Sentence = { en: 'Character', ru: 'Знак' };

const EXPECTED: Record<DiceExpected, Sentence> = {
  operand: { en: 'dice, a number or a parenthesis', ru: 'кости, число или скобка' },
  operator: { en: 'an operator such as + or the end', ru: 'знак действия, например +, или конец' },
  number: { en: 'a number', ru: 'число' },
  whole_number: { en: 'a whole number', ru: 'целое число' },
  sides: { en: 'a number of sides, % or F', ru: 'число граней, % или F' },
  faces: { en: 'a face or a comparison such as >=5', ru: 'грань или сравнение, например >=5' },
  comparison: { en: 'a comparison such as >=5', ru: 'сравнение, например >=5' },
  opening_parenthesis: { en: 'an opening parenthesis', ru: 'открывающая скобка' },
  comma_or_closing: { en: 'a comma, an operator or the closing bracket', ru: 'запятая, знак действия или закрывающая скобка' },
  closing_bracket: {
    en: 'the closing bracket of a label of at most 40 characters',
    ru: 'закрывающая скобка метки не длиннее 40 знаков',
  },
  label: { en: 'a label in brackets', ru: 'метка в скобках' },
  comment: { en: 'a comment of at most 120 visible characters', ru: 'примечание не длиннее 120 видимых знаков' },
  only_dice: {
    en: 'a group of one expression that only adds dice, as {4d6+2d8}kh3',
    ru: 'группа из одного выражения, где только складывают кости, например {4к6+2к8}kh3',
  },
};

const PROBLEMS: Record<Exclude<DiceErrorCode, 'unexpected'>, Sentence> = {
  empty: { en: 'There are no dice to roll.', ru: 'Бросать нечего: нет костей.' },
  too_long: { en: 'The notation is longer than {max} characters.', ru: 'Запись длиннее {max} знаков.' },
  out_of_range: { en: 'the number must be from {min} to {max}.', ru: 'число должно быть от {min} до {max}.' },
  too_many: { en: 'More than 1000 dice.', ru: 'Больше 1000 костей.' },
  too_many_operators: { en: 'more than 64 operators.', ru: 'больше 64 действий.' },
  too_deep: { en: 'too many parentheses inside one another.', ru: 'слишком много скобок друг в друге.' },
  no_dice: { en: 'A number alone is not a roll.', ru: 'Одно число — это не бросок.' },
  no_d20: { en: 'Advantage and disadvantage need a single d20.', ru: 'Преимуществу и помехе нужна одна к20.' },
  repeated: {
    en: 'advantage or disadvantage stands here a second time.',
    ru: 'преимущество или помеха стоит здесь второй раз.',
  },
  endless: { en: 'every face matches, so this would never end.', ru: 'подходит любая грань, это никогда не кончится.' },
  no_successes: {
    en: 'failures are taken from successes, so say first what a success is, as >=5.',
    ru: 'неудачи вычитаются из успехов: сначала скажите, что такое успех, например >=5.',
  },
  after_count: {
    en: 'nothing can be done to dice after they are counted.',
    ru: 'после подсчёта с костями уже ничего не сделать.',
  },
  divides_by_zero: { en: 'this divisor could be 0.', ru: 'этот делитель может оказаться нулём.' },
  exponent: { en: 'an exponent is a whole number from 0 to 16.', ru: 'показатель степени — целое число от 0 до 16.' },
  too_large: { en: 'this could grow beyond 1000000000.', ru: 'это может вырасти больше 1000000000.' },
};

const HINTS: Record<DiceHint, Sentence> = {
  strict_comparison: {
    en: '> and < are strict here: >4 does not match 4. At least 4 is >=4.',
    ru: '> и < здесь строгие: 4 не подходит под >4. «Не меньше 4» — это >=4.',
  },
  reroll_once: {
    en: 'r rerolls once here; rr rerolls until it no longer matches.',
    ru: 'r здесь перебрасывает один раз; rr — пока подходит.',
  },
  floor_division: {
    en: '// divides and rounds down here; a comment begins with #.',
    ru: '// здесь делит с округлением вниз; примечание начинается с #.',
  },
  rounded_down: { en: '/ keeps the fraction, and the total is rounded down.', ru: '/ сохраняет дробь, а итог округляется вниз.' },
  counts_successes: {
    en: 'cs and cf count successes and failures here; they do not change what is critical.',
    ru: 'cs и cf здесь считают успехи и неудачи, а не меняют критический бросок.',
  },
  keeps_highest: {
    en: 'k with a number keeps so many of the highest; dice that show 3 are kept by k=3.',
    ru: 'k с числом оставляет столько старших; кости, на которых 3, оставляет k=3.',
  },
  explodes: { en: 'x explodes dice; to multiply, write *.', ru: 'x взрывает кости; для умножения пишите *.' },
  text_after_hash: { en: 'Text after a roll begins with #.', ru: 'Текст после броска начинается с #.' },
};
