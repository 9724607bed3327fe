import type { Character, CharacterId, CombatantId, EncounterId, Monster, SeatId, Vitals } from '@skald/protocol';

/** A character at the table. Its sheet is the only place of its hit points, in a fight and outside. */
export interface CharacterEntry {
  readonly characterId: CharacterId;
  /** Null while nobody plays it. */
  readonly seatId: SeatId | null;
  readonly character: Character;
}

interface CombatantBase {
  readonly combatantId: CombatantId;
  readonly name: string;
  /** Null until it was rolled or set. */
  readonly initiative: number | null;
  /** Breaks ties of initiative: the higher goes first, then the earlier in the list. */
  readonly tieBreaker: number;
  /** Round whose turn it put off and has not taken since; null when it waits for nothing. */
  readonly delayedIn: number | null;
  /** Since its turn began. */
  readonly hasActed: boolean;
  readonly hasReacted: boolean;
  /** Attacks that the attack action of this turn still allows. */
  readonly attacksLeft: number;
}

export interface CharacterCombatant extends CombatantBase {
  readonly kind: 'character';
  readonly characterId: CharacterId;
}

export interface MonsterCombatant extends CombatantBase {
  readonly kind: 'monster';
  readonly monster: Monster;
  readonly vitals: Vitals;
  readonly group: string | null;
  /** Seats that see it while it is hidden, and its exact figures always: those who brought it. */
  readonly keepers: readonly SeatId[];
  readonly isHidden: boolean;
}

export type Combatant = CharacterCombatant | MonsterCombatant;

export interface Encounter {
  readonly encounterId: EncounterId;
  readonly state: 'gathering' | 'running';
  /** 0 while gathering, then from 1. */
  readonly round: number;
  /** Null while gathering. */
  readonly turnOf: CombatantId | null;
  /** The turn that had begun last, while the leader has gone back before it: walking up to it again counts nothing twice. */
  readonly furthest: { readonly round: number; readonly combatantId: CombatantId } | null;
  /** In the order of turns once it is running; in the order they came before. */
  readonly combatants: readonly Combatant[];
}

/** All that the rules work on. Plain data, never changed in place. */
export interface GameState {
  readonly characters: readonly CharacterEntry[];
  readonly encounter: Encounter | null;
}
