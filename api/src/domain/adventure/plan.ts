import { type Adventure, type Check, findScene, type NpcPlot, type Outcome, textsOf } from './adventure.ts';
import { after, difficultyOf, pickOutcome, startOf } from './explore.ts';
import { languageOfLine } from '../script/line-language.ts';
import type { QuestionId } from './lexicon.ts';
import { findMeaning, type Meaning } from './match.ts';
import { heardOpening, type Opening } from './opening.ts';
import { choose, fill, firstSentence, offerHints, pickTold, tell, wasTold } from './say.ts';
import { type AdventureState, readState } from './state.ts';
import { understand } from './understand.ts';
import type { AdventureView, SaidLine } from './view.ts';
import { targetPatterns } from './vocabulary.ts';

/** What must be asked of a tool before the turn can be told. */
export type Pending =
  | { readonly kind: 'roll'; readonly check: Check; readonly difficulty: number; readonly actor: string }
  | { readonly kind: 'lookup'; readonly npc: NpcPlot };

/** A turn that is decided as far as it can be without dice. */
export interface Plan {
  /** Null when the adventure was not begun. */
  readonly before: AdventureState | null;
  readonly after: AdventureState;
  readonly lines: readonly string[];
  readonly pending: Pending | null;
  /** Somebody else asked for something, too, and is asked to say it again. */
  readonly nextSpeaker: string | null;
}

/** Most contributions that one turn answers. */
const ANSWERED_AT_ONCE = 2;

/** Decides a turn from the facts and from what was said. Pure: the same view gives the same plan. */
export function planTurn(adventure: Adventure, view: AdventureView): Plan {
  const state = readState(view.facts, adventure.plot.id);
  const plan = planStory(adventure, view, state);
  const hint = hintOfLanguage(adventure, view, state ?? startOf(adventure.plot));
  return hint === null ? plan : { ...plan, lines: [hint, ...plan.lines] };
}

function planStory(adventure: Adventure, view: AdventureView, before: AdventureState | null): Plan {
  const { cause } = view;
  const state = before ?? startOf(adventure.plot);
  const opening = heardOpening(adventure, view, state);
  const mayAnswer = opening === 'heard' ? cause.said.length > 0 : cause.said.some((said) => isMeantIn(adventure, said, state));
  if (opening === 'unheard' || (!mayAnswer && (before === null || opening === 'introduced'))) {
    return open(adventure, view, before, opening);
  }
  const answered = answerAll(adventure, view, before, state, cause.said);
  if (before === null || (cause.kind === 'addressed' && cause.said.length > 0)) return answered;
  return resume(adventure, view, before, answered);
}

/** Tells what this is and where everybody is: as far as it was not heard, and in short what was begun before. */
function open(adventure: Adventure, view: AdventureView, before: AdventureState | null, opening: Opening): Plan {
  const state = before ?? startOf(adventure.plot);
  const { phrases, telling } = adventure;
  const introduction = choose(before === null ? phrases.opening : phrases.openingAgain, view);
  const introduced = opening === 'unheard' ? [fill(introduction, { title: telling.title })] : [];
  const lines = [...introduced, situation(adventure, view, state)];
  return { before, after: state, lines, pending: null, nextSpeaker: null };
}

/** One sentence in the language of whoever speaks another one than the table's and was not understood; once. */
function hintOfLanguage(adventure: Adventure, view: AdventureView, state: AdventureState): string | null {
  const { telling, phrases } = adventure;
  const isForeign = view.cause.said.some(
    (said) => languageOfLine(said.text, telling.language) !== telling.language && !isMeantIn(adventure, said, state),
  );
  const told = new Set(view.lines.filter(({ seatId }) => seatId === null).map(({ text }) => firstSentence(text)));
  if (!isForeign || phrases.otherLanguage.some((text) => told.has(firstSentence(text)))) return null;
  return choose(phrases.otherLanguage, view);
}

/** A new evening in the middle: what was before, then the answer to what was said, or else where everybody is. */
function resume(adventure: Adventure, view: AdventureView, state: AdventureState, answered: Plan): Plan {
  const scene = findScene(adventure.plot, state.scene);
  const recap = tell(adventure, pickTold(scene.recaps, state), view);
  const previously = fill(choose(adventure.phrases.previously, view), { text: recap });
  if (view.cause.said.some((said) => isMeantIn(adventure, said, state))) {
    return { ...answered, lines: [previously, ...answered.lines] };
  }
  return {
    before: state,
    after: state,
    lines: [previously, situation(adventure, view, state)],
    pending: null,
    nextSpeaker: null,
  };
}

function isMeant(meaning: Meaning): boolean {
  return meaning.kind !== 'nothing' && !(meaning.kind === 'question' && meaning.question === 'greeting');
}

function isMeantIn(adventure: Adventure, said: SaidLine, state: AdventureState): boolean {
  return isMeant(meaningOf(adventure, said.text, state));
}

/** What a player's words mean in the scene of a state. */
export function meaningOf(adventure: Adventure, text: string, state: AdventureState): Meaning {
  const reading = understand(text, adventure.lexicon, targetPatterns(adventure.telling));
  return findMeaning(adventure, findScene(adventure.plot, state.scene), state, reading);
}

