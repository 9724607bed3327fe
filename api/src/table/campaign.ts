import { ProtocolError, type Campaign as CampaignView, type QuestId, type SeatId, type TurnId } from '@skald/protocol';
import type { Audience } from '../domain/audience.ts';
import type { Care } from '../mind/prompt/turn-context.ts';
import type { TableRow } from '../store/store.ts';
import type { CareDesk } from './care.ts';
import { HandoutDesk, type HandoutWish } from './handout-desk.ts';
import type { Person } from './people.ts';
import type { TablePorts } from './ports.ts';
import { QuestDesk, type QuestWish } from './quest-desk.ts';
import { SafetyDesk } from './safety-desk.ts';
import type { Sessions } from './sessions.ts';
import { SpotlightDesk } from './spotlight-desk.ts';
import type { Stream } from './stream.ts';

export interface CampaignOptions {
  readonly ports: TablePorts;
  readonly table: () => TableRow;
  readonly people: ReadonlyMap<string, Person>;
  readonly stream: Stream;
  /** The evenings of the table; asked for once they are there. */
  readonly sessions: () => Sessions;
  readonly pause: () => void;
  readonly resume: () => void;
}

/** What goes on beside the turns of one table: safety, quests, handouts, and who had how much of the evening. (G8-G10) */
export class Campaign implements CareDesk {
  readonly safety: SafetyDesk;
  readonly quests: QuestDesk;
  readonly handouts: HandoutDesk;
  readonly spotlight: SpotlightDesk;
  /** The table's stream; everything of the table goes through it, so that it is counted. */
  readonly stream: Stream;
  readonly #people: ReadonlyMap<string, Person>;

  constructor(options: CampaignOptions) {
    this.#people = options.people;
    this.spotlight = new SpotlightDesk(options);
    this.stream = this.spotlight.watch(options.stream);
    const counted = { ...options, stream: this.stream };
    this.safety = new SafetyDesk(counted);
    this.quests = new QuestDesk(counted);
    this.handouts = new HandoutDesk(counted);
  }

  viewFor(seatId: SeatId): CampaignView {
    return {
      safety: this.safety.safety,
      boundaries: this.safety.boundaries,
      quests: this.quests.listFor(seatId),
      handout: this.handouts.lastFor(seatId),
    };
  }

  /** Host only. Throws `not_host`, and what the desk throws. */
  setQuest(seatId: SeatId, wish: QuestWish): QuestId {
    this.#checkHost(seatId);
    return this.quests.set(seatId, wish);
  }

  /** Host only. Throws `not_host`, and what the desk throws. */
  showHandout(seatId: SeatId, wish: HandoutWish): void {
    this.#checkHost(seatId);
    this.handouts.show(seatId, wish);
  }

  careFor(turnId: TurnId, audience: Audience): Care {
    const nextBeat = audience === 'party' ? this.spotlight.nextName() : null;
    return { ...this.safety.boundaries, note: this.safety.noteFor(turnId, audience), nextBeat };
  }

  turnEnded(turnId: TurnId, wasHeard: boolean): void {
    this.safety.turnEnded(turnId, wasHeard);
  }

  #checkHost(seatId: SeatId): void {
    if (!this.#people.get(seatId)?.row.isHost) throw new ProtocolError('not_host', 'only the host does this');
  }
}
