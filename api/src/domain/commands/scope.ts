import type {
  Character,
  CharacterId,
  CombatantId,
  CreatureId,
  GameStep,
  Language,
  Monster,
  Roll,
  SafetyCard,
  SeatId,
} from '@skald/protocol';

/** Somebody at the table, as names go. */
export interface ScopePerson {
  readonly seatId: SeatId;
  readonly name: string;
  readonly characterName: string | null;
}

/** A creature that this seat may know of. */
export interface ScopeCreature {
  /** What steps name it by: its id in the fight, else its character's. */
  readonly id: CreatureId;
  readonly name: string;
  readonly characterId: CharacterId | null;
  readonly combatantId: CombatantId | null;
  /** This seat may act for it. */
  readonly isYours: boolean;
  readonly attacks: readonly { readonly id: string; readonly name: string }[];
  /** Null where this seat may not see it. */
  readonly sheet: Character | null;
}

/** All that reading a command may know: nothing that its asker may not. */
export interface CommandScope {
  readonly seatId: SeatId;
  /** The asker's own, for what is made of the words. */
  readonly language: Language;
  readonly role: 'player' | 'listener';
  readonly isHost: boolean;
  readonly people: readonly ScopePerson[];
  readonly creatures: readonly ScopeCreature[];
  /** A monster of the catalogue; null when it has none of this name. */
  readonly findMonster: (name: string) => Monster | null;
}

/** A line with rolls in it: plain words, and dice with their place in the line. */
export type LinePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'roll'; readonly notation: string; readonly position: number };

/** What a line asks for, read and checked; nothing of it is done yet. */
export type CommandIntent =
  | {
      readonly kind: 'roll';
      readonly notation: string;
      readonly position: number;
      readonly label: string;
      readonly visibility: Roll['visibility'];
    }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'say'; readonly parts: readonly LinePart[]; readonly tone: 'in' | 'ooc' }
  | { readonly kind: 'whisper'; readonly to: SeatId | 'dm'; readonly parts: readonly LinePart[] }
  | { readonly kind: 'showScene' }
  | { readonly kind: 'setScene'; readonly field: 'title' | 'place' | 'mood'; readonly text: string }
  | { readonly kind: 'summary' }
  | { readonly kind: 'recap' }
  | { readonly kind: 'showFight' }
  | { readonly kind: 'showHitPoints' }
  | { readonly kind: 'step'; readonly step: GameStep }
  | { readonly kind: 'undo' }
  | { readonly kind: 'card'; readonly card: SafetyCard }
  | { readonly kind: 'help'; readonly text: string };
