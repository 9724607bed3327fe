import { GENERIC_WORDS, HAPPENINGS, STOP_WORDS } from './attempt-words.ts';

/** What somebody tries, before dice are rolled for it. */
export interface Attempt {
  /** Who tries: a name or an id, compared without case. */
  readonly actor: string;
  /** Skill, ability or another word of the rules that says what is rolled; empty when there is none. */
  readonly what: string;
  /** The attempt in the words of whoever asks for it. */
  readonly words: string;
}

/** What an attempt is about, folded so that other words for the same thing compare as the same. */
export interface Gist {
  /** Stems of the words that tell it from other attempts, in alphabetical order. */
  readonly stems: readonly string[];
  /** Numbers in it, in order: `the second door` is not the first, `run 2` not run 1. */
  readonly numbers: readonly string[];
}

/** Share of the shorter one's words that two attempts have in common when they are the same. */
const SAME_SHARE = 0.5;
/** Shortest stem that another one may begin with and still be the same word. */
const PREFIX_LETTERS = 4;

/**
 * The gist of an attempt: without case, `ё`, punctuation, word order, endings, words that carry no meaning of their own, and
 * the verbs that say no more than the skill does. Where no skill is named and only such verbs are left, they are the gist. (G3.3)
 */
export function gistOf({ what, words }: Pick<Attempt, 'what' | 'words'>): Gist {
  const tokens = fold(words).match(/\p{L}+|\p{N}+/gu) ?? [];
  const meant = tokens.filter((token) => /^\p{L}/u.test(token) && !STOP_WORDS.has(token));
  const telling = meant.filter((token) => !isGeneric(token));
  const stems = (telling.length === 0 && what === '' ? meant : telling).map(stemOf).filter((stem) => stem.length > 1);
  return { stems: [...new Set(stems)].sort(), numbers: tokens.filter((token) => /^\p{N}/u.test(token)) };
}

/** Whether two gists are the same attempt. One that names nothing is the same as any: nothing tells it apart. */
export function isSameAttempt(one: Gist, other: Gist): boolean {
  if (one.numbers.join() !== other.numbers.join()) return false;
  const [short, long] = one.stems.length <= other.stems.length ? [one.stems, other.stems] : [other.stems, one.stems];
  if (short.length === 0) return true;
  return short.filter((stem) => long.some((known) => isSameStem(stem, known))).length >= SAME_SHARE * short.length;
}

/** What comes before an attempt's gist in its key: who tries what, and where. */
export function placeOfAttempt(
  { actor, what }: Attempt,
  scene: { readonly title: string; readonly place: string } | null,
): string {
  return [scene?.title ?? '', scene?.place ?? '', actor, what].map(fold).join('|');
}

/** A gist as text, and back. */
export function writeGist({ stems, numbers }: Gist): string {
  return [...stems, ...numbers].join(' ');
}

export function readGist(text: string): Gist {
  const parts = text.split(' ').filter((part) => part !== '');
  return {
    stems: parts.filter((part) => /^\p{L}/u.test(part)),
    numbers: parts.filter((part) => /^\p{N}/u.test(part)),
  };
}

/** Whether a label names something that happens anew each time: an attack, damage, initiative, a save. (G3.4) */
export function isHappening(label: string): boolean {
  const tokens = fold(label).match(/\p{L}+/gu) ?? [];
  return tokens.some((token) => HAPPENINGS.some((prefix) => token.startsWith(prefix)));
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/['’ʼ`]s?(?!\p{L})/gu, '');
}

function isSameStem(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return short.length >= PREFIX_LETTERS && long.startsWith(short);
}

/** A word without its ending: crude, but the same for the forms of a word, which is all that comparing needs. */
function stemOf(word: string): string {
  const cut = /\p{Script=Cyrillic}/u.test(word)
    ? word.replace(
        /(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ией|иям|иях|ах|ях|ов|ев|ей|ой|ый|ий|ая|яя|ое|ее|ые|ие|ом|ем|ам|ям|ую|юю|ых|их|ью|ию|ия|ии|[аеиоуыэюяьй])$/u,
        '',
      )
    : word.replace(/(?:ings?|ed|es|s|e|y|ies)$/u, '');
  return cut.length >= 3 ? cut : word;
}

const GENERIC_PREFIXES = GENERIC_WORDS.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
const GENERIC_FORMS: ReadonlySet<string> = new Set(GENERIC_WORDS);

function isGeneric(word: string): boolean {
  const forms = [
    word,
    ...['s', 'd', 'es', 'ed', 'ing'].filter((end) => word.endsWith(end)).map((end) => word.slice(0, -end.length)),
  ];
  return forms.some((form) => GENERIC_FORMS.has(form)) || GENERIC_PREFIXES.some((prefix) => word.startsWith(prefix));
}
