import { campaignRequests, type SafetyCard } from '@skald/protocol';
import type { ReactNode } from 'react';
import type { TableView } from '../core/table-view.ts';
import { useAsk } from '../hooks/useAsk.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';
import { Icon, type IconName } from './Icon.tsx';
import { Sheet } from './Sheet.tsx';

interface SafetyCardsProps {
  readonly view: TableView;
  readonly onBoundaries: () => void;
  readonly onClose: () => void;
}

const CARDS: readonly { readonly card: SafetyCard; readonly icon: IconName }[] = [
  { card: 'stop', icon: 'hold' },
  { card: 'slow_down', icon: 'down' },
  { card: 'keep_going', icon: 'mark' },
];

/** Three cards, one tap each, for everybody and without a name. (G9) */
export function SafetyCards({ view, onBoundaries, onClose }: SafetyCardsProps): ReactNode {
  const { words, explain } = useWords();
  const { room } = useRoom();
  const { run, problem, isBusy } = useAsk();
  const { cards, boundaries } = words.campaign;
  const show = async (card: SafetyCard): Promise<void> => {
    if (await run(() => room.ask(campaignRequests.showCard, { card }))) onClose();
  };
  return (
    <Sheet title={cards.title} testId="safety-cards" onClose={onClose}>
      <p className="hint">{cards.hint}</p>
      {isPaused(view) && <GoOnButton onGone={onClose} />}
      <div className="safety-cards">
        {CARDS.map(({ card, icon }) => (
          <button
            key={card}
            type="button"
            className={`safety-card ${card}`}
            data-testid={`card-${card}`}
            disabled={isBusy}
            autoFocus={card === 'stop'}
            onClick={() => void show(card)}
          >
            <Icon name={icon} />
            <strong>{cards[card]}</strong>
            <small>{cards[`${card}Hint`]}</small>
          </button>
        ))}
      </div>
      {problem && (
        <p className="problem" role="alert">
          {cards.failed} {explain(problem)}
        </p>
      )}
      <p className="hint">{cards.spoken}</p>
      <button type="button" className="quiet" data-testid="open-boundaries" onClick={onBoundaries}>
        {boundaries.open}
      </button>
    </Sheet>
  );
}

/** Anybody may go on after a stop card; nobody learns who did. */
export function GoOnButton({ onGone }: { readonly onGone?: () => void }): ReactNode {
  const { words, explain } = useWords();
  const { room } = useRoom();
  const { run, problem, isBusy } = useAsk();
  const goOn = async (): Promise<void> => {
    if (await run(() => room.ask(campaignRequests.goOn, {}))) onGone?.();
  };
  return (
    <>
      <button type="button" className="safety-go-on" data-testid="go-on" disabled={isBusy} onClick={() => void goOn()}>
        {words.campaign.cards.goOn}
      </button>
      {problem && (
        <span className="problem" role="alert">
          {explain(problem)}
        </span>
      )}
    </>
  );
}

export function isPaused({ campaign, dm }: TableView): boolean {
  return campaign.safety.isPaused || dm.state.state === 'paused';
}
