import { ProtocolError, type DiceSeed, type FairnessReply, type SeatId, type SessionId, type TableId } from '@skald/protocol';
import { mayKnow } from '../domain/audience.ts';
import { audienceOfSeed, diceDocument, toldSeed } from '../domain/fairness/document.ts';
import type { Store } from '../store/store.ts';
import { addChance, campaignSeeds } from './dice-seeds.ts';
import type { TablePorts } from './ports.ts';
import type { Sessions } from './sessions.ts';
import type { Stream } from './stream.ts';

export interface FairnessDeskOptions {
  readonly ports: TablePorts;
  readonly tableId: TableId;
  readonly stream: Stream;
  readonly sessions: Sessions;
}

/** What seats may do about the seeds of a live table: add chance, look, and, for the host, end the campaign. (G2) */
export class FairnessDesk {
  readonly #options: FairnessDeskOptions;

  constructor(options: FairnessDeskOptions) {
    this.#options = options;
  }

  /** Seeds of the evening that is open, or was last, as far as a seat may know of them. */
  seedsFor(seatId: SeatId): DiceSeed[] {
    const { ports, tableId, sessions } = this.#options;
    if (!sessions.current) return [];
    return ports.store
      .readSeeds(tableId, sessions.current.id)
      .filter((row) => mayKnow(audienceOfSeed(row), seatId))
      .map(toldSeed);
  }

  /** Adds a browser's chance to the public rolls that follow. Throws `not_ready` while no evening is open. */
  contribute(seatId: SeatId, value: string): { fromCounter: number } {
    const { ports, stream, sessions } = this.#options;
    if (sessions.runningId === null) throw new ProtocolError('not_ready', 'chance is given to an evening that is open');
    return addChance(ports, stream, sessions.runningId, { seatId, value });
  }

  read(seatId: SeatId, sessionId: SessionId | null): FairnessReply {
    return readFairness(this.#options.ports.store, { tableId: this.#options.tableId, seatId, sessionId });
  }

  /** Shows where the DM's own dice came from, of all evenings. The evening that was open has to be ended before. Twice is once. */
  revealCampaign(): void {
    const { ports, tableId, stream, sessions } = this.#options;
    const { told, writes } = campaignSeeds(ports, tableId);
    if (told.length === 0) return;
    const atMs = ports.nowMs();
    stream.recordAll(told, writes);
    const message = { kind: 'notice', messageId: ports.ids.message(), atMs, code: 'campaign_ended', params: {} } as const;
    stream.post({ message, sessionId: sessions.current?.id ?? null });
  }
}

/** What a seat needs to check the dice of an evening; null is the newest. Throws `not_found` for an evening of another table. (G2.8) */
export function readFairness(
  store: Store,
  asked: { readonly tableId: TableId; readonly seatId: SeatId; readonly sessionId: SessionId | null },
): FairnessReply {
  const { tableId, seatId, sessionId } = asked;
  const sessions = store.readSessions(tableId);
  const evenings = sessions.map(({ id, number, state }) => ({ sessionId: id, number, isOver: state === 'ended' }));
  const session = sessionId === null ? sessions.at(-1) : sessions.find((row) => row.id === sessionId);
  if (!session) {
    if (sessionId !== null) throw new ProtocolError('not_found', 'no such evening at this table');
    return { document: null, evenings };
  }
  const seats = store.readSeats(tableId);
  const document = diceDocument(
    {
      tableId,
      session: { sessionId: session.id, number: session.number, startedAtMs: session.startedAtMs, endedAtMs: session.endedAtMs },
      seeds: store.readSeeds(tableId, session.id),
      rollsOf: (seed) => store.readRollsOfSeed(tableId, seed.id),
      nameOf: (giver) => seats.find((row) => row.id === giver)?.name ?? giver,
    },
    seatId,
  );
  return { document, evenings };
}
