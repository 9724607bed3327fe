import { MAX_DICE } from '@skald/protocol';
import { DiceError } from './dice-error.ts';
import { type DiceModifier, type ExplosionManner, type GroupModifier, passesOne, type Selector } from './expression.ts';
import { isComparison, readComparison, readFaces, requireFaces } from './read-comparison.ts';
import { countOperator, giveHint, isDigit, isLetter, peek, readWhole, type Scanner, skipSpace, stands, take } from './scanner.ts';

/** What modifiers are about: how many dice or items there are, and what one of them may show. */
interface Subject {
  readonly count: number;
  readonly lowest: number;
  readonly highest: number;
  /** Items of a group are kept, dropped and counted, and nothing else. */
  readonly isGroup: boolean;
}

/** Keywords, longer ones first. The signs of explosions are read apart. */
const WORDS = [
  'cs',
  'cf',
  'dh',
  'dl',
  'd',
  'e',
  'f',
  'kh',
  'kl',
  'k',
  'min',
  'max',
  'mi',
  'ma',
  'ph',
  'pl',
  'p',
  'rr',
  'ro',
  'ra',
  'r',
  'xo',
  'x',
] as const;
type Keyword = (typeof WORDS)[number];
const KEYWORDS: ReadonlyMap<number, readonly Keyword[]> = Map.groupBy(WORDS, (word) => word.charCodeAt(0));
const EXPLOSIONS: readonly (readonly [sign: string, manner: ExplosionManner])[] = [
  ['!!p', 'compound_penetrate'],
  ['!!', 'compound'],
  ['!p', 'penetrate'],
  ['!', 'open'],
];
const BANG = 0x21;

/** Modifiers of dice that show `lowest` to `highest`, in the order they are written. Throws DiceError. */
export function readDiceModifiers(scanner: Scanner, count: number, lowest: number, highest: number): DiceModifier[] {
  return readModifiers(scanner, { count, lowest, highest, isGroup: false });
}

/** Modifiers of a group: what is kept, dropped or counted. Throws DiceError. */
export function readGroupModifiers(scanner: Scanner, count: number): GroupModifier[] {
  return readModifiers(scanner, { count, lowest: 0, highest: 0, isGroup: true }).filter(isGroupModifier);
}

function isGroupModifier(modifier: DiceModifier): modifier is GroupModifier {
  return modifier.kind === 'keep' || modifier.kind === 'drop' || modifier.kind === 'count';
}

function readModifiers(scanner: Scanner, subject: Subject): DiceModifier[] {
  const modifiers: DiceModifier[] = [];
  for (;;) {
    skipSpace(scanner);
    const start = scanner.at;
    const modifier = readModifier(scanner, subject, modifiers);
    if (modifier === null) break;
    countOperator(scanner);
    addModifier(modifiers, modifier, subject, start);
  }
  const last = modifiers.at(-1);
  if (last?.kind === 'count' && last.successes.length === 0) throw new DiceError('no_successes', scanner.at);
  return modifiers;
}

function readModifier(scanner: Scanner, subject: Subject, before: readonly DiceModifier[]): DiceModifier | null {
  const code = peek(scanner);
  if (code === BANG) return subject.isGroup ? null : readExplosion(scanner, subject);
  if (isComparison(code)) {
    const success = readComparison(scanner);
    return success === null ? null : { kind: 'count', successes: [success], failures: [] };
  }
  const keyword = keywordAt(scanner, 0);
  if (keyword === null || !isModifierRun(scanner)) return null;
  if (subject.isGroup && /[erxm]/.test(keyword)) return null;
  scanner.at += keyword.length;
  return readKeyword(scanner, keyword, subject, before);
}

/** The keyword that stands `offset` characters further on. A plain `d` is one only with a number: else it may begin a word, or dice. */
function keywordAt(scanner: Scanner, offset: number): Keyword | null {
  const keywords = KEYWORDS.get(peek(scanner, offset));
  const found = keywords?.find((keyword) => stands(scanner, keyword, offset)) ?? null;
  return found === 'd' && !isDigit(peek(scanner, offset + 1)) ? null : found;
}

/** Whether the letters here are keywords and nothing else, as in `rokh1`. If they are not, they are text: not a modifier with a rest. */
function isModifierRun(scanner: Scanner): boolean {
  let offset = 0;
  while (isLetter(peek(scanner, offset))) {
    const keyword = keywordAt(scanner, offset);
    if (keyword === null) return false;
    offset += keyword.length;
  }
  return true;
}

