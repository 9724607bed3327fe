import type { Deed, SeatId, Undoable } from '@skald/protocol';
import { mayKnow } from '../domain/audience.ts';
import type { Viewer } from '../domain/rules/encounter/find-combatant.ts';
import type { GameState } from '../domain/rules/game-state.ts';
import type { ToldDeed } from '../domain/rules/step.ts';
import type { StepRow } from '../store/store.ts';
import { isAsLeft } from './game-records.ts';

/** So many of the newest steps can be taken back. */
export const UNDOABLE_STEPS = 20;

/**
 * The step that this viewer may take back: of a player the newest own one, of the host and the DM the newest they know of; and only
 * while everything it changed is as it left it. `standing` are the steps that were not taken back, newest first. (G5.30)
 */
export function stepToUndo(standing: readonly StepRow[], state: GameState, viewer: Viewer): StepRow | null {
  const newest = standing.slice(0, UNDOABLE_STEPS).find((row) => isIts(row, viewer));
  return newest !== undefined && changesSomething(newest) && isAsLeft(state, newest.after) ? newest : null;
}

/** The same as it is shown: with the first thing that came of it. */
export function undoableFor(standing: readonly StepRow[], state: GameState, viewer: Viewer): Undoable {
  const row = stepToUndo(standing, state, viewer);
  const deed = row === null ? undefined : row.after.deeds.find((told) => knows(viewer, told))?.deed;
  return row === null || deed === undefined ? null : { stepId: row.id, seatId: row.seatId, deed };
}

/** What is told of a step that was taken back, to those who were told of it. */
export function undoneDeeds(row: StepRow): ToldDeed[] {
  const first = new Map(row.after.deeds.toReversed().map((told) => [told.audience, told.deed]));
  return [...first].map(([audience, deed]) => ({ audience, deed: undoneDeed(deed) }));
}

function undoneDeed({ code, params }: Deed): Deed {
  const { actor, target } = params;
  return {
    code: 'undone',
    params: { code, ...(actor === undefined ? {} : { actor }), ...(target === undefined ? {} : { target }) },
  };
}

function isIts(row: StepRow, viewer: Viewer): boolean {
  if (viewer === 'dm') return true;
  return viewer.isHost ? mayKnow(row.audience, viewer.seatId) : row.seatId === viewer.seatId;
}

/** What only drew dice has nothing to take back, and a drawn die stays drawn. */
function changesSomething({ after }: StepRow): boolean {
  return after.characters.length > 0 || after.encounter !== undefined;
}

function knows(viewer: Viewer, { audience }: ToldDeed): boolean {
  return viewer === 'dm' || mayKnow(audience, seatOf(viewer));
}

function seatOf(viewer: Exclude<Viewer, 'dm'>): SeatId {
  return viewer.seatId;
}
