import { createRateLimiter, ProtocolError, type gameRequests, type Handlers, type SeatId } from '@skald/protocol';
import type { GameSeats } from '../table/game-seats.ts';
import type { LiveTable } from '../table/live-table.ts';

/** Steps a second of one page, on average: each is kept, and told to everybody. */
const STEPS_PER_SECOND = 5;
/** Sheets a second of one page, on average, made or edited. */
const SHEETS_PER_SECOND = 1;

/** Answers what a page asks of the game. */
export function gameHandlers(seatId: SeatId, entered: () => LiveTable, nowMs: () => number): Handlers<typeof gameRequests> {
  const mayStep = createRateLimiter(STEPS_PER_SECOND, nowMs);
  const mayKeep = createRateLimiter(SHEETS_PER_SECOND, nowMs);
  const game = (may: () => boolean): GameSeats => {
    const table = entered();
    if (!may()) throw new ProtocolError('rate_limited', 'too many steps');
    return table.game;
  };
  return {
    act: ({ clientStepId, step }) => game(mayStep).act(seatId, clientStepId, step),
    undo: ({ stepId }) => {
      game(mayStep).undo(seatId, stepId);
      return {};
    },
    createCharacter: ({ choices }) => ({ characterId: game(mayKeep).create(seatId, choices) }),
    claimCharacter: ({ characterId }) => {
      game(mayKeep).claim(seatId, characterId);
      return {};
    },
    editCharacter: (wish) => game(mayKeep).edit(seatId, wish),
  };
}
