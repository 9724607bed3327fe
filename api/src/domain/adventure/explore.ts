import { type Check, findScene, type Option, type Outcome, type Plot } from './adventure.ts';
import { type AdventureState, holds } from './state.ts';

/** One way from a state: an option and what came of it. */
export interface Step {
  readonly option: Option;
  /** Null for an option without dice. */
  readonly result: 'success' | 'failure' | null;
  readonly outcome: Outcome;
  readonly after: AdventureState;
}

/** The start of an adventure, before anything was done. */
export function startOf(plot: Plot, run = 1): AdventureState {
  return { scene: plot.start, flags: new Set(), ending: null, run };
}

/** What a state becomes by an outcome. */
export function after(plot: Plot, state: AdventureState, outcome: Outcome): AdventureState {
  if (outcome.restarts === true) return startOf(plot, state.run + 1);
  return {
    ...state,
    scene: outcome.to ?? state.scene,
    flags: new Set([...state.flags, ...(outcome.sets ?? [])]),
    ending: outcome.ending ?? state.ending,
  };
}

/** The outcome that holds in a state. Throws when a list has none. */
export function pickOutcome(outcomes: readonly Outcome[], state: AdventureState): Outcome {
  const outcome = outcomes.find(({ when }) => holds(when, state));
  if (outcome === undefined) throw new RangeError('a list of outcomes must end with one that always holds');
  return outcome;
}

/** Difficulty of a check in a state. */
export function difficultyOf({ difficulty, easier }: Check, state: AdventureState): number {
  return easier?.whenAny.some((guard) => holds(guard, state)) === true ? easier.difficulty : difficulty;
}

/** Everything that can happen in a state, with both outcomes of each check. */
export function stepsFrom(plot: Plot, state: AdventureState): Step[] {
  const options = findScene(plot, state.scene).options.filter(({ guard }) => holds(guard, state));
  return options.flatMap((option) => {
    const branches: [Step['result'], readonly Outcome[]][] =
      option.check === undefined
        ? [[null, option.outcomes ?? []]]
        : [
            ['success', option.check.success],
            ['failure', option.check.failure],
          ];
    return branches.map(([result, outcomes]) => {
      const outcome = pickOutcome(outcomes, state);
      return { option, result, outcome, after: after(plot, state, outcome) };
    });
  });
}

/** Name of a state, equal for equal states of any run. */
export function nameOfState({ scene, flags, ending }: AdventureState): string {
  return `${scene}/${[...flags].sort().join(' ')}/${ending ?? ''}`;
}

/** A state that can be reached, with what can happen there. */
export interface Place {
  readonly name: string;
  readonly state: AdventureState;
  readonly steps: readonly Step[];
  /** Names of the states that the steps lead to, in their order. */
  readonly next: readonly string[];
}

/** All states that can be reached, by name, from the start; a restart leads back to it. */
export function exploreAdventure(plot: Plot): Map<string, Place> {
  const found = new Map<string, Place>();
  const queue = [startOf(plot)];
  for (let index = 0; index < queue.length; index += 1) {
    const state = queue[index];
    if (state === undefined) break;
    const name = nameOfState(state);
    if (found.has(name)) continue;
    const steps = stepsFrom(plot, state);
    const next = steps.map((step) => nameOfState(step.after));
    found.set(name, { name, state, steps, next });
    queue.push(...steps.filter((_, at) => !found.has(next[at] ?? '')).map((step) => step.after));
  }
  return found;
}
