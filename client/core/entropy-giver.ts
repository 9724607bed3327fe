import { ProtocolError, type SessionId } from '@skald/protocol';
import type { TableView } from './table-view.ts';

/** Gives this browser's chance to the dice of every evening, once. (G2.2) */
export class EntropyGiver {
  readonly #give: (value: string) => Promise<unknown>;
  readonly #createEntropy: () => string;
  #givenTo: SessionId | null = null;

  /** `give` asks the api; `createEntropy` makes 16 bytes in hexadecimal, from a cryptographic source. */
  constructor(give: (value: string) => Promise<unknown>, createEntropy: () => string) {
    this.#give = give;
    this.#createEntropy = createEntropy;
  }

  /** Call it with every change of the view while the link is open. */
  follow({ session, dice, you }: Pick<TableView, 'session' | 'dice' | 'you'>): void {
    const { sessionId } = session;
    if (session.state !== 'running' || sessionId === null || this.#givenTo === sessionId) return;
    this.#givenTo = sessionId;
    const given = dice.filter((seed) => seed.sessionId === sessionId).flatMap(({ contributions }) => contributions);
    const hasGiven = given.some(({ seatId }) => seatId === you.seatId);
    if (!hasGiven) this.#give(this.#createEntropy()).catch((error: unknown) => this.#failed(error));
  }

  /** A link that broke is no answer: the next change tries again. Anything else the api said is final. */
  #failed(error: unknown): void {
    if (error instanceof ProtocolError && (error.code === 'unavailable' || error.code === 'timeout')) this.#givenTo = null;
  }
}
