import { DICE_DOCUMENT_FORMAT, type DiceDocument, type DiceSeed, type ProvenRoll, type SeatId } from '@skald/protocol';
import { mayKnow, type Audience } from '../audience.ts';
import type { GivenChance } from './chance.ts';

/** A seed as it is kept; rows of the store fit. */
export interface KeptSeed {
  readonly id: DiceSeed['seedId'];
  readonly sessionId: DiceSeed['sessionId'];
  readonly audience: Audience;
  readonly seed: string;
  readonly commitment: string;
  readonly contributions: readonly GivenChance[];
  readonly revealedAtMs: number | null;
}

/** A roll as it is kept. */
export interface KeptRoll {
  readonly counter: number | null;
  readonly draws: readonly (readonly [sides: number, value: number])[];
  readonly roll: { readonly notation: string; readonly total: number; readonly label: string };
}

/** What may be told of a seed: the seed itself only when it was revealed, never its counter. */
export function toldSeed(kept: KeptSeed): DiceSeed {
  return {
    seedId: kept.id,
    sessionId: kept.sessionId,
    audience: kept.audience,
    commitment: kept.commitment,
    seed: kept.revealedAtMs === null ? null : kept.seed,
    contributions: kept.contributions.map((given) => ({ ...given })),
  };
}

/**
 * Who is told that a seed is there: its audience. The DM's is there from the start of every evening and all are told, so
 * that being there says nothing about whether it is used. (G2.5)
 */
export function audienceOfSeed({ audience }: Pick<KeptSeed, 'audience'>): Audience {
  return audience === 'dm' ? 'party' : audience;
}

/** Whether a seat may see the rolls of a seed: it belongs to their audience, or the DM's seed was revealed at the campaign's end. */
export function maySeeRolls({ audience, revealedAtMs }: Pick<KeptSeed, 'audience' | 'revealedAtMs'>, seatId: SeatId): boolean {
  return mayKnow(audience, seatId) || (audience === 'dm' && revealedAtMs !== null);
}

export interface DocumentParts {
  readonly tableId: DiceDocument['tableId'];
  readonly session: Pick<DiceDocument, 'sessionId' | 'number' | 'startedAtMs' | 'endedAtMs'>;
  readonly seeds: readonly KeptSeed[];
  /** Rolls of a seed in the order of their counter; asked only for seeds whose rolls the reader may see. */
  readonly rollsOf: (seed: KeptSeed) => readonly KeptRoll[];
  readonly nameOf: (seatId: SeatId) => string;
}

/** What one seat needs to check the dice of an evening, and nothing that it may not know. (G2.8) */
export function diceDocument({ tableId, session, seeds, rollsOf, nameOf }: DocumentParts, seatId: SeatId): DiceDocument {
  const known = seeds.filter((seed) => mayKnow(audienceOfSeed(seed), seatId));
  const givers = new Set(known.flatMap((seed) => seed.contributions.map((given) => given.seatId)));
  return {
    format: DICE_DOCUMENT_FORMAT,
    tableId,
    ...session,
    names: Object.fromEntries([...givers].map((giver) => [giver, nameOf(giver)])),
    seeds: known.map((seed) => ({
      ...toldSeed(seed),
      rolls: maySeeRolls(seed, seatId) ? rollsOf(seed).map(provenRoll) : null,
    })),
  };
}

function provenRoll({ counter, draws, roll: { notation, total, label } }: KeptRoll): ProvenRoll {
  if (counter === null) throw new TypeError('a roll of a seed has a number');
  return { counter, draws: draws.map(([sides, value]) => [sides, value]), notation, total, label };
}
