import { campaignRequests, type Spotlight } from '@skald/protocol';
import { useEffect, useState, type CSSProperties, type ReactNode } from 'react';
import { findSeat, type TableView } from '../core/table-view.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';
import { Sheet } from './Sheet.tsx';

/** How often the figures are read again while they are looked at, in ms. */
const READ_AGAIN_MS = 5_000;
/** Gini coefficients of offers up to which they are called even, and almost even. */
const EVEN = 0.2;
const NEARLY_EVEN = 0.4;

/** What each has had of the evening, in bars; no order of merit and no blame. (G10) */
export function SpotlightPanel({ view, onClose }: { readonly view: TableView; readonly onClose: () => void }): ReactNode {
  const { words } = useWords();
  const spotlight = useSpotlight();
  const sentences = words.campaign.spotlight;
  return (
    <Sheet title={sentences.title} testId="spotlight" onClose={onClose}>
      <p className="hint">{sentences.hint}</p>
      {spotlight?.isYouNext && <p className="spotlight-yours">{sentences.yours}</p>}
      {spotlight?.seats.length === 0 && <p className="hint">{sentences.none}</p>}
      {spotlight && spotlight.seats.length > 0 && <Bars view={view} spotlight={spotlight} />}
      {spotlight && spotlight.seats.some(({ offers }) => offers > 0) && (
        <p className="hint">
          {sentences.even}: {sentences.evenWords[evenness(spotlight.fairness.offers)]}
        </p>
      )}
    </Sheet>
  );
}

function Bars({ view, spotlight }: { readonly view: TableView; readonly spotlight: Spotlight }): ReactNode {
  const { words, language } = useWords();
  const sentences = words.campaign.spotlight;
  const longestMs = Math.max(1, ...spotlight.seats.map((seat) => seat.speakingMs));
  const minutes = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return (
    <ul className="spotlight-bars">
      {spotlight.seats.map(({ seatId, speakingMs, actions, offers }) => {
        const seat = findSeat(view, seatId);
        const style = { '--seat': `var(--seat-${seat?.colour ?? 0})`, '--share': speakingMs / longestMs } as CSSProperties;
        return (
          <li key={seatId} style={style}>
            <strong>{seat?.characterName ?? seat?.name ?? '—'}</strong>
            <span className="spotlight-bar" aria-hidden="true" />
            <small>
              {sentences.speaking} {sentences.minutes(minutes.format(speakingMs / 60_000))} · {sentences.actions} {actions} ·{' '}
              {sentences.offers} {offers}
            </small>
          </li>
        );
      })}
    </ul>
  );
}

function useSpotlight(): Spotlight | null {
  const { room } = useRoom();
  const [spotlight, setSpotlight] = useState<Spotlight | null>(null);
  useEffect(() => {
    let isOver = false;
    const read = (): void =>
      void room.ask(campaignRequests.readSpotlight, {}).then(
        (answer) => !isOver && setSpotlight(answer),
        () => undefined,
      );
    read();
    const timer = setInterval(read, READ_AGAIN_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [room]);
  return spotlight;
}

function evenness(gini: number): 'even' | 'nearly' | 'uneven' {
  if (gini <= EVEN) return 'even';
  return gini <= NEARLY_EVEN ? 'nearly' : 'uneven';
}
