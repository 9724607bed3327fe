import { ProtocolError } from '@skald/protocol';
import type { GameState } from '../game-state.ts';
import type { StepActor, StepTools } from '../step.ts';
import { requireLeader } from '../steps/find-creature.ts';
import { settleAfterFight } from './durations.ts';
import { requireEncounter } from './find-combatant.ts';
import { tell, type Outcome } from './told.ts';

/** A fight gathers. One at a time. Throws ProtocolError `encounter_running`, `not_host`. (G5.1) */
export function beginFight(state: GameState, actor: StepActor, tools: StepTools): Outcome {
  requireLeader(actor);
  if (state.encounter !== null) throw new ProtocolError('encounter_running');
  const encounterId = tools.newEncounterId();
  return {
    state: { ...state, encounter: { encounterId, state: 'gathering', round: 0, turnOf: null, furthest: null, combatants: [] } },
    deeds: [tell('encounter_began', {})],
  };
}

/** The fight is over: monsters go, sheets stay as they are but for what is counted in rounds. Throws `not_host`. (G5.13) */
export function endFight(state: GameState, actor: StepActor): Outcome {
  const encounter = requireEncounter(state);
  requireLeader(actor);
  const settled = settleAfterFight({ ...state, encounter: null });
  return { state: settled.state, deeds: [tell('encounter_ended', { round: encounter.round }), ...settled.deeds] };
}
