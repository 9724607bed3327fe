import type { TurnId } from '@skald/protocol';
import type { Audience } from '../domain/audience.ts';
import type { Care } from '../mind/prompt/turn-context.ts';

/** What the table's care for its people adds to a turn, and that it was told. */
export interface CareDesk {
  /** What the prompt of this turn is to respect. */
  careFor(turnId: TurnId, audience: Audience): Care;
  /** The turn is over; `wasHeard` says whether any of it was. */
  turnEnded(turnId: TurnId, wasHeard: boolean): void;
}
