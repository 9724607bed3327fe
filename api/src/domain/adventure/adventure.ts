import type { Language } from '@skald/protocol';
import type { Lexicon, QuestionId } from './lexicon.ts';

/** Holds when every flag of `has` is set and none of `lacks` is. */
export interface Guard {
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
}

/** What an attempt leads to. The first outcome whose guard holds is played; a list must end with one that always does. */
export interface Outcome {
  readonly when?: Guard;
  /** Key of a text. */
  readonly says: string;
  readonly sets?: readonly string[];
  /** Scene that begins after the text; its situation is told at once. */
  readonly to?: string;
  /** Ending that is reached; `to` is then the epilogue. */
  readonly ending?: string;
  /** All is as it was at the start, for another evening. */
  readonly restarts?: true;
}

/** Dice with their stakes fixed before the roll. Both outcomes must lead on. */
export interface Check {
  /** Key of the label shown beside the dice. */
  readonly label: string;
  /** Key of the sentence that is said before the roll: what is risked, without numbers. */
  readonly stakes: string;
  readonly notation: string;
  readonly difficulty: number;
  /** Used instead when any of these guards holds: what the players found out helps. */
  readonly easier?: { readonly whenAny: readonly Guard[]; readonly difficulty: number };
  readonly success: readonly Outcome[];
  readonly failure: readonly Outcome[];
}

/** Words that call for an option: one of the intents and, unless `targets` is empty, one of the targets. */
export interface Trigger {
  readonly intents: readonly string[];
  /** Empty: the intent alone is enough, when nothing unknown is said beside it. */
  readonly targets: readonly string[];
}

/** Something that can be tried in a scene. It has either outcomes or a check. */
export interface Option {
  readonly id: string;
  readonly triggers: readonly Trigger[];
  readonly guard?: Guard;
  /** Key of the words that offer it, `look at the post`; an option without them is never offered but still understood. */
  readonly hint?: string;
  readonly outcomes?: readonly Outcome[];
  readonly check?: Check;
}

/** A text that depends on what happened. */
export interface Told {
  readonly when?: Guard;
  readonly says: string;
}

export interface SceneNode {
  readonly id: string;
  readonly present: readonly { readonly npc: string; readonly when?: Guard }[];
  /** What there is and what calls for an answer. Told on arrival, and when someone asks what they see. */
  readonly situations: readonly Told[];
  /** One or two sentences of what was before, for a new session. */
  readonly recaps: readonly Told[];
  readonly options: readonly Option[];
}

export interface Topic {
  readonly id: string;
  readonly targets: readonly string[];
  readonly when?: Guard;
  readonly says: string;
}

export interface NpcPlot {
  readonly id: string;
  readonly gender: 'female' | 'male' | 'neutral';
  readonly age: 'young' | 'adult' | 'old';
  readonly topics: readonly Topic[];
  /** Key of what is said to words without a known topic. */
  readonly chat: string;
}

/** The part of an adventure that is the same in every language. */
export interface Plot {
  readonly id: string;
  readonly start: string;
  readonly epilogue: string;
  readonly scenes: readonly SceneNode[];
  readonly npcs: readonly NpcPlot[];
  readonly endings: readonly string[];
}

/** An NPC in a language. `trade` is the name instead when a player bears the first one. */
export interface ToldNpc {
  readonly name: string;
  readonly trade: string;
  readonly aliases: readonly string[];
  readonly description: string;
}

/** The part that is told: words of one language. Texts are lists of variants; a line `[Name] ...` is spoken by that NPC. */
export interface Telling {
  readonly language: Language;
  readonly title: string;
  /** Words for each target, in the notation of `parsePatterns`. */
  readonly targets: Readonly<Record<string, string>>;
  readonly scenes: Readonly<Record<string, { readonly title: string; readonly place: string; readonly mood: string }>>;
  readonly npcs: Readonly<Record<string, ToldNpc>>;
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

/** What the offline narrator says outside any story. `{hints}`, `{total}`, `{name}` and `{text}` are filled in. */
export interface Phrases {
  readonly opening: readonly string[];
  /** The same in short, when the opening was cut off. `{title}` is filled in; a title starts no sentence. */
  readonly openingAgain: readonly string[];
  /** Said once, in the other language: which one is played in here. */
  readonly otherLanguage: readonly string[];
  readonly previously: readonly string[];
  readonly unknown: readonly string[];
  readonly refusal: readonly string[];
  readonly absent: readonly string[];
  readonly rolled: readonly string[];
  readonly rollFailed: readonly string[];
  readonly notKept: readonly string[];
  readonly nextSpeaker: readonly string[];
  readonly described: readonly string[];
  readonly answers: Readonly<Record<Exclude<QuestionId, 'see' | 'where'>, readonly string[]>>;
  readonly where: readonly string[];
  readonly or: string;
}

export interface Adventure {
  readonly plot: Plot;
  readonly telling: Telling;
  readonly phrases: Phrases;
  readonly lexicon: Lexicon;
}

/** Throws when there is no such scene: the plot is broken, or the state belongs to another adventure. */
export function findScene(plot: Plot, id: string): SceneNode {
  const scene = plot.scenes.find((candidate) => candidate.id === id);
  if (scene === undefined) throw new RangeError(`the adventure has no scene ${id}`);
  return scene;
}

/** Variants of a text. Throws when the telling lacks it. */
export function textsOf(telling: Telling, key: string): readonly string[] {
  const texts = telling.texts[key];
  if (texts === undefined || texts.length === 0) throw new RangeError(`the telling has no text ${key}`);
  return texts;
}
