import type { Message, SeatId, SessionId, Spotlight, TurnId } from '@skald/protocol';
import type { Audience } from '../domain/audience.ts';
import { namedIn, offeredIn, type NamedSeat } from '../domain/spotlight/offers.ts';
import {
  addAction,
  addOffer,
  addSpeaking,
  countOf,
  gini,
  nextBeat,
  type SpotlightCounts,
} from '../domain/spotlight/spotlight.ts';
import type { TableRow, Write } from '../store/store.ts';
import type { Person } from './people.ts';
import type { TablePorts } from './ports.ts';
import type { Sessions } from './sessions.ts';
import type { Stream } from './stream.ts';

export interface SpotlightDeskOptions {
  readonly ports: TablePorts;
  readonly table: () => TableRow;
  readonly people: ReadonlyMap<string, Person>;
  readonly sessions: () => Sessions;
}

/** The line of a turn that names somebody, for the question that follows; and whom the turn offered a beat already. */
interface Asking {
  readonly turnId: TurnId;
  readonly named: readonly SeatId[];
  readonly offered: readonly SeatId[];
}

/**
 * Counts what each player has of an evening (G10). What is counted is written in the same transaction as the message it comes
 * from. Only what everybody knows counts: a private roll leaves no trace here.
 */
export class SpotlightDesk {
  readonly #options: SpotlightDeskOptions;
  #sessionId: SessionId | null = null;
  #counts: SpotlightCounts = {};
  #asking: Asking | null = null;

  constructor(options: SpotlightDeskOptions) {
    this.#options = options;
  }

  /** The same stream, with everything that passes through it counted. */
  watch(stream: Stream): Stream {
    return {
      ...stream,
      post: (posting) => {
        const { message, audience = 'party', isAddressed = false, writes = [] } = posting;
        const next = this.#after(message, audience, isAddressed);
        stream.post({ ...posting, writes: [...writes, ...this.#writesOf(next.counts)] });
        this.#settle(next);
      },
      change: (messageId, change, writesFor) => {
        let next = { counts: this.#current(), asking: this.#asking };
        stream.change(messageId, change, (message, audience) => {
          next = this.#afterChange(message, audience);
          return [...(writesFor?.(message, audience) ?? []), ...this.#writesOf(next.counts)];
        });
        this.#settle(next);
      },
    };
  }

  /** The DM turned to this player by a tool: with the question that follows it is one offer of the turn. */
  offered(seatId: SeatId, turnId: TurnId): void {
    const current = this.#current();
    const before = this.#asking?.turnId === turnId ? this.#asking : { turnId, named: [], offered: [] };
    if (this.#sessionId === null || before.offered.includes(seatId)) return;
    const counts = addOffer(current, seatId, this.#present());
    const { ports, table } = this.#options;
    ports.store.commit({ tableId: table().id, atMs: ports.nowMs(), events: [], writes: this.#writesOf(counts) });
    this.#settle({ counts, asking: { ...before, offered: [...before.offered, seatId] } });
  }

  /** The name of the character whose beat is next; null when it matters to nobody. */
  nextName(): string | null {
    const seatId = nextBeat(this.#current(), this.#present());
    const person = seatId === null ? undefined : this.#options.people.get(seatId);
    return person ? (person.characterName ?? person.row.name) : null;
  }

  viewFor(seatId: SeatId): Spotlight {
    const counts = this.#current();
    const present = this.#present();
    const seats = this.#players()
      .filter((person) => person.client !== null || counts[person.row.id] !== undefined)
      .map((person) => {
        const { speakingMs, actions, offers } = countOf(counts, person.row.id);
        return { seatId: person.row.id, speakingMs, actions, offers };
      });
    return {
      seats,
      fairness: {
        speaking: gini(seats.map((seat) => seat.speakingMs)),
        actions: gini(seats.map((seat) => seat.actions)),
        offers: gini(seats.map((seat) => seat.offers)),
      },
      isYouNext: nextBeat(counts, present) === seatId,
    };
  }

  #after(message: Message, audience: Audience, isAddressed: boolean) {
    const counts = this.#current();
    const same = { counts, asking: this.#asking };
    if (audience !== 'party' || this.#sessionId === null) return same;
    switch (message.kind) {
      case 'speech': {
        const spoken = addSpeaking(counts, message.seatId, message.endedAtMs - message.startedAtMs);
        return { ...same, counts: isAddressed ? addAction(spoken, message.seatId) : spoken };
      }
      case 'chat':
        return isAddressed ? { ...same, counts: addAction(counts, message.seatId) } : same;
      case 'roll':
        return message.roll.seatId === null ? same : { ...same, counts: addAction(counts, message.roll.seatId) };
      case 'deed':
        return message.seatId === null ? same : { ...same, counts: addAction(counts, message.seatId) };
      case 'dm':
        return message.state === 'silent' ? this.#afterLine(message) : same;
      default:
        return same;
    }
  }

  #afterChange(message: Message, audience: Audience) {
    const isTold = message.kind === 'dm' && (message.state === 'heard' || message.state === 'silent') && audience === 'party';
    const counts = this.#current();
    return isTold && this.#sessionId !== null ? this.#afterLine(message) : { counts, asking: this.#asking };
  }

  /** A line of the DM that everybody knows whole. One turn offers a beat to each once. */
  #afterLine({ turnId, text }: Extract<Message, { kind: 'dm' }>) {
    const before = this.#asking?.turnId === turnId ? this.#asking : { turnId, named: [], offered: [] };
    const seats = this.#players().map(
      ({ row, characterName }): NamedSeat => ({ seatId: row.id, player: row.name, character: characterName }),
    );
    const offered = offeredIn(text, seats, before.named).filter((seatId) => !before.offered.includes(seatId));
    const counts = offered.reduce((sum, seatId) => addOffer(sum, seatId, this.#present()), this.#current());
    return { counts, asking: { turnId, named: namedIn(text, seats), offered: [...before.offered, ...offered] } };
  }

  #settle({ counts, asking }: { counts: SpotlightCounts; asking: Asking | null }): void {
    this.#counts = counts;
    this.#asking = asking;
  }

  /** Counts of the evening that is open; those of another one are over. */
  #current(): SpotlightCounts {
    const { ports, table, sessions } = this.#options;
    const { runningId } = sessions();
    if (runningId === this.#sessionId) return this.#counts;
    const row = runningId === null ? null : ports.store.readLatestSession(table().id);
    this.#sessionId = runningId;
    this.#counts = row?.id === runningId ? (row?.spotlight ?? {}) : {};
    return this.#counts;
  }

  #writesOf(counts: SpotlightCounts): Write[] {
    if (this.#sessionId === null || counts === this.#counts) return [];
    return [{ op: 'update', into: 'sessions', id: this.#sessionId, set: { spotlight: counts } }];
  }

  #players(): Person[] {
    return [...this.#options.people.values()].filter(({ row }) => row.role === 'player');
  }

  /** Players who are here, in the order of their seats. */
  #present(): SeatId[] {
    return this.#players()
      .filter(({ client }) => client !== null)
      .map(({ row }) => row.id);
  }
}
