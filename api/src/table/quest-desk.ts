import {
  MAX_QUESTS,
  ProtocolError,
  campaignRequests,
  type Quest,
  type QuestId,
  type RequestOf,
  type SeatId,
} from '@skald/protocol';
import { audienceOf } from '../domain/audience.ts';
import type { QuestRequest } from '../mind/tools/world-game.ts';
import { questAudience, questFor, questNews } from '../domain/quests/quests.ts';
import type { QuestRow, TableRow } from '../store/store.ts';
import type { Person } from './people.ts';
import type { TablePorts } from './ports.ts';
import type { Stream } from './stream.ts';

export interface QuestDeskOptions {
  readonly ports: TablePorts;
  readonly table: () => TableRow;
  readonly people: ReadonlyMap<string, Person>;
  readonly stream: Stream;
}

export type QuestWish = RequestOf<typeof campaignRequests.setQuest>;

/** The quests of one table: each seat is told of those it may know. (G8) */
export class QuestDesk {
  readonly #options: QuestDeskOptions;

  constructor(options: QuestDeskOptions) {
    this.#options = options;
  }

  listFor(seatId: SeatId): Quest[] {
    return this.#rows()
      .map((row) => questFor(row, seatId))
      .filter((quest) => quest !== null);
  }

  /**
   * Writes a quest, or changes one, for the host `keeper`; a hidden one is then known to that seat and the DM alone. Throws
   * `not_found` for a quest that this seat may not know, `quests_full`.
   */
  set(keeper: SeatId, { questId, isHidden, ...content }: QuestWish): QuestId {
    const rows = this.#rows();
    const before = questId === null ? null : (rows.find((row) => row.id === questId) ?? null);
    if (questId !== null && (!before || !questFor(before, keeper))) throw new ProtocolError('not_found', 'no such quest');
    return this.#put(before, { ...content, audience: questAudience(isHidden, keeper) });
  }

  /** Changes the quest of this title that everybody knows, or writes it, for the DM. Throws `quests_full`, `too_large`. */
  note({ title, text, state, objectives }: QuestRequest): QuestId {
    const fold = (words: string): string => words.trim().toLocaleLowerCase('ru').replaceAll('ё', 'е');
    const known = this.#rows().find((row) => row.audience === 'party' && fold(row.title) === fold(title));
    const kept = (known?.objectives ?? []).map((one) => objectives.find((other) => fold(other.text) === fold(one.text)) ?? one);
    const added = objectives.filter((one) => kept.every((other) => fold(other.text) !== fold(one.text)));
    const wish = campaignRequests.setQuest.request.safeParse({
      questId: known?.id ?? null,
      title: known?.title ?? title,
      text: text ?? known?.text ?? '',
      state,
      objectives: [...kept, ...added],
      isHidden: false,
    });
    if (!wish.success) throw new ProtocolError('too_large', 'a quest has too much in it');
    const { questId: _, isHidden: __, ...content } = wish.data;
    return this.#put(known ?? null, { ...content, audience: 'party' });
  }
  #put(before: QuestRow | null, content: Pick<QuestRow, 'title' | 'text' | 'state' | 'objectives' | 'audience'>): QuestId {
    const { ports, table, stream, people } = this.#options;
    if (!before && this.#rows().length >= MAX_QUESTS) throw new ProtocolError('quests_full', 'too many quests');
    const atMs = ports.nowMs();
    const { audience } = content;
    const tableId = table().id;
    const fields = { ...content, updatedAtMs: atMs };
    const after: QuestRow = before ? { ...before, ...fields } : { id: ports.ids.quest(), tableId, createdAtMs: atMs, ...fields };
    const news = questNews(
      before,
      after,
      [...people.values()].map(({ row }) => row.id),
    );
    const gone = news.filter(({ quest }) => quest === null).map(({ seatId }) => seatId);
    const quest = news.find((one) => one.quest !== null)?.quest;
    stream.recordAll(
      [
        ...(quest ? [{ event: { type: 'quest:changed', quest } as const, audience }] : []),
        ...(gone.length > 0 ? [{ event: { type: 'quest:hidden', questId: after.id } as const, audience: audienceOf(gone) }] : []),
      ],
      [before ? { op: 'update', into: 'quests', id: before.id, set: fields } : { op: 'insert', into: 'quests', row: after }],
    );
    return after.id;
  }

  #rows(): readonly QuestRow[] {
    return this.#options.ports.store.readQuests(this.#options.table().id);
  }
}