function readKeyword(scanner: Scanner, keyword: Keyword, subject: Subject, before: readonly DiceModifier[]): DiceModifier {
  switch (keyword) {
    case 'kh':
    case 'kl':
    case 'k':
    case 'dh':
    case 'dl':
    case 'd':
    case 'ph':
    case 'pl':
    case 'p':
      return readSelection(scanner, keyword, most(subject, before));
    case 'rr':
    case 'ro':
    case 'r':
      return readReroll(scanner, keyword, subject);
    case 'ra':
      return explosion(scanner, 'first', subject);
    case 'xo':
      return explosion(scanner, 'once', subject);
    case 'e':
      return { kind: 'explode', manner: 'open', faces: [requireFaces(scanner)] };
    case 'x':
      if (isDigit(peek(scanner))) giveHint(scanner, 'explodes');
      return explosion(scanner, 'open', subject);
    case 'min':
    case 'mi':
      return { kind: 'raise', value: readWhole(scanner, 1, faceLimit(subject), 'whole_number') };
    case 'max':
    case 'ma':
      return { kind: 'lower', value: readWhole(scanner, 1, faceLimit(subject), 'whole_number') };
    case 'cs':
      giveHint(scanner, 'counts_successes');
      return { kind: 'count', successes: [requireFaces(scanner)], failures: [] };
    case 'cf':
    case 'f':
      if (keyword === 'cf') giveHint(scanner, 'counts_successes');
      return { kind: 'count', successes: [], failures: [requireFaces(scanner)] };
  }
}

function faceLimit({ highest }: Subject): number {
  return Math.max(1, highest);
}

/** Dice that explode may become more than there were. */
function most({ count }: Subject, before: readonly DiceModifier[]): number {
  return before.some(({ kind }) => kind === 'explode') ? MAX_DICE : count;
}

function readSelection(
  scanner: Scanner,
  keyword: 'kh' | 'kl' | 'k' | 'dh' | 'dl' | 'd' | 'ph' | 'pl' | 'p',
  max: number,
): DiceModifier {
  const kind = keyword.startsWith('k') ? 'keep' : 'drop';
  return { kind, selectors: [readSelector(scanner, keyword, max)] };
}

function readSelector(scanner: Scanner, keyword: string, max: number): Selector {
  if (keyword === 'p') return { kind: 'faces', faces: requireFaces(scanner) };
  if (keyword === 'k' && isComparison(peek(scanner))) return { kind: 'faces', faces: requireFaces(scanner) };
  const isHighest = keyword === 'k' || keyword.endsWith('h');
  if (!isDigit(peek(scanner))) return { kind: isHighest ? 'highest' : 'lowest', count: 1 };
  if (keyword === 'k') giveHint(scanner, 'keeps_highest');
  return { kind: isHighest ? 'highest' : 'lowest', count: readWhole(scanner, 1, max, 'whole_number') };
}

function readReroll(scanner: Scanner, keyword: 'rr' | 'ro' | 'r', subject: Subject): DiceModifier {
  if (keyword === 'r') giveHint(scanner, 'reroll_once');
  const faces = readFaces(scanner) ?? { test: 'equal', value: subject.lowest };
  return { kind: 'reroll', until: keyword === 'rr', faces: [faces] };
}

function readExplosion(scanner: Scanner, subject: Subject): DiceModifier | null {
  for (const [sign, manner] of EXPLOSIONS) if (take(scanner, sign)) return explosion(scanner, manner, subject);
  return null;
}

function explosion(scanner: Scanner, manner: ExplosionManner, subject: Subject): DiceModifier {
  const faces = readFaces(scanner) ?? { test: 'equal', value: subject.highest };
  return { kind: 'explode', manner, faces: [faces] };
}

/** Throws DiceError `after_count` and `endless`. */
function addModifier(modifiers: DiceModifier[], added: DiceModifier, subject: Subject, position: number): void {
  const last = modifiers.at(-1);
  if (last?.kind === 'count' && added.kind !== 'count') throw new DiceError('after_count', position);
  const joined = last === undefined ? null : joinModifiers(last, added);
  if (joined !== null) modifiers.pop();
  const modifier = joined ?? added;
  if (isEndless(modifier, subject)) throw new DiceError('endless', position);
  modifiers.push(modifier);
}

/** What belongs together is one modifier: `kh1kl1` keeps both, `rr1rr2` rerolls both. Null for two that work one after the other. */
function joinModifiers(one: DiceModifier, other: DiceModifier): DiceModifier | null {
  switch (one.kind) {
    case 'keep':
    case 'drop':
      return other.kind === one.kind ? { ...one, selectors: [...one.selectors, ...other.selectors] } : null;
    case 'reroll':
      return other.kind === 'reroll' && other.until === one.until ? { ...one, faces: [...one.faces, ...other.faces] } : null;
    case 'explode':
      return other.kind === 'explode' && other.manner === one.manner ? { ...one, faces: [...one.faces, ...other.faces] } : null;
    case 'count': {
      if (other.kind !== 'count') return null;
      const failures = [...one.failures, ...other.failures];
      return { kind: 'count', successes: [...one.successes, ...other.successes], failures };
    }
    case 'raise':
    case 'lower':
      return null;
  }
}

/** Dice that are rolled again whatever they show. */
function isEndless(modifier: DiceModifier, { lowest, highest }: Subject): boolean {
  if (modifier.kind !== 'explode' && modifier.kind !== 'reroll') return false;
  if (modifier.kind === 'explode' ? isSingle(modifier.manner) : !modifier.until) return false;
  for (let face = lowest; face <= highest; face += 1) if (!passesOne(modifier.faces, face)) return false;
  return true;
}

function isSingle(manner: ExplosionManner): boolean {
  return manner === 'once' || manner === 'first';
}
