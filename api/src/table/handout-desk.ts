import { ProtocolError, type campaignRequests, type Handout, type RequestOf, type SeatId } from '@skald/protocol';
import { audienceOf, mayKnow, membersOf, type Audience } from '../domain/audience.ts';
import type { PictureRow, TableRow } from '../store/store.ts';
import type { Person } from './people.ts';
import type { TablePorts } from './ports.ts';
import type { Sessions } from './sessions.ts';
import type { Stream } from './stream.ts';

export interface HandoutDeskOptions {
  readonly ports: TablePorts;
  readonly table: () => TableRow;
  readonly people: ReadonlyMap<string, Person>;
  readonly stream: Stream;
  readonly sessions: () => Sessions;
}

export type HandoutWish = RequestOf<typeof campaignRequests.showHandout>;

/** Pictures that are laid before the party, or before some of it. (G8) */
export class HandoutDesk {
  readonly #options: HandoutDeskOptions;
  readonly #last = new Map<SeatId, Handout | null>();

  constructor(options: HandoutDeskOptions) {
    this.#options = options;
  }

  /** The last one that this seat was shown. */
  lastFor(seatId: SeatId): Handout | null {
    const known = this.#last.get(seatId);
    if (known !== undefined) return known;
    const { ports, table } = this.#options;
    const message = ports.store.findLastHandout(table().id, seatId)?.message;
    const last = message?.kind === 'handout' ? { pictureId: message.pictureId, title: message.title, atMs: message.atMs } : null;
    this.#last.set(seatId, last);
    return last;
  }

  /**
   * Shows a picture of this table; from then on whom it was shown may fetch it. `by` is a seat, or null for the DM. Throws
   * `not_found` for a picture that is not there or that `by` may not know, and for seats that nobody has.
   */
  show(by: SeatId | null, { pictureId, title, to }: HandoutWish): void {
    const { ports, table, stream, sessions, people } = this.#options;
    const tableId = table().id;
    const picture = ports.store.findPicture(tableId, pictureId);
    if (!picture || (by !== null && !mayFetch(picture, by))) throw new ProtocolError('not_found', 'no such picture');
    if (to !== 'party' && to.some((seatId) => !people.has(seatId))) throw new ProtocolError('not_found', 'no such seat');
    const audience = to === 'party' ? 'party' : audienceOf(by === null ? ['dm', ...to] : ['dm', by, ...to]);
    const atMs = ports.nowMs();
    const handout: Handout = { pictureId, title: title === '' ? picture.title : title, atMs };
    stream.recordAll(
      [{ event: { type: 'handout:shown', handout }, audience }],
      [{ op: 'update', into: 'pictures', id: pictureId, set: { audience: together(picture.audience, audience) } }],
    );
    stream.post({
      message: { kind: 'handout', messageId: ports.ids.message(), atMs, pictureId, title: handout.title },
      audience,
      sessionId: sessions().runningId,
    });
    for (const seatId of this.#last.keys()) if (mayKnow(audience, seatId)) this.#last.set(seatId, handout);
  }
}

/** Who brought a picture may show it, whatever its audience. */
function mayFetch(picture: PictureRow, seatId: SeatId): boolean {
  return picture.seatId === seatId || mayKnow(picture.audience, seatId);
}

function together(one: Audience, other: Audience): Audience {
  return one === 'party' || other === 'party' ? 'party' : audienceOf([...membersOf(one), ...membersOf(other)]);
}
