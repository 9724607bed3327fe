import type { Adventure, NpcPlot, Option, SceneNode, Topic, Trigger } from './adventure.ts';
import type { QuestionId } from './lexicon.ts';
import { type AdventureState, holds } from './state.ts';
import { type Mention, type Reading, SELF } from './understand.ts';

/** What a line asks for in a scene. */
export type Meaning =
  | { readonly kind: 'option'; readonly option: Option }
  | { readonly kind: 'topic'; readonly npc: NpcPlot; readonly topic: Topic }
  | { readonly kind: 'chat'; readonly npc: NpcPlot }
  | { readonly kind: 'absent'; readonly npc: NpcPlot }
  /** Who somebody of the story is; looked up, not known by heart. */
  | { readonly kind: 'described'; readonly npc: NpcPlot }
  | { readonly kind: 'question'; readonly question: QuestionId }
  | { readonly kind: 'refusal' }
  | { readonly kind: 'nothing' };

/** Deeds that are done by speaking: "I tell him that we know" is no small talk. */
const SPEECH_ACTS = ['accuse', 'persuade', 'comfort', 'threaten', 'pay', 'return', 'show', 'tell'];
/** Questions that give way to a deed with a thing in the same line: "what do I see in the water". */
const WEAK_QUESTIONS: readonly QuestionId[] = ['see', 'where', 'greeting'];

/** NPCs who are there. */
export function presentNpcs(adventure: Adventure, scene: SceneNode, state: AdventureState): NpcPlot[] {
  return scene.present
    .filter(({ when }) => holds(when, state))
    .flatMap(({ npc }) => adventure.plot.npcs.filter(({ id }) => id === npc));
}

/** Decides what a reading means here and now. Silent by default: what fits nothing is `nothing`. */
export function findMeaning(adventure: Adventure, scene: SceneNode, state: AdventureState, reading: Reading): Meaning {
  const present = presentNpcs(adventure, scene, state);
  const named = adventure.plot.npcs.filter(({ id }) => reading.targets.some((target) => target.id === id));
  const partner = named.find((npc) => present.includes(npc)) ?? null;
  const isTalking = has(reading.intents, ['ask', 'talk']);
  const option = findOption(scene, state, reading);
  const question = reading.question;

  const speechAct = findOption(scene, state, {
    ...reading,
    intents: reading.intents.filter(({ id }) => SPEECH_ACTS.includes(id)),
  });
  if (speechAct !== null && question === null) return { kind: 'option', option: speechAct.option };
  if (question !== null && !isTalking && partner === null && !(WEAK_QUESTIONS.includes(question) && option?.isAimed === true)) {
    return { kind: 'question', question };
  }
  const isAbout = reading.targets.some(({ id }) => id !== partner?.id && id !== SELF);
  if (reading.isAskingWho && !isTalking && partner !== null && !isAbout) return { kind: 'described', npc: partner };
  const isRequest = has(reading.intents, ['want']) && option !== null;
  const topic = findTopic(present, partner, state, reading);
  if (topic !== null && (isTalking || (partner !== null && reading.isQuestion && !isRequest))) return topic;
  if (option !== null) return { kind: 'option', option: option.option };
  const isSpokenTo = partner !== null && (isAddress(partner, reading) || has(reading.intents, ['say']));
  if (topic !== null && (reading.isQuestion || isSpokenTo)) return topic;
  return question === null ? findTalk(present, partner, named, reading) : { kind: 'question', question };
}

function findTalk(present: readonly NpcPlot[], partner: NpcPlot | null, named: readonly NpcPlot[], reading: Reading): Meaning {
  const isTalking = has(reading.intents, ['ask', 'talk', 'say', 'call', 'greet']);
  if (partner !== null && (isTalking || isAddress(partner, reading) || reading.isQuestion)) return { kind: 'chat', npc: partner };
  const absent = named.find((npc) => !present.includes(npc));
  if (absent !== undefined && (isTalking || reading.isQuestion || isAddress(absent, reading)))
    return { kind: 'absent', npc: absent };
  const only = present[0];
  if (only !== undefined && isTalking && reading.unknownWords === 0) return { kind: 'chat', npc: only };
  const isRefusing = reading.intents.length > 0 && reading.intents.every(({ id }) => id.startsWith('not:') || id === 'refuse');
  if (isRefusing && (reading.targets.length > 0 || reading.unknownWords === 0)) return { kind: 'refusal' };
  return { kind: 'nothing' };
}

/** A line that begins with a name is said to its bearer. */
function isAddress(npc: NpcPlot, { targets }: Reading): boolean {
  return targets[0]?.id === npc.id && targets[0].position <= 1;
}

/** A topic of the one who is named, else of anybody present; "you" is a topic only when somebody is named. */
function findTopic(
  present: readonly NpcPlot[],
  partner: NpcPlot | null,
  state: AdventureState,
  reading: Reading,
): Extract<Meaning, { kind: 'topic' }> | null {
  for (const npc of partner === null ? present : [partner]) {
    const about = reading.targets.filter(({ id }) => id !== npc.id && (id !== SELF || partner !== null));
    const topic = npc.topics.find(({ targets, when }) => holds(when, state) && has(about, targets));
    if (topic !== undefined) return { kind: 'topic', npc, topic };
  }
  return null;
}

interface FoundOption {
  readonly option: Option;
  readonly score: number;
  /** A thing was named with the deed. */
  readonly isAimed: boolean;
}

/** The option whose verb stands nearest to its target; a bare verb counts only when nothing unknown is said. */
function findOption(scene: SceneNode, state: AdventureState, reading: Reading): FoundOption | null {
  let best: FoundOption | null = null;
  for (const option of scene.options.filter(({ guard }) => holds(guard, state))) {
    for (const trigger of option.triggers) {
      const score = scoreOf(trigger, reading);
      if (score !== null && (best === null || score > best.score)) best = { option, score, isAimed: trigger.targets.length > 0 };
    }
  }
  return best;
}

/** A deed with a thing always beats a bare one; of the same kind, the nearer and the earlier. */
const BARE_SCORE = -1_000;
const BACKWARDS_COST = 0.5;
const LATER_COST = 0.01;

function scoreOf({ intents, targets }: Trigger, reading: Reading): number | null {
  const verbs = reading.intents.filter(({ id }) => intents.includes(id));
  if (targets.length === 0) {
    const first = verbs[0];
    return first === undefined || reading.unknownWords > 0 ? null : BARE_SCORE - first.position;
  }
  const things = reading.targets.filter(({ id }) => targets.includes(id));
  const scores = verbs.flatMap((verb) =>
    things.map((thing) => {
      const distance = thing.position - verb.position;
      return -Math.abs(distance) - (distance < 0 ? BACKWARDS_COST : 0) - verb.position * LATER_COST;
    }),
  );
  return scores.length === 0 ? null : Math.max(...scores);
}

function has(mentions: readonly Mention[], ids: readonly string[]): boolean {
  return mentions.some(({ id }) => ids.includes(id));
}
