import type { SeatId } from '@skald/protocol';

/** What one seat had of an evening. Rules are in docs/rules/spotlight.md. */
export interface SpotlightCount {
  readonly speakingMs: number;
  /** What it did in the open: lines to the DM, rolls, steps of the game. */
  readonly actions: number;
  /** How often the DM turned to its character with a question. */
  readonly offers: number;
  /** Number of the last round of offers that it had a part in, from 1; missing before the first. */
  readonly round?: number;
  /** Number of its last offer among all of the evening, from 1; missing before the first. */
  readonly lastOffer?: number;
}

export type SpotlightCounts = Readonly<Record<SeatId, SpotlightCount>>;

/** One utterance counts at most this much, in ms: a microphone that was left open is not speech. */
export const LONGEST_UTTERANCE_MS = 120_000;
/** What one action weighs against speech when the quietest is looked for, in ms. */
const ACTION_WEIGHT_MS = 5_000;

const NOTHING: SpotlightCount = { speakingMs: 0, actions: 0, offers: 0 };

export function countOf(counts: SpotlightCounts, seatId: SeatId): SpotlightCount {
  return counts[seatId] ?? NOTHING;
}

export function addSpeaking(counts: SpotlightCounts, seatId: SeatId, durationMs: number): SpotlightCounts {
  const count = countOf(counts, seatId);
  const speakingMs = count.speakingMs + Math.round(Math.min(LONGEST_UTTERANCE_MS, Math.max(0, durationMs)));
  return { ...counts, [seatId]: { ...count, speakingMs } };
}

export function addAction(counts: SpotlightCounts, seatId: SeatId): SpotlightCounts {
  const count = countOf(counts, seatId);
  return { ...counts, [seatId]: { ...count, actions: count.actions + 1 } };
}

/** Counts an offer. A new round begins once everybody of `present` has had one in the round before. */
export function addOffer(counts: SpotlightCounts, seatId: SeatId, present: readonly SeatId[]): SpotlightCounts {
  const current = currentRound(counts);
  const isRoundOver = present.every((one) => roundOf(counts, one) === current);
  const count = countOf(counts, seatId);
  const round = isRoundOver ? current + 1 : current;
  return { ...counts, [seatId]: { ...count, offers: count.offers + 1, round, lastOffer: offersSoFar(counts) + 1 } };
}

/**
 * Who should be offered the next beat: nobody twice before all once, the quieter first, and nobody passed over twice in a row, so
 * that of n players nobody waits longer than n + 1 offers. `present` are the players who are here, in the order of their seats,
 * which decides between equals. Null while fewer than two are.
 */
export function nextBeat(counts: SpotlightCounts, present: readonly SeatId[]): SeatId | null {
  if (present.length < 2) return null;
  const current = currentRound(counts);
  const waiting = present.filter((seatId) => roundOf(counts, seatId) < current);
  const pool = waiting.length === 0 ? present : waiting;
  const fresh = pool.filter((seatId) => countOf(counts, seatId).lastOffer === undefined);
  if (fresh.length > 0) return quietest(counts, fresh);
  const sofar = offersSoFar(counts);
  const [longest, second] = [...pool].sort((a, b) => lastOfferOf(counts, a) - lastOfferOf(counts, b));
  if (longest === undefined) return null;
  const wasPassedOver = sofar + 1 - lastOfferOf(counts, longest) > present.length;
  if (second === undefined || wasPassedOver || lastOfferOf(counts, second) === sofar) return longest;
  return quietest(counts, [longest, second]);
}

/** Gini coefficient of amounts that are not negative: 0 when all are alike, towards 1 when one has everything. */
export function gini(amounts: readonly number[]): number {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  if (amounts.length === 0 || total === 0) return 0;
  const sorted = [...amounts].sort((a, b) => a - b);
  const weighted = sorted.reduce((sum, amount, index) => sum + (index + 1) * amount, 0);
  const value = (2 * weighted) / (amounts.length * total) - (amounts.length + 1) / amounts.length;
  return Math.min(1, Math.max(0, value));
}

/** The first of the quietest. */
function quietest(counts: SpotlightCounts, seats: readonly SeatId[]): SeatId | null {
  const lowest = Math.min(...seats.map((seatId) => loudness(counts, seatId)));
  return seats.find((seatId) => loudness(counts, seatId) === lowest) ?? null;
}

function loudness(counts: SpotlightCounts, seatId: SeatId): number {
  const { speakingMs, actions } = countOf(counts, seatId);
  return speakingMs + actions * ACTION_WEIGHT_MS;
}

function roundOf(counts: SpotlightCounts, seatId: SeatId): number {
  return countOf(counts, seatId).round ?? 0;
}

function lastOfferOf(counts: SpotlightCounts, seatId: SeatId): number {
  return countOf(counts, seatId).lastOffer ?? 0;
}

function currentRound(counts: SpotlightCounts): number {
  return Object.values(counts).reduce((latest, count) => Math.max(latest, count.round ?? 0), 0);
}

function offersSoFar(counts: SpotlightCounts): number {
  return Object.values(counts).reduce((latest, count) => Math.max(latest, count.lastOffer ?? 0), 0);
}
