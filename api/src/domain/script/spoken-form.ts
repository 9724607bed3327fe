import type { Language } from '@skald/protocol';

/** Dice, and the sign of a number that follows them: between other numbers a hyphen is a range. */
const DICE = /(?<![\p{L}\d])(\d*)[dDдДкК](\d+)(?:kh1|kl1)?(?!\p{L})(\s*[+\-−–](?=\s*\d))?/gu;

/**
 * A text as a voice should read it: dice, bonuses, difficulties and units written out, pictures and brackets removed. (S-16)
 * The text that is shown stays as it is.
 */
export function spokenForm(text: string, language: Language): string {
  const words = WORDS[language];
  const spelled = text
    .replaceAll(DICE, (_, count: string, sides: string, sign: string | undefined) => {
      const joined = sign === undefined ? '' : sign.trim() === '+' ? words.plus : words.minus;
      return `${count} ${words.die} ${sides} ${joined} `;
    })
    .replaceAll(/(?<![\p{L}])(?:DC|КС|СЛ)\s*(\d+)/gu, `${words.difficulty} $1`)
    .replaceAll(/(?<![\p{L}])(?:AC|КД|КБ)\s*(\d+)/gu, `${words.armour} $1`)
    .replaceAll(
      /(\d+)\s*(?:HP|hp|ОЗ|хп|ХП)(?!\p{L})/gu,
      (_, count: string) => `${count} ${plural(words.hitPoints, count, language)}`,
    )
    .replaceAll(
      /(\d+)(?:-|\s*)(?:ft|фт|фут)(?:\.(?=\s+\p{Ll}|\s*[,;)])|(?![\p{L}.])|(?=\.))/gu,
      (_, count: string) => `${count} ${plural(words.feet, count, language)}`,
    )
    .replaceAll(/(\d+)\s*\/\s*(\d+)/gu, `$1 ${words.of} $2`)
    .replaceAll(/(?<=^|[\s(\d])\+\s*(?=\d)/gu, ` ${words.plus} `)
    .replaceAll(/(?<=^|[\s(])[-−–](?=\d)/gu, ` ${words.minus} `);
  return spelled
    .replaceAll(/[\p{Extended_Pictographic}\u{FE0F}\u{200D}]/gu, ' ')
    .replaceAll(/[[\]{}<>|\\^~]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ (?=[.,!?;:)])/gu, '')
    .trim();
}

interface Words {
  readonly die: string;
  readonly plus: string;
  readonly minus: string;
  readonly of: string;
  readonly difficulty: string;
  readonly armour: string;
  /** Forms for one, for a few, for many. */
  readonly hitPoints: readonly [string, string, string];
  readonly feet: readonly [string, string, string];
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    die: 'dee',
    plus: 'plus',
    minus: 'minus',
    of: 'of',
    difficulty: 'difficulty',
    armour: 'armour class',
    hitPoints: ['hit point', 'hit points', 'hit points'],
    feet: ['foot', 'feet', 'feet'],
  },
  ru: {
    die: 'дэ',
    plus: 'плюс',
    minus: 'минус',
    of: 'из',
    difficulty: 'сложность',
    armour: 'класс доспеха',
    hitPoints: ['очко здоровья', 'очка здоровья', 'очков здоровья'],
    feet: ['фут', 'фута', 'футов'],
  },
};

const RULES = { en: new Intl.PluralRules('en'), ru: new Intl.PluralRules('ru') } as const;

function plural([one, few, many]: readonly [string, string, string], count: string, language: Language): string {
  const form = RULES[language].select(Number(count));
  if (form === 'one') return one;
  return form === 'few' ? few : many;
}
