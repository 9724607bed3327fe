import { ProtocolError, type CharacterId, type ImportReply, type Language, type StoredCharacter } from '@skald/protocol';
import { mayKnow } from '../domain/audience.ts';
import { bytesOf } from '../domain/sheets/aside.ts';
import { writeFoundry } from '../domain/sheets/foundry/write-foundry.ts';
import { readSheet, type ReadSheet } from '../domain/sheets/read-sheet.ts';
import { settleSheet } from '../domain/sheets/settle.ts';
import { writeSkald } from '../domain/sheets/skald.ts';
import type { CharacterRow, SeatRow, Store } from '../store/store.ts';
import type { TableRegistry } from './registry.ts';

/** Sheets that come from files and go into files. (G6) */
export class SheetShelf {
  readonly #store: Store;
  readonly #tables: TableRegistry;

  constructor(parts: { readonly store: Store; readonly tables: TableRegistry }) {
    this.#store = parts.store;
    this.#tables = parts.tables;
  }

  /** What a file would become at this seat's table. Throws ProtocolError for what is no sheet at all, `forbidden` for a listener. */
  preview(seat: SeatRow, text: string, language: Language): ImportReply {
    const { format, character, aside, problems } = this.#read(seat, text, language);
    return { format, character, problems: [...problems], asideBytes: asideBytes(aside) };
  }

  /**
   * Keeps what a file is as the seat's character; the one it had is kept without a player. Throws as `preview`, `sheet_invalid` for a
   * file that cannot become a sheet, `characters_full`.
   */
  take(seat: SeatRow, text: string, language: Language): StoredCharacter {
    const { format, character, aside, problems } = this.#read(seat, text, language);
    if (character === null) throw new ProtocolError('sheet_invalid', 'the file breaks the rules of a sheet');
    const characterId = this.#tables.wake(seat.tableId).game.take(seat.id, character, aside);
    const revision = this.#row(seat.tableId, characterId).revision;
    return { format, character, problems: [...problems], asideBytes: asideBytes(aside), characterId, revision };
  }

  /** The file of a character, for its player or the host. Throws `not_found` and `not_yours`. */
  write(
    who: { readonly tableId: SeatRow['tableId']; readonly seat: SeatRow | null },
    characterId: CharacterId,
    format: 'skald' | 'foundry',
  ): { readonly name: string; readonly file: Record<string, unknown> } {
    const row = this.#row(who.tableId, characterId);
    if (who.seat !== null && !who.seat.isHost && row.seatId !== who.seat.id) throw new ProtocolError('not_yours');
    if (row.sheet === null) throw new ProtocolError('not_found', 'a character without a sheet');
    const aside = row.aside as Parameters<typeof writeSkald>[1];
    const file = format === 'skald' ? writeSkald(row.sheet, aside) : writeFoundry(row.sheet, aside);
    return { name: row.sheet.name, file };
  }

  #read(seat: SeatRow, text: string, language: Language): ReadSheet {
    if (seat.role === 'listener') throw new ProtocolError('forbidden', 'a listener has no character');
    const sheet = readSheet(text, language);
    if ('fault' in sheet) throw new ProtocolError(sheet.fault, 'no sheet');
    return settleSheet(sheet, {
      hasPicture: (id) => {
        const picture = this.#store.findPicture(seat.tableId, id);
        return picture !== null && mayKnow(picture.audience, seat.id);
      },
    });
  }

  #row(tableId: SeatRow['tableId'], characterId: CharacterId): CharacterRow {
    const row = this.#store.readCharacters(tableId).find((one) => one.id === characterId);
    if (!row) throw new ProtocolError('not_found', 'no such character');
    return row;
  }
}

function asideBytes(aside: ReadSheet['aside']): number {
  return Object.keys(aside).length === 0 ? 0 : bytesOf(aside);
}
