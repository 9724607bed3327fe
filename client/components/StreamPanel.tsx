import type { SeatId } from '@skald/protocol';
import { useCallback, useMemo, type CSSProperties, type ReactNode } from 'react';
import { toLines } from '../core/stream-lines.ts';
import { findSeat, type TableView } from '../core/table-view.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useStickyScroll } from '../hooks/useStickyScroll.ts';
import { useWords } from '../hooks/useWords.ts';
import { Icon } from './Icon.tsx';
import { Line } from './Line.tsx';

interface StreamPanelProps {
  readonly view: TableView;
  readonly showsCaptions: boolean;
}

/** Everything that is said, written and rolled, as one text. */
export function StreamPanel({ view, showsCaptions }: StreamPanelProps): ReactNode {
  const { words } = useWords();
  const { room, state } = useRoom();
  const authors = useMemo(() => [...view.seats, ...view.formerSeats], [view.seats, view.formerSeats]);
  const lines = useMemo(() => toLines(view.messages, showsCaptions), [view.messages, showsCaptions]);
  const loadEarlier = useCallback(() => void room.loadEarlier().catch(() => undefined), [room]);
  const { ref, isAtEnd, onScroll, goToEnd } = useStickyScroll(lines[0]?.message.messageId, view, loadEarlier);
  return (
    <div className="stream-frame">
      <div className="stream" ref={ref} onScroll={onScroll} tabIndex={0} role="region" aria-label={words.room.stream}>
        {view.hasEarlierMessages && (
          <button type="button" className="quiet stream-earlier" disabled={state.isLoadingEarlier} onClick={loadEarlier}>
            {words.room.earlier}
          </button>
        )}
        {lines.length === 0 && <p className="stream-empty">{words.room.emptyStream}</p>}
        <div role="log" aria-live="polite" aria-relevant="additions">
          <ol className="stream-lines" data-testid="stream">
            {lines.map(({ message, isContinued }) => (
              <Line key={message.messageId} message={message} isContinued={isContinued} seats={authors} />
            ))}
          </ol>
        </div>
        {showsCaptions && <Interims view={view} />}
      </div>
      {!isAtEnd && (
        <button type="button" className="stream-newest" onClick={goToEnd} aria-label={words.room.newest}>
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}

/** Words that are being said just now. They are not read out by screen readers: the finished line is. */
function Interims({ view }: { view: TableView }): ReactNode {
  const entries = Object.entries(view.interims) as [SeatId, string][];
  return (
    <div className="interims" aria-hidden="true" data-testid="interims">
      {entries.map(([seatId, text]) => {
        const seat = findSeat(view, seatId);
        return (
          <p key={seatId} style={{ '--seat': `var(--seat-${seat?.colour ?? 0})` } as CSSProperties}>
            <b>{seat?.name}</b> {text}…
          </p>
        );
      })}
    </div>
  );
}
