import type {
  Attack,
  CharacterId,
  CombatantId,
  CreatureId,
  Deed,
  GameStep,
  HealthWord,
  Quest,
  Roll,
  SeatId,
} from '@skald/protocol';

/** Somebody whom tools may name, as far as the audience of the turn may know. */
export interface CreatureView {
  readonly creatureId: CreatureId;
  readonly kind: 'character' | 'monster';
  readonly name: string;
  /** Other names that it answers to, such as its player's. */
  readonly aliases: readonly string[];
  readonly characterId: CharacterId | null;
  /** Null outside of a fight. */
  readonly combatantId: CombatantId | null;
  /** Null for monsters, and while nobody plays a character. */
  readonly seatId: SeatId | null;
  readonly health: HealthWord;
  /** Of characters alone: everybody sees theirs. */
  readonly hitPoints: { readonly current: number; readonly max: number } | null;
  readonly attacks: readonly Pick<Attack, 'id' | 'name'>[];
  /** What a character carries. Not for everybody's ears: a tool looks things up in it and never lists it. */
  readonly items: readonly { readonly id: string; readonly name: string; readonly quantity: number }[];
  /** Hit dice that are left, one entry for each class, in its order. */
  readonly hitDice: readonly number[];
}

export interface FightView {
  readonly state: 'gathering' | 'running';
  /** 0 while gathering, then from 1. */
  readonly round: number;
  /** Whose turn it is; null while gathering, and while somebody hidden has it. */
  readonly turnOf: string | null;
  /** Names in the order of turns. */
  readonly order: readonly string[];
}

/** What came of a step, as far as the audience of the turn may know. */
export interface Acted {
  readonly deeds: readonly Deed[];
  readonly rolls: readonly Roll[];
}

/** The game of the rules, as one turn reaches it. */
export interface TurnGame {
  /** Characters with a sheet first, then the monsters of the fight. */
  readonly creatures: readonly CreatureView[];
  readonly fight: FightView | null;
  /**
   * Takes a step at once, and it stays: everybody was told. `key` is unique within the turn; the same key is the same step.
   * Throws ProtocolError with a code of the rules, and ToolError for what would show in a private turn.
   */
  act(step: GameStep, key: string): Acted;
}

export interface QuestRequest {
  readonly title: string;
  readonly text: string | null;
  readonly state: Quest['state'];
  /** Objectives that are added or, where the text is known, marked. */
  readonly objectives: Quest['objectives'];
}
