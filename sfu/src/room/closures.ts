import { ProtocolError, type PeerId, type TableId } from '@skald/protocol';
import type { ClosedCode } from './peer-link.ts';

interface Closure {
  /** The page or run that was closed; undefined for every one of this peer. */
  readonly instance: string | undefined;
  readonly code: ClosedCode;
  readonly atS: number;
}

export interface Comer {
  readonly tableId: TableId;
  readonly peerId: PeerId;
  readonly instance: string;
  /** When the comer's token was issued, in seconds since the epoch. */
  readonly issuedAtS: number;
}

/** Closings remembered of one peer: enough for every tab a person has. */
const KEPT_PER_PEER = 32;

/**
 * Peers closed for good. A token lives for minutes after that, so tokens issued before the closing are refused;
 * one issued later is the api's new decision. Closings older than any token may be are forgotten.
 */
export class Closures {
  readonly #closures = new Map<string, Closure[]>();
  readonly #keptS: number;

  constructor(keptS: number) {
    this.#keptS = keptS;
  }

  add(tableId: TableId, peerId: PeerId, closure: Closure): void {
    this.#forget(closure.atS);
    const key = keyOf(tableId, peerId);
    this.#closures.set(key, [...(this.#closures.get(key) ?? []), closure].slice(-KEPT_PER_PEER));
  }

  /** Throws ProtocolError with the code of the closing when this comer's token is older than it. */
  requireOpen(comer: Comer): void {
    const closures = this.#closures.get(keyOf(comer.tableId, comer.peerId)) ?? [];
    const closed = closures.find(
      ({ instance, atS }) => (instance === undefined || instance === comer.instance) && comer.issuedAtS <= atS,
    );
    if (closed) throw new ProtocolError(closed.code, 'this peer was closed for good after its token was issued');
  }

  #forget(nowS: number): void {
    for (const [key, closures] of this.#closures) {
      const kept = closures.filter(({ atS }) => nowS - atS <= this.#keptS);
      if (kept.length === 0) this.#closures.delete(key);
      else this.#closures.set(key, kept);
    }
  }
}

function keyOf(tableId: TableId, peerId: PeerId): string {
  return `${tableId}/${peerId}`;
}
