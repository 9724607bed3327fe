import { ProtocolError, type CharacterId, type PictureId, type PictureReply } from '@skald/protocol';
import { audienceOf, mayKnow } from '../domain/audience.ts';
import type { PictureRow, SeatRow, Store, Write } from '../store/store.ts';
import type { PictureEncoder } from './picture-encoder.ts';
import type { Ids } from './ports.ts';
import type { TableRegistry } from './registry.ts';

/** Room for the pictures of one table, in bytes as they are kept. */
export const TABLE_PICTURES_MAX_BYTES = 64 * 1024 * 1024;

export interface PictureWish {
  readonly kind: PictureRow['kind'];
  readonly title: string;
  /** The portrait is this character's from now on. */
  readonly characterId: CharacterId | null;
}

/** Portraits and handouts that players bring. (G6, G8) */
export class PictureShelf {
  readonly #parts: {
    readonly store: Store;
    readonly tables: TableRegistry;
    readonly ids: Ids;
    readonly encoder: PictureEncoder;
    readonly nowMs: () => number;
  };

  constructor(parts: { store: Store; tables: TableRegistry; ids: Ids; encoder: PictureEncoder; nowMs: () => number }) {
    this.#parts = parts;
  }

  /**
   * Keeps a picture: a portrait for everybody at the table, a handout for the host and the DM until it is shown. Throws `forbidden`,
   * `not_yours`, `picture_unreadable`, `pictures_full`.
   */
  async add(seat: SeatRow, bytes: Uint8Array, wish: PictureWish): Promise<PictureReply> {
    const { store, ids, encoder, nowMs } = this.#parts;
    this.#checkWish(seat, wish);
    const { bytes: encoded, type, width, height } = await encoder.encode(bytes, wish.kind);
    if (store.countPictureBytes(seat.tableId) + encoded.length > TABLE_PICTURES_MAX_BYTES)
      throw new ProtocolError('pictures_full');
    const portrait = this.#checkWish(seat, wish);
    const id = ids.picture();
    const audience = wish.kind === 'portrait' ? 'party' : audienceOf(['dm', seat.id]);
    const { kind, title } = wish;
    const atMs = nowMs();
    const row: PictureRow = {
      id,
      tableId: seat.tableId,
      seatId: seat.id,
      kind,
      title,
      type,
      width,
      height,
      bytes: encoded,
      audience,
      createdAtMs: atMs,
    };
    const writes: Write[] = [{ op: 'insert', into: 'pictures', row }];
    if (portrait !== null) {
      const set = { sheet: { ...portrait.sheet, portrait: id }, revision: portrait.revision + 1 };
      writes.push({ op: 'update', into: 'characters', id: portrait.characterId, set });
    }
    const events = [{ type: 'picture:added', audience, payload: { pictureId: id, kind } }];
    store.commit({ tableId: seat.tableId, atMs, events, writes });
    if (portrait !== null) this.#parts.tables.find(seat.tableId)?.game.charactersChanged();
    return { pictureId: id, width, height, bytes: encoded.length };
  }

  /** A picture that this seat may see. Throws `not_found` for one that is not there, and for one that it may not know. */
  find(seat: SeatRow, pictureId: PictureId): PictureRow {
    const row = this.#parts.store.findPicture(seat.tableId, pictureId);
    if (!row || (row.seatId !== seat.id && !mayKnow(row.audience, seat.id)))
      throw new ProtocolError('not_found', 'no such picture');
    return row;
  }

  /** The character whose portrait it becomes, as it is now. */
  #checkWish(seat: SeatRow, { kind, characterId }: PictureWish) {
    if (seat.role === 'listener') throw new ProtocolError('forbidden', 'a listener brings no pictures');
    if (kind === 'handout' && !seat.isHost) throw new ProtocolError('not_host');
    if (characterId === null) return null;
    const character = this.#parts.store.readCharacters(seat.tableId).find((one) => one.id === characterId);
    if (!character || character.sheet === null || kind !== 'portrait') throw new ProtocolError('not_found', 'no such character');
    if (character.seatId !== seat.id && !seat.isHost) throw new ProtocolError('not_yours');
    return { characterId, sheet: character.sheet, revision: character.revision };
  }
}
