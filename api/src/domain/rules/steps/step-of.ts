import type { Deed, DeedCode, GameStep, GameStepKind, Roll } from '@skald/protocol';
import type { Audience } from '../../audience.ts';
import type { GameState } from '../game-state.ts';
import type { StepActor, StepResult, StepTools, ToldDeed } from '../step.ts';

/** A step of one kind. */
export type StepOf<Kind extends GameStepKind> = Extract<GameStep, { kind: Kind }>;

/** What a function for one kind of step looks like. Throws ProtocolError with a rule code and changes nothing then. */
export type Apply<Kind extends GameStepKind> = (
  state: GameState,
  step: StepOf<Kind>,
  actor: StepActor,
  tools: StepTools,
) => StepResult;

/** One deed with its audience. */
export function told(audience: Audience, code: DeedCode, params: Deed['params']): ToldDeed {
  return { deed: { code, params }, audience };
}

/** A result of deeds, and of dice where there were any. */
export function resultOf(state: GameState, deeds: readonly ToldDeed[], rolls: readonly Roll[] = []): StepResult {
  return { state, deeds, rolls };
}

/** The first and then the second, which saw the state that the first left. */
export function joined(first: StepResult, second: StepResult): StepResult {
  return { state: second.state, deeds: [...first.deeds, ...second.deeds], rolls: [...first.rolls, ...second.rolls] };
}
