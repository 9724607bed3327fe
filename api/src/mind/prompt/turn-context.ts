import type { EntityId, Language, MessageId, Roll, Scene, SeatId } from '@skald/protocol';
import type { Audience } from '../../domain/audience.ts';
import type { TurnGame } from '../tools/world-game.ts';

/** A line of the scene so far: what was heard, in order. */
export interface SceneLine {
  /** Null for the DM's own words. */
  readonly seatId: SeatId | null;
  /** Name shown: `Ireena/Maria` for a seat with a character, an NPC's or the narrator's for the DM. */
  readonly speaker: string;
  readonly text: string;
  /** Dice that fell after it. */
  readonly rolls: readonly Roll[];
}

export interface EntityView {
  readonly entityId: EntityId;
  readonly kind: 'npc' | 'place' | 'quest' | 'item';
  readonly name: string;
  readonly aliases: readonly string[];
  readonly description: string;
}

export interface FactView {
  readonly subject: string;
  readonly predicate: string;
  readonly object: string;
}

export interface Said {
  readonly messageId: MessageId;
  readonly seatId: SeatId;
  readonly speaker: string;
  readonly text: string;
}

/** Why the DM takes this turn. */
export type TurnCause =
  | { readonly kind: 'addressed'; readonly said: readonly Said[] }
  /** The first turn of a session: `isFirst` for the campaign's very first one. Somebody's words may have begun it. */
  | { readonly kind: 'sessionStarted'; readonly isFirst: boolean; readonly said: readonly Said[] };

/** What the people at the table asked for: lines and veils, cards, and turns for everybody. (G9, G10) */
export interface Care {
  /** Never told. */
  readonly lines: readonly string[];
  /** Happens out of sight. */
  readonly veils: readonly string[];
  /** Moments that a stop card ended: never gone back to. */
  readonly stopped: readonly string[];
  /** A card that was shown and that the DM was not told of yet. */
  readonly note: 'stopped' | 'slower' | 'fine' | null;
  /** Whose character should be offered the next beat; null when it matters to nobody. */
  readonly nextBeat: string | null;
}

export interface QuestView {
  readonly title: string;
  readonly text: string;
  /** What is still to be done. */
  readonly objectives: readonly string[];
}

/** Everything one prompt may know, for one audience. Built by one function that is given the audience and nothing it may not know. */
export interface TurnContext {
  readonly audience: Audience;
  readonly language: Language;
  readonly style: 'classic' | 'grim' | 'light';
  readonly tableTitle: string;
  readonly characters: readonly { readonly seatId: SeatId; readonly player: string; readonly name: string | null }[];
  readonly scene: Scene | null;
  readonly lines: readonly SceneLine[];
  readonly entities: readonly EntityView[];
  readonly facts: readonly FactView[];
  /** Quests that are open. */
  readonly quests: readonly QuestView[];
  readonly care: Care;
  /** Who has figures, and the fight: as far as the audience may know. */
  readonly game: Pick<TurnGame, 'creatures' | 'fight'>;
  readonly cause: TurnCause;
}
