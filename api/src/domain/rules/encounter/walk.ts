import type { CombatantId } from '@skald/protocol';
import type { Combatant, Encounter, GameState } from '../game-state.ts';
import type { ToldDeed } from '../step.ts';
import { countRound } from './durations.ts';
import { changeCombatant, isDead, requireEncounter, vitalsOf } from './find-combatant.ts';
import { comparePlaces, currentPlace, placeOf, type Place } from './order.ts';
import { audienceOfCombatant, tell, type Outcome } from './told.ts';

export interface WalkOptions {
  /** A turn that is put off is not over: what counts at its end waits. */
  readonly isTurnOver: boolean;
  /** One who leaves is not stopped at. */
  readonly leaving?: CombatantId;
}

/**
 * Ends the turn that is going on and begins the next one, of the first in the order who is not dead. (G5.7) Counts what ends or
 * begins on the way, once each. When nobody is left the fight gathers again.
 */
export function walkOn(state: GameState, { isTurnOver, leaving }: WalkOptions): Outcome {
  const encounter = requireEncounter(state);
  const furthest = encounter.furthest === null ? null : placeOf(encounter, encounter.furthest);
  const walk = new Walk(state, furthest);
  let place = currentPlace(encounter);
  if (place !== null && isTurnOver) walk.end(place);
  for (let steps = 0; steps <= encounter.combatants.length; steps += 1) {
    place = walk.after(place);
    const one = encounter.combatants[place.index];
    if (one === undefined) break;
    if (one.combatantId !== leaving && !isDead(walk.state, one)) return walk.arrive(place, one);
    if (one.combatantId !== leaving) walk.pass(place);
  }
  return {
    state: { ...state, encounter: { ...encounter, state: 'gathering', round: 0, turnOf: null, furthest: null } },
    deeds: [],
  };
}

/** The turn goes back to the one before who is not dead; nothing is undone. (G5.9) Null when there is none. */
export function walkBack(state: GameState): Outcome | null {
  const encounter = requireEncounter(state);
  const here = currentPlace(encounter);
  if (here === null || encounter.turnOf === null) return null;
  const furthest = encounter.furthest ?? { round: encounter.round, combatantId: encounter.turnOf };
  for (let { round, index } = here; ; ) {
    if (index === 0) round -= 1;
    index = index === 0 ? encounter.combatants.length - 1 : index - 1;
    const one = encounter.combatants[index];
    if (round < 1 || one === undefined || encounter.round - round > 1) return null;
    if (isDead(state, one)) continue;
    const deeds = [tell('turn_taken_back', { actor: one.name, round }, audienceOfCombatant(one))];
    return { state: { ...state, encounter: { ...encounter, round, turnOf: one.combatantId, furthest } }, deeds };
  }
}

/** One move along the order: gathers what is counted and told. */
class Walk {
  state: GameState;
  readonly #furthest: Place | null;
  readonly #deeds: ToldDeed[] = [];

  constructor(state: GameState, furthest: Place | null) {
    this.state = state;
    this.#furthest = furthest;
  }

  after(place: Place | null): Place {
    const { combatants } = this.#encounter;
    if (place === null) return this.#round({ round: 1, index: 0 });
    const isLast = place.index + 1 >= combatants.length;
    return isLast ? this.#round({ round: place.round + 1, index: 0 }) : { round: place.round, index: place.index + 1 };
  }

  /** A turn's end, unless it was over before the leader went back. */
  end(place: Place): void {
    if (this.#furthest === null || comparePlaces(place, this.#furthest) >= 0) this.#count(place.index, 'end');
  }

  /** The place of somebody dead: what is counted there is counted all the same. */
  pass(place: Place): void {
    if (!this.#hasBegun(place)) this.#count(place.index, 'start');
    this.end(place);
  }

  arrive(place: Place, one: Combatant): Outcome {
    if (!this.#hasBegun(place)) this.#begin(place, one);
    const isCaughtUp = this.#furthest === null || comparePlaces(place, this.#furthest) >= 0;
    this.#put({
      ...this.#encounter,
      state: 'running',
      round: place.round,
      turnOf: one.combatantId,
      furthest: isCaughtUp ? null : this.#encounter.furthest,
    });
    const isDying = vitalsOf(this.state, one).life === 'dying';
    const params = { actor: one.name, round: place.round, ...(isDying ? { isDeathSaveDue: true } : {}) };
    return { state: this.state, deeds: [...this.#deeds, tell('turn_began', params, audienceOfCombatant(one))] };
  }

  /** A turn that was put off in this round goes on as it was; any other begins anew. (G5.10) */
  #begin(place: Place, one: Combatant): void {
    const isPutOff = one.delayedIn === place.round;
    if (one.delayedIn !== null && !isPutOff) this.#count(place.index, 'end');
    const fresh = isPutOff ? {} : { hasActed: false, hasReacted: false, attacksLeft: 0 };
    this.#put(changeCombatant(this.#encounter, one.combatantId, (old) => ({ ...old, ...fresh, delayedIn: null })));
    if (!isPutOff) this.#count(place.index, 'start');
  }

  #hasBegun(place: Place): boolean {
    return this.#furthest !== null && comparePlaces(place, this.#furthest) <= 0;
  }

  #round(place: Place): Place {
    if (!this.#hasBegun(place)) this.#deeds.push(tell('round_began', { round: place.round }));
    return place;
  }

  #count(index: number, at: 'start' | 'end'): void {
    const one = this.#encounter.combatants[index];
    if (one === undefined) return;
    const { state, deeds } = countRound(this.state, one.combatantId, at);
    this.state = state;
    this.#deeds.push(...deeds);
  }

  #put(encounter: Encounter): void {
    this.state = { ...this.state, encounter };
  }

  get #encounter(): Encounter {
    return requireEncounter(this.state);
  }
}
