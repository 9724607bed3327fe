import { type Adventure, findScene } from './adventure.ts';
import { castAround, inNamesOf } from './cast.ts';
import { presentNpcs } from './match.ts';
import { applyOutcome, labelOf, nameOf, type Pending, type Plan, planTurn } from './plan.ts';
import { choose, fill } from './say.ts';
import { type AdventureState, factsBetween } from './state.ts';
import type { AdventureAnswer, AdventureCall, AdventureView, Round } from './view.ts';

/** Subject of the facts that are the scene panel. */
const PANEL_SUBJECT = 'scene';
/** Names that fit into the object of one fact. */
const PANEL_NAMES_MAX = 8;

/**
 * The next round of a turn: first what must be asked of the dice or looked up, then what must be kept, then what is told
 * of it. `answers` are all tool results of this turn so far. Nothing is told before it is kept.
 */
export function playRound(adventure: Adventure, view: AdventureView, answers: readonly AdventureAnswer[]): Round {
  const cast = castAround(adventure, view);
  const round = nextRound(cast, view, answers);
  return { ...round, lines: round.lines.map((line) => inNamesOf(adventure, cast, line)) };
}

function nextRound(adventure: Adventure, view: AdventureView, answers: readonly AdventureAnswer[]): Round {
  const plan = planTurn(adventure, view);
  if (plan.pending !== null && !answers.some(({ name }) => name === toolOf(plan.pending))) {
    return { lines: plan.lines, calls: [callOf(adventure, plan.pending, plan.after)] };
  }
  const finished = finish(adventure, view, plan, answers);
  const calls = callsFor(adventure, view, plan.before, finished.after);
  const kept = answers.filter(({ name }) => name === 'update_fact' || name === 'create_npc');
  if (calls.length > 0 && kept.length === 0) return { lines: [], calls };
  if (kept.some(({ name, isError }) => name === 'update_fact' && isError)) {
    return { lines: [choose(adventure.phrases.notKept, view)], calls: [] };
  }
  return { lines: finished.lines, calls: [] };
}

interface Finished {
  readonly after: AdventureState;
  /** What was not said before the tools ran. */
  readonly lines: readonly string[];
}

function finish(adventure: Adventure, view: AdventureView, plan: Plan, answers: readonly AdventureAnswer[]): Finished {
  const next = plan.nextSpeaker === null ? [] : [fill(choose(adventure.phrases.nextSpeaker, view), { name: plan.nextSpeaker })];
  if (plan.pending === null) return { after: plan.after, lines: [...plan.lines, ...next] };
  const answer = answers.findLast(({ name }) => name === toolOf(plan.pending));
  if (plan.pending.kind === 'lookup') {
    const { npc } = plan.pending;
    const known = answer === undefined || answer.isError ? null : findText(parseJson(answer.content), 'description');
    const description = known ?? adventure.telling.npcs[npc.id]?.description ?? '';
    const line = fill(choose(adventure.phrases.described, view), { name: nameOf(adventure, npc), text: description });
    return { after: plan.after, lines: [line, ...next] };
  }
  const roll = readRoll(answer, plan.pending.difficulty);
  if (roll === null) return { after: plan.after, lines: [choose(adventure.phrases.rollFailed, view)] };
  const { check } = plan.pending;
  const step = applyOutcome(adventure, view, plan.after, roll.isSuccess ? check.success : check.failure);
  const rolled = fill(choose(adventure.phrases.rolled, view), { total: String(roll.total) });
  return { after: step.after, lines: [rolled, ...step.lines, ...next] };
}

function toolOf(pending: Pending | null): AdventureCall['name'] {
  return pending?.kind === 'roll' ? 'roll_dice' : 'get_entity';
}

function callOf(adventure: Adventure, pending: Pending, state: AdventureState): AdventureCall {
  if (pending.kind === 'lookup') return { name: 'get_entity', input: { name: nameOf(adventure, pending.npc) } };
  const { check, actor, difficulty } = pending;
  return {
    name: 'roll_dice',
    input: { notation: check.notation, label: labelOf(adventure, check, state), actor, difficulty },
  };
}

/** NPCs who enter for the first time, then the state, then the scene panel. */
function callsFor(
  adventure: Adventure,
  view: AdventureView,
  before: AdventureState | null,
  after: AdventureState,
): AdventureCall[] {
  const { plot, telling } = adventure;
  const scene = findScene(plot, after.scene);
  const present = presentNpcs(adventure, scene, after);
  const npcs = present.flatMap((npc): AdventureCall[] => {
    const told = telling.npcs[npc.id];
    if (told === undefined || view.entities.some(({ name }) => name === told.name)) return [];
    return [
      {
        name: 'create_npc',
        input: { name: told.name, description: told.description, gender: npc.gender, age: npc.age, aliases: told.aliases },
      },
    ];
  });
  const facts = factsBetween(before, after, plot.id);
  if (before?.scene !== after.scene) {
    const panel = telling.scenes[after.scene];
    const party = view.characters.map(({ name, player }) => name ?? player);
    const names = [...present.map((npc) => nameOf(adventure, npc)), ...party].slice(0, PANEL_NAMES_MAX).join(', ');
    for (const [predicate, object] of Object.entries({ ...panel, present: names })) {
      if (object !== '') facts.push({ subject: PANEL_SUBJECT, predicate, object });
    }
  }
  return [...npcs, ...facts.map((fact): AdventureCall => ({ name: 'update_fact', input: { ...fact } }))];
}

/** Total and outcome of a roll. The engine's outcome counts; without one the total is compared with the difficulty. */
function readRoll(
  answer: AdventureAnswer | undefined,
  difficulty: number,
): { readonly total: number; readonly isSuccess: boolean } | null {
  if (answer === undefined || answer.isError) return null;
  const body = parseJson(answer.content);
  const roll = isRecord(body) && isRecord(body['roll']) ? body['roll'] : body;
  if (!isRecord(roll) || typeof roll['total'] !== 'number') return null;
  const outcome = roll['outcome'];
  const isSuccess = outcome === 'success' || outcome === 'failure' ? outcome === 'success' : roll['total'] >= difficulty;
  return { total: roll['total'], isSuccess };
}

/** The first string under a key, at any depth. */
function findText(value: unknown, key: string): string | null {
  if (!isRecord(value)) return null;
  if (typeof value[key] === 'string') return value[key];
  for (const inner of Object.values(value)) {
    const found = findText(inner, key);
    if (found !== null) return found;
  }
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
