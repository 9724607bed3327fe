import { createRateLimiter, ProtocolError, type campaignRequests, type Handlers, type SeatId } from '@skald/protocol';
import type { LiveTable } from '../table/live-table.ts';

/** Cards a second of one page, on average. A stop card always passes: it changes nothing while the table is paused. */
const CARDS_PER_SECOND = 1;
/** Changes a second of lines, veils, quests and handouts of one page, on average. */
const CHANGES_PER_SECOND = 2;

/** Answers what a page asks about the campaign. Anonymous requests go on without the seat: from here on nobody knows it. */
export function campaignHandlers(
  seatId: SeatId,
  entered: () => LiveTable,
  nowMs: () => number,
): Handlers<typeof campaignRequests> {
  const mayShow = createRateLimiter(CARDS_PER_SECOND, nowMs);
  const mayChange = createRateLimiter(CHANGES_PER_SECOND, nowMs);
  const changing = (): LiveTable['campaign'] => {
    const { campaign } = entered();
    if (!mayChange()) throw new ProtocolError('rate_limited', 'too many changes');
    return campaign;
  };
  const checkCards = (): void => {
    if (!mayShow()) throw new ProtocolError('rate_limited', 'too many cards');
  };
  return {
    showCard: ({ card }) => {
      const { safety } = entered().campaign;
      if (card !== 'stop') checkCards();
      safety.showCard(card);
      return {};
    },
    goOn: () => {
      const { safety } = entered().campaign;
      checkCards();
      safety.goOn();
      return {};
    },
    changeBoundary: (change) => {
      changing().safety.changeBoundary(change);
      return {};
    },
    setQuest: (wish) => ({ questId: changing().setQuest(seatId, wish) }),
    showHandout: (wish) => {
      changing().showHandout(seatId, wish);
      return {};
    },
    readSpotlight: () => entered().campaign.spotlight.viewFor(seatId),
  };
}
