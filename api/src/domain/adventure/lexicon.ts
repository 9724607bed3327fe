import type { Language } from '@skald/protocol';
import type { Pattern } from './words.ts';

/** Questions of the table to the narrator, not of a character to somebody in the story. */
export const QUESTION_IDS = ['options', 'where', 'see', 'who', 'how', 'repeat', 'greeting'] as const;
export type QuestionId = (typeof QUESTION_IDS)[number];

/** How one language says what players do; nothing of any story. */
export interface Lexicon {
  readonly language: Language;
  /** Verbs of each intent. Positions matter, so that "not" and the nearest target can be found. */
  readonly intents: Readonly<Record<string, readonly Pattern[]>>;
  /** Words such as `yes` that mean an intent only in a short line without any other. */
  readonly shortIntents: Readonly<Record<string, readonly Pattern[]>>;
  readonly negations: readonly Pattern[];
  /** Phrases with a "not" that means yes: `why don't we`. */
  readonly falseNegations: readonly Pattern[];
  /** Words that a negation passes over without being used up: `will`, `want`. */
  readonly auxiliaries: readonly Pattern[];
  readonly conjunctions: readonly string[];
  /** Make a question anywhere near the start of a line. */
  readonly questionWords: readonly Pattern[];
  /** Make a question only as its first word: `can`, `is`. */
  readonly questionStarts: readonly Pattern[];
  /** Words that say nothing by themselves. */
  readonly fillers: readonly Pattern[];
  /** Names of the DM at the start of a line. */
  readonly vocatives: readonly Pattern[];
  /** Tested against simplified words joined by single spaces, with a space at both ends. */
  readonly questions: readonly { readonly id: QuestionId; readonly pattern: RegExp }[];
  /** Asks who someone is, in front of a name. */
  readonly whoIs: RegExp;
}
