import type { Safety } from '@skald/protocol';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { isNewCard } from '../core/campaign-view.ts';
import type { TableView } from '../core/table-view.ts';
import { useWords } from '../hooks/useWords.ts';
import { AddBoundary } from './AddBoundary.tsx';
import { Icon } from './Icon.tsx';
import { GoOnButton, isPaused } from './SafetyCards.tsx';

/** A card other than stop stays in sight for this long, in ms. */
const CARD_SHOWN_MS = 9_000;

/** The card that was shown, for everybody to see, in one calm line over the room. It never takes the focus. (G9) */
export function SafetyBanner({ view }: { readonly view: TableView }): ReactNode {
  const { words } = useWords();
  const { cards } = words.campaign;
  const { safety } = view.campaign;
  const recent = useRecentCard(safety);
  if (isPaused(view)) {
    return (
      <section className="safety-banner stop" aria-label={cards.open} data-testid="safety-banner" data-card="stop">
        <p role="alert">
          <Icon name="hold" /> {cards.paused}
        </p>
        <GoOnButton />
        <details>
          <summary>{cards.noMore}</summary>
          <AddBoundary />
        </details>
      </section>
    );
  }
  if (!recent || recent.card === 'stop') return null;
  return (
    <p className={`safety-banner ${recent.card}`} role="status" data-testid="safety-banner" data-card={recent.card}>
      <Icon name={recent.card === 'slow_down' ? 'down' : 'mark'} /> {cards.shown[recent.card]}
    </p>
  );
}

/** The card that came while one was looking, until its time is over. */
function useRecentCard(safety: Safety): Safety['card'] {
  const before = useRef<Safety | null>(null);
  const [recent, setRecent] = useState<Safety['card']>(null);
  useEffect(() => {
    const isNew = isNewCard(before.current, safety);
    before.current = safety;
    if (isNew) setRecent(safety.card);
  }, [safety]);
  useEffect(() => {
    if (!recent) return undefined;
    const timer = setTimeout(() => setRecent(null), CARD_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [recent]);
  return recent;
}