/** The fullest situation that was not just told. */
export function situation(adventure: Adventure, view: AdventureView, state: AdventureState): string {
  const texts = textsOf(adventure.telling, pickTold(findScene(adventure.plot, state.scene).situations, state));
  return texts.find((text) => !wasTold(text, view)) ?? choose(texts, view);
}

/** Answers contributions in order until one needs a tool or changes the scene; what is not understood waits its turn. */
function answerAll(
  adventure: Adventure,
  view: AdventureView,
  before: AdventureState | null,
  start: AdventureState,
  said: readonly SaidLine[],
): Plan {
  const understood = said.filter((one) => isMeantIn(adventure, one, start));
  const queue = understood.length > 0 ? understood : said.slice(-1);
  const lines: string[] = [];
  let state = start;
  for (const [index, line] of queue.entries()) {
    const step = answerOne(adventure, view, state, line);
    lines.push(...step.lines);
    const next = queue[index + 1];
    const isOver = step.pending !== null || step.after.scene !== state.scene || index + 1 >= ANSWERED_AT_ONCE;
    state = step.after;
    if (isOver) return { before, after: state, lines, pending: step.pending, nextSpeaker: next?.speaker ?? null };
  }
  return { before, after: state, lines, pending: null, nextSpeaker: null };
}

interface Step {
  readonly lines: readonly string[];
  readonly after: AdventureState;
  readonly pending: Pending | null;
}

function answerOne(adventure: Adventure, view: AdventureView, state: AdventureState, said: SaidLine): Step {
  const meaning = meaningOf(adventure, said.text, state);
  const say = (line: string): Step => ({ lines: [line], after: state, pending: null });
  const hints = offerHints(adventure, findScene(adventure.plot, state.scene), state, view);
  switch (meaning.kind) {
    case 'option': {
      const { check, outcomes } = meaning.option;
      if (check === undefined) return applyOutcome(adventure, view, state, outcomes ?? []);
      const pending: Pending = { kind: 'roll', check, difficulty: difficultyOf(check, state), actor: actorOf(view, said) };
      return { lines: [tell(adventure, check.stakes, view)], after: state, pending };
    }
    case 'topic':
      return say(tell(adventure, meaning.topic.says, view));
    case 'chat':
      return say(tell(adventure, meaning.npc.chat, view));
    case 'absent':
      return say(fill(choose(adventure.phrases.absent, view), { name: nameOf(adventure, meaning.npc), hints }));
    case 'described':
      return { lines: [], after: state, pending: { kind: 'lookup', npc: meaning.npc } };
    case 'question':
      return say(answerQuestion(adventure, view, state, meaning.question, hints));
    case 'refusal':
      return say(fill(choose(adventure.phrases.refusal, view), { hints }));
    case 'nothing':
      return say(fill(choose(adventure.phrases.unknown, view), { hints }));
  }
}

function answerQuestion(
  adventure: Adventure,
  view: AdventureView,
  state: AdventureState,
  question: QuestionId,
  hints: string,
): string {
  if (question === 'see') return situation(adventure, view, state);
  if (question === 'where') {
    const { place } = adventure.telling.scenes[state.scene] ?? { place: adventure.telling.title };
    return fill(choose(adventure.phrases.where, view), { place, hints });
  }
  if (question === 'repeat') {
    const told = lastTold(adventure, view);
    if (told !== null) return told;
  }
  return fill(choose(adventure.phrases.answers[question], view), { hints, text: situation(adventure, view, state) });
}

/** What the DM said last, as a speech script; null when it said nothing yet. */
function lastTold(adventure: Adventure, view: AdventureView): string | null {
  const names = Object.values(adventure.telling.npcs).map(({ name }) => name);
  const last = view.lines.findLastIndex(({ seatId }) => seatId === null);
  const first = view.lines.slice(0, last).findLastIndex(({ seatId }) => seatId !== null) + 1;
  const told = view.lines.slice(first, last + 1).filter(({ seatId }) => seatId === null);
  if (last < 0) return null;
  return told.map(({ speaker, text }) => (names.includes(speaker) ? `[${speaker}] ${text}` : text)).join('\n');
}

/** Plays the first outcome that holds, with the situation of a scene that begins by it. */
export function applyOutcome(
  adventure: Adventure,
  view: AdventureView,
  state: AdventureState,
  outcomes: readonly Outcome[],
): Step {
  const outcome = pickOutcome(outcomes, state);
  const next = after(adventure.plot, state, outcome);
  const lines = [tell(adventure, outcome.says, view)];
  if (outcome.to !== undefined) lines.push(situation(adventure, view, next));
  return { lines, after: next, pending: null };
}

export function nameOf(adventure: Adventure, npc: NpcPlot): string {
  return adventure.telling.npcs[npc.id]?.name ?? npc.id;
}

/** The name dice are rolled under: the character's, else the player's. */
function actorOf(view: AdventureView, said: SaidLine): string {
  const seat = view.characters.find(({ seatId }) => seatId === said.seatId);
  return seat?.name ?? seat?.player ?? said.speaker;
}

/** Label of a check; a later run of the adventure has dice of its own. */
export function labelOf(adventure: Adventure, check: Check, state: AdventureState): string {
  const label = textsOf(adventure.telling, check.label)[0] ?? check.label;
  return state.run === 1 ? label : `${label}, ${state.run}`;
}
