import type { Roll, Scene, SeatId } from '@skald/protocol';
import type { EntityView, FactView } from '../prompt/turn-context.ts';
import type { QuestRequest, TurnGame } from './world-game.ts';

export interface RollRequest {
  /** Dice notation such as `1d20+3`, `2к6`; checked by the engine. */
  readonly notation: string;
  readonly label: string;
  /** Character or player who acts; null for the DM's own. */
  readonly actor: string | null;
  /** Difficulty fixed before the roll, 1-40; null when there is none. */
  readonly difficulty: number | null;
}

export interface NpcRequest {
  readonly name: string;
  readonly description: string;
  readonly gender: 'female' | 'male' | 'neutral';
  readonly age: 'young' | 'adult' | 'old';
  readonly aliases: readonly string[];
}

/**
 * What tools may do to the world during one turn, with the audience of the prompt that calls them. Rolls are drawn and
 * committed at once, and so are steps of the game and quests; facts and NPCs are provisional until the turn commits. Throws ToolError with a reason for the model.
 */
export interface TurnWorld {
  /** The same actor, label and scene give the same roll again, also in a later turn. */
  rollDice(request: RollRequest): Roll;
  findEntity(name: string): { entity: EntityView; facts: readonly FactView[] } | null;
  updateFact(fact: FactView): void;
  createNpc(npc: NpcRequest): EntityView;
  /** Place, mood and who is present; shown to everybody when the turn commits. */
  setScene(scene: Scene): void;
  /** Writes a quest that the whole party knows, or changes the one of this title, at once. Throws ToolError. */
  setQuest(quest: QuestRequest): void;
  /** Counts that the DM turned to this player; once a turn. Nothing is counted in private. */
  askPlayer(seatId: SeatId): void;
  readonly game: TurnGame;
  readonly seats: readonly { readonly seatId: SeatId; readonly player: string; readonly character: string | null }[];
}

/** A refusal with a reason that a model can use; its message goes back as the tool's result. */
export class ToolError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ToolError';
  }
}
