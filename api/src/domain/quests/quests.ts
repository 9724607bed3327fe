import type { Quest, SeatId } from '@skald/protocol';
import { audienceOf, mayKnow, type Audience } from '../audience.ts';

/** A quest as it is kept, less its times. */
export interface KeptQuest {
  readonly id: Quest['questId'];
  readonly title: string;
  readonly text: string;
  readonly state: Quest['state'];
  readonly objectives: readonly Readonly<Quest['objectives'][number]>[];
  readonly audience: Audience;
}

/** Who may know a quest: everybody, or the DM and the one who wrote it. (G8) */
export function questAudience(isHidden: boolean, keeper: SeatId): Audience {
  return isHidden ? audienceOf(['dm', keeper]) : 'party';
}

/** The quest as a seat may see it; null when it may not know of it. */
export function questFor(quest: KeptQuest, seatId: SeatId): Quest | null {
  if (!mayKnow(quest.audience, seatId)) return null;
  const { id, title, text, state, objectives, audience } = quest;
  return { questId: id, title, text, state, objectives: [...objectives], isHidden: audience !== 'party' };
}

/** What a seat is told of a quest; null when it is not to see it any more. */
export interface QuestNews {
  readonly seatId: SeatId;
  readonly quest: Quest | null;
}

/** What each seat is to be told of a quest that was changed: its new state, that it is not theirs any more, or nothing. */
export function questNews(before: KeptQuest | null, after: KeptQuest, seats: readonly SeatId[]): QuestNews[] {
  return seats
    .map((seatId): QuestNews => ({ seatId, quest: questFor(after, seatId) }))
    .filter(({ seatId, quest }) => quest !== null || (before !== null && mayKnow(before.audience, seatId)));
}
