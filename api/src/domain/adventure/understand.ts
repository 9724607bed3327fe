import type { Lexicon, QuestionId } from './lexicon.ts';
import { findHits, type Hit, type Pattern, simplify, type Token, tokenise } from './words.ts';

export interface Mention {
  readonly id: string;
  /** Index of its first word. */
  readonly position: number;
}

/** What was made of a line: no decision yet, and nothing of any scene. */
export interface Reading {
  /** What is meant to be done. An intent under a "not" has `not:` before its name. */
  readonly intents: readonly Mention[];
  readonly targets: readonly Mention[];
  readonly isQuestion: boolean;
  readonly isAskingWho: boolean;
  readonly question: QuestionId | null;
  /** How many words are neither intents nor targets nor fillers. */
  readonly unknownWords: number;
}

type Vocabulary = Readonly<Record<string, readonly Pattern[]>>;

/** Target that is the one spoken to, "you". */
export const SELF = 'self';
/** Longest utterance, in words, in which a bare "yes" is an answer. */
const SHORT_UTTERANCE_WORDS = 4;
/** A question word counts only near the start of a line, in words. */
const QUESTION_START_WORDS = 4;

/** Reads a player's line with the words of a language and of a story. Pure; knows no scene. */
export function understand(text: string, lexicon: Lexicon, targets: Vocabulary): Reading {
  const tokens = withoutVocative(tokenise(text, lexicon.conjunctions), lexicon);
  const isKnown = new Set<number>();
  const short = Object.values(lexicon.shortIntents);
  for (const plain of [lexicon.fillers, lexicon.questionWords, lexicon.questionStarts, lexicon.negations, ...short]) {
    cover(isKnown, findHits(tokens, plain));
  }
  const things = findAll(tokens, targets, isKnown);
  const found = findAll(tokens, lexicon.intents, isKnown);
  const isShort = tokens.length <= SHORT_UTTERANCE_WORDS && things.every(({ id }) => id !== SELF);
  const verbs = withoutShadowed(found.length === 0 && isShort ? findAll(tokens, lexicon.shortIntents, isKnown) : found);
  // Slips of one letter are looked for only in words that are nothing else.
  const strange = tokens.map((token, position) => (isKnown.has(position) ? { ...token, text: '' } : token));
  things.push(...findAll(strange, targets, isKnown, true));
  verbs.push(...findAll(strange, lexicon.intents, isKnown, true));
  const negated = negatedPositions(tokens, lexicon);
  const line = ` ${tokens.map((token) => token.text).join(' ')} `;
  return {
    intents: withoutDoubles(verbs)
      .map(({ id, position }) => ({ id: negated.has(position) ? `not:${id}` : id, position }))
      .sort((left, right) => left.position - right.position),
    targets: withoutDoubles(things).sort((left, right) => left.position - right.position),
    isQuestion: text.includes('?') || isQuestion(tokens, lexicon, things),
    isAskingWho: lexicon.whoIs.test(line),
    question: lexicon.questions.find(({ pattern }) => pattern.test(line))?.id ?? null,
    unknownWords: tokens.filter((_, position) => !isKnown.has(position)).length,
  };
}

type Found = Hit & { readonly id: string };

function findAll(tokens: readonly Token[], vocabulary: Vocabulary, isKnown: Set<number>, isForgiving = false): Found[] {
  const found = Object.entries(vocabulary).flatMap(([id, patterns]) =>
    findHits(tokens, patterns, isForgiving).map((hit) => ({ id, ...hit })),
  );
  cover(isKnown, found);
  return found;
}

/** Of two readings of the same words the longer one counts: `take a look` is no taking. */
function withoutShadowed(found: readonly Found[]): Found[] {
  return found.filter(
    (hit) =>
      !found.some(
        (other) =>
          other.length > hit.length &&
          other.position <= hit.position &&
          other.position + other.length >= hit.position + hit.length,
      ),
  );
}

/** One mention for a word, however many patterns it fits. */
function withoutDoubles(found: readonly Found[]): Mention[] {
  const mentions = new Map(found.map(({ id, position }) => [`${id} ${position}`, { id, position }]));
  return [...mentions.values()];
}

function cover(positions: Set<number>, hits: readonly Hit[]): void {
  for (const { position, length } of hits) for (let offset = 0; offset < length; offset += 1) positions.add(position + offset);
}

/** A question word near the start; a verb that may begin a question only at the start, or behind a name. */
function isQuestion(tokens: readonly Token[], lexicon: Lexicon, things: readonly Found[]): boolean {
  const start = things.some(({ position }) => position === 0) ? 1 : 0;
  return (
    findHits(tokens.slice(0, QUESTION_START_WORDS), lexicon.questionWords).length > 0 ||
    findHits(tokens.slice(start), lexicon.questionStarts).some(({ position }) => position === 0)
  );
}

/** Drops the DM's name at the start, with fillers before it: "so, master, ...". */
function withoutVocative(tokens: readonly Token[], lexicon: Lexicon): Token[] {
  const names = findHits(tokens, lexicon.vocatives);
  const fillers = new Set(findHits(tokens, lexicon.fillers).map(({ position }) => position));
  const first = names.find(
    ({ position }) => position <= 2 && Array.from({ length: position }, (_, index) => index).every((index) => fillers.has(index)),
  );
  const start = first === undefined ? 0 : first.position + first.length;
  return start >= tokens.length ? [...tokens] : tokens.slice(start);
}

/** Positions that a "not" reaches: up to the next word that is no auxiliary, within its clause. */
function negatedPositions(tokens: readonly Token[], lexicon: Lexicon): Set<number> {
  const negated = new Set<number>();
  const isHarmless = new Set<number>();
  cover(isHarmless, findHits(tokens, lexicon.falseNegations));
  const isPassed = new Set<number>();
  cover(isPassed, findHits(tokens, lexicon.auxiliaries));
  for (const hit of findHits(tokens, lexicon.negations)) {
    if (isHarmless.has(hit.position)) continue;
    for (let position = hit.position + hit.length; position < tokens.length; position += 1) {
      if (tokens[position]?.clause !== tokens[hit.position]?.clause) break;
      negated.add(position);
      if (!isPassed.has(position)) break;
    }
  }
  return negated;
}

/** Letters of a text alone, for comparing what was said with a text of the story. */
export function soundsOf(text: string): string {
  return simplify(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
