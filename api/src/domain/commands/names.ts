import { foldWord } from '@skald/protocol';

/** Something that people call by one of several names. */
export interface Named<Item> {
  readonly names: readonly string[];
  readonly item: Item;
}

export type NameMatch<Item> =
  | { readonly kind: 'one'; readonly item: Item /** Words of the line that were the name. */; readonly used: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly names: readonly string[] };

/** Longest name, in words, that is looked for without quotes. */
const WORDS_MAX = 5;

/**
 * Finds what the first words name: whole names before case forms, those before one word of a name, that before beginnings; of
 * names of several words the longest. Capitals and ё make no difference. (G7.6)
 */
export function matchName<Item>(words: readonly string[], things: readonly Named<Item>[]): NameMatch<Item> {
  for (const fits of [isSame, isCaseOf, isWordOf, isBeginningOf]) {
    for (let used = Math.min(words.length, WORDS_MAX); used > 0; used -= 1) {
      const typed = plain(words.slice(0, used).join(' '));
      if (typed === '') continue;
      const found = things.filter(({ names }) => names.some((name) => fits(typed, plain(name))));
      const [first] = found;
      if (first && found.length === 1) return { kind: 'one', item: first.item, used };
      if (found.length > 1) return { kind: 'several', names: found.map(({ names }) => names[0] ?? '') };
    }
  }
  return { kind: 'none' };
}

function plain(text: string): string {
  return foldWord(text)
    .replace(/[\s,.:;!?]+/gu, ' ')
    .trim();
}

function isSame(typed: string, name: string): boolean {
  return typed === name;
}

/** Every word a case form of its own: «Старому Бену» for «Старый Бен». */
function isCaseOf(typed: string, name: string): boolean {
  const [typedWords, nameWords] = [typed.split(' '), name.split(' ')];
  return typedWords.length === nameWords.length && nameWords.every((word, index) => isFormOf(typedWords[index] ?? '', word));
}

function isWordOf(typed: string, name: string): boolean {
  const words = name.split(' ');
  return words.length > 1 && words.some((word) => isFormOf(typed, word));
}

function isBeginningOf(typed: string, name: string): boolean {
  return name.startsWith(typed) || name.split(' ').some((word) => typed.length > 1 && word.startsWith(typed));
}

const ENDINGS = new Set(
  'а я о е и ы у ю ь ой ей ою ею ом ем ам ям ами ями ах ях ов ев ии ию ия ие ией иям ого его ому ему ым им ый ий ая яя ую юю ое ее их ых'.split(
    ' ',
  ),
);

/** Whether a Russian word is a form of a name: the same stem with an ending that nouns and adjectives have. */
function isFormOf(typed: string, name: string): boolean {
  if (typed === name) return true;
  return stemsOf(name).some((stem) => typed === stem || (typed.startsWith(stem) && ENDINGS.has(typed.slice(stem.length))));
}

/** Parts that stay when a Russian name changes its ending; none for names in other scripts. */
function stemsOf(name: string): string[] {
  if (!/^[а-я-]{2,}$/u.test(name)) return [];
  const noun = name.replace(/[аяоеиыуюйь]$/u, '');
  const adjective = name.replace(/(?:ый|ий|ой|ая|яя|ое|ее)$/u, '');
  const short = noun === name ? name.replace(/[ео]([бвгджзклмнпрстфхцчшщ])$/u, '$1') : noun;
  const soft = noun === name ? name.replace(/е([бвгджзклмнпрстфхцчшщ])$/u, 'ь$1') : noun;
  return [...new Set([noun, adjective, short, soft])].filter((stem) => stem.length >= 2);
}
