import type { SessionId, TableEvent, TableId } from '@skald/protocol';
import { ProtocolError } from '@skald/protocol';
import type { Audience } from '../domain/audience.ts';
import { commitmentOf, hexOf } from '../domain/fairness/chance.ts';
import { audienceOfSeed, toldSeed } from '../domain/fairness/document.ts';
import type { SeedRow, Write } from '../store/store.ts';
import type { TablePorts } from './ports.ts';
import type { Stream } from './stream.ts';

/** What happens to seeds: the rows that are written, and who is told of it. They belong in one batch. */
export interface SeedChange {
  readonly writes: readonly Write[];
  readonly told: readonly { readonly event: TableEvent; readonly audience: Audience }[];
}

/** Audiences that have a seed from the start of every evening, used or not. (G2.1) */
const OPENING: readonly Audience[] = ['party', 'dm'];

type SeedPorts = Pick<TablePorts, 'store' | 'ids' | 'chance' | 'nowMs'>;

/** The seeds of a new evening, committed to before its first roll. */
export function openingSeeds(ports: SeedPorts, tableId: TableId, sessionId: SessionId): SeedChange {
  return joined(OPENING.map((audience) => made(newSeed(ports, tableId, sessionId, audience))));
}

/** Reveals the seeds of an evening to their audiences; the DM's stay sealed until the campaign ends. (G2.7) */
export function closingSeeds(ports: SeedPorts, tableId: TableId, sessionId: SessionId): SeedChange {
  const seeds = ports.store.readSeeds(tableId, sessionId).filter((row) => row.audience !== 'dm' && row.revealedAtMs === null);
  return joined(seeds.map((row) => revealed(row, ports.nowMs())));
}

/** Reveals the DM's seeds of all evenings to everybody. */
export function campaignSeeds(ports: SeedPorts, tableId: TableId): SeedChange {
  return joined(ports.store.readSealedSeeds(tableId, 'dm').map((row) => revealed(row, ports.nowMs())));
}

/** The seed of an audience; one that is not there yet is made, committed to and told of first. (G2.4) */
export function seedFor(
  ports: SeedPorts,
  stream: Stream,
  place: { readonly tableId: TableId; readonly sessionId: SessionId; readonly audience: Audience },
): SeedRow {
  const known = ports.store.findSeed(place.sessionId, place.audience);
  if (known) return known;
  const { tableId, sessionId, audience } = place;
  // An evening that was begun by an earlier version has neither of the two that are always there.
  const missing = OPENING.includes(audience) ? OPENING.filter((one) => !ports.store.findSeed(sessionId, one)) : [audience];
  const rows = missing.map((one) => newSeed(ports, tableId, sessionId, one));
  const change = joined(rows.map(made));
  stream.recordAll(change.told, change.writes);
  const row = rows.find((one) => one.audience === audience);
  if (!row) throw new Error('a seed was not made');
  return row;
}

/** Adds a browser's chance to the public rolls from the next one on; a seat's second is not counted. Returns what counts. (G2.2) */
export function addChance(
  { store }: SeedPorts,
  stream: Stream,
  sessionId: SessionId,
  given: { readonly seatId: SeedRow['contributions'][number]['seatId']; readonly value: string },
): { fromCounter: number } {
  const seed = store.findSeed(sessionId, 'party');
  if (!seed) throw new ProtocolError('not_ready', 'the evening has no public seed');
  const earlier = seed.contributions.find((one) => one.seatId === given.seatId);
  if (earlier) return { fromCounter: earlier.fromCounter };
  const contributions = [...seed.contributions, { ...given, fromCounter: seed.counter }];
  stream.recordAll(
    [{ event: { type: 'dice:changed', seed: toldSeed({ ...seed, contributions }) }, audience: 'party' }],
    [{ op: 'update', into: 'dice_seeds', id: seed.id, set: { contributions } }],
  );
  return { fromCounter: seed.counter };
}

function newSeed({ ids, chance, nowMs }: SeedPorts, tableId: TableId, sessionId: SessionId, audience: Audience): SeedRow {
  const seed = hexOf(chance.newSeed());
  return {
    id: ids.seed(),
    tableId,
    sessionId,
    audience,
    seed,
    commitment: commitmentOf(chance, seed),
    counter: 0,
    contributions: [],
    createdAtMs: nowMs(),
    revealedAtMs: null,
  };
}

function made(row: SeedRow): SeedChange {
  return { writes: [{ op: 'insert', into: 'dice_seeds', row }], told: [told(row)] };
}

function revealed(row: SeedRow, revealedAtMs: number): SeedChange {
  return {
    writes: [{ op: 'update', into: 'dice_seeds', id: row.id, set: { revealedAtMs } }],
    told: [told({ ...row, revealedAtMs })],
  };
}

function told(row: SeedRow): SeedChange['told'][number] {
  return { event: { type: 'dice:changed', seed: toldSeed(row) }, audience: audienceOfSeed(row) };
}

function joined(changes: readonly SeedChange[]): SeedChange {
  return { writes: changes.flatMap((change) => change.writes), told: changes.flatMap((change) => change.told) };
}
