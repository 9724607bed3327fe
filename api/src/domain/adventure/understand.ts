import type { Lexicon, QuestionId } from './lexicon.ts';
import { findHits, type Hit, type Pattern, simplify, type Token, tokenise } from './words.ts';

export interface Mention {
  readonly id: string;
  readonly position: number;
}

/** What was made of a line: no decision yet, and nothing of any scene. */
export interface Reading {
  readonly intents: readonly Mention[];
  /** Intents under a "not". */
  readonly refused: readonly Mention[];
  readonly targets: readonly Mention[];
  readonly isQuestion: boolean;
  readonly isAskingWho: boolean;
  readonly question: QuestionId | null;
  /** Words that are neither intents nor targets nor fillers. */
  readonly unknownWords: number;
  readonly words: number;
}

/** Longest utterance, in words, in which a bare "yes" is an answer. */
const SHORT_UTTERANCE_WORDS = 4;

/** Reads a player's line with the words of a language and of a story. Pure; knows no scene. */
export function understand(text: string, lexicon: Lexicon, targets: Readonly<Record<string, readonly Pattern[]>>): Reading {
  const tokens = withoutVocative(tokenise(text, lexicon.conjunctions), lexicon);
  const isAtMostShort = tokens.length <= SHORT_UTTERANCE_WORDS;
  const vocabulary: [kind: 'intent' | 'target', id: string, patterns: readonly Pattern[]][] = [
    ...Object.entries(lexicon.intents).map(
      ([id, patterns]) => ['intent', id, patterns] as [typeof KIND_INTENT, string, typeof patterns],
    ),
    ...Object.entries(isAtMostShort ? lexicon.shortIntents : {}).map(
      ([id, patterns]) => ['intent', id, patterns] as [typeof KIND_INTENT, string, typeof patterns],
    ),
    ...Object.entries(targets).map(([id, patterns]) => ['target', id, patterns] as ['target', string, typeof patterns]),
  ];
  const known = new Set<number>();
  cover(known, findHits(tokens, lexicon.fillers));
  cover(known, findHits(tokens, lexicon.questionWords));
  cover(known, findHits(tokens, lexicon.negations));
  const found = vocabulary.map(([kind, id, patterns]) => ({ kind, id, hits: findHits(tokens, patterns) }));
  for (const { hits } of found) cover(known, hits);
  const strange = tokens.map((token, position) => (known.has(position) ? { ...token, text: '' } : token));
  for (const entry of found) {
    const patterns = vocabulary.find(([kind, id]) => kind === entry.kind && id === entry.id)?.[2] ?? [];
    const slips = findHits(strange, patterns, true);
    cover(known, slips);
    entry.hits.push(...slips);
  }
  const intents = mentions(found.filter(({ kind }) => kind === 'intent'));
  const negated = negatedPositions(tokens, lexicon);
  const line = ` ${tokens.map((token) => token.text).join(' ')} `;
  return {
    intents: intents.filter(({ position }) => !negated.has(position)),
    refused: intents.filter(({ position }) => negated.has(position)),
    targets: mentions(found.filter(({ kind }) => kind === 'target')),
    isQuestion: text.includes('?') || findHits(tokens.slice(0, 4), lexicon.questionWords).length > 0,
    isAskingWho: lexicon.whoIs.test(line),
    question: lexicon.questions.find(({ pattern }) => pattern.test(line))?.id ?? null,
    unknownWords: tokens.length - known.size,
    words: tokens.length,
  };
}

const KIND_INTENT = 'intent';

function mentions(found: readonly { readonly id: string; readonly hits: readonly Hit[] }[]): Mention[] {
  return found
    .flatMap(({ id, hits }) => hits.map(({ position }) => ({ id, position })))
    .sort((left, right) => left.position - right.position);
}

function cover(known: Set<number>, hits: readonly Hit[]): void {
  for (const { position, length } of hits) for (let offset = 0; offset < length; offset += 1) known.add(position + offset);
}

function withoutVocative(tokens: readonly Token[], lexicon: Lexicon): Token[] {
  const names = findHits(tokens, lexicon.vocatives);
  let start = 0;
  while (start < tokens.length) {
    const name = names.find(({ position }) => position === start);
    const filler = findHits(tokens.slice(start, start + 1), lexicon.fillers).length > 0;
    const isNameBehindFillers = filler && names.some(({ position }) => position > start && position <= start + 2);
    if (name !== undefined) start += name.length;
    else if (isNameBehindFillers) start += 1;
    else break;
  }
  return start === tokens.length ? [...tokens] : tokens.slice(start);
}

/** Positions that a "not" reaches: the next word that is no auxiliary, in the same clause, within the language's reach. */
function negatedPositions(tokens: readonly Token[], lexicon: Lexicon): Set<number> {
  const negated = new Set<number>();
  const innocent = new Set<number>();
  cover(innocent, findHits(tokens, lexicon.falseNegations));
  const passed = new Set<number>();
  cover(passed, findHits(tokens, lexicon.auxiliaries));
  for (const hit of findHits(tokens, lexicon.negations)) {
    if (innocent.has(hit.position)) continue;
    const last = hit.position + hit.length - 1;
    let left = lexicon.negationReach;
    for (let position = last + 1; position < tokens.length && left > 0; position += 1) {
      if (tokens[position]?.clause !== tokens[last]?.clause) break;
      negated.add(position);
      if (!passed.has(position)) left -= 1;
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
