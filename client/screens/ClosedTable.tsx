import type { PreviewReply } from '@skald/protocol';
import { useState, type ReactNode } from 'react';
import { Page } from '../components/Page.tsx';
import { SeatLights } from '../components/SeatLights.tsx';
import { landingPath } from '../core/route.ts';
import { useServices } from '../hooks/useServices.ts';
import { useWords } from '../hooks/useWords.ts';

interface ClosedTableProps {
  readonly preview: PreviewReply;
  /** Asks the server anew; the screen changes by itself when there is a seat. */
  readonly onRecheck: () => Promise<void>;
}

/** A table where nobody new can sit down now: why, what to do, and another look. (R3, R4) */
export function ClosedTable({ preview, onRecheck }: ClosedTableProps): ReactNode {
  const { words, language } = useWords();
  const { goTo } = useServices();
  const [isChecking, setIsChecking] = useState(false);
  const [checkedAt, setCheckedAt] = useState<Date | null>(null);
  const { closed } = words.join;
  const recheck = async (): Promise<void> => {
    setIsChecking(true);
    await onRecheck();
    setCheckedAt(new Date());
    setIsChecking(false);
  };
  return (
    <Page picture={<SeatLights taken={preview.seatsTaken} max={preview.seatsMax} ownLevel={0} />}>
      <div data-testid="closed-table" role="alert">
        <p className="eyebrow">{preview.title}</p>
        <h1 className="hero-title smaller">{preview.isLocked ? closed.lockedTitle : closed.fullTitle}</h1>
        <p className="hero-lead">{preview.isLocked ? closed.locked : closed.full}</p>
      </div>
      <div className="actions">
        <button
          type="button"
          className="primary"
          data-testid="recheck-table"
          disabled={isChecking}
          onClick={() => void recheck()}
        >
          {isChecking ? closed.rechecking : closed.recheck}
        </button>
        <button type="button" className="quiet" onClick={() => goTo(landingPath())}>
          {words.problems.home}
        </button>
      </div>
      <p className="hint" role="status">
        {checkedAt && !isChecking ? closed.still(checkedAt.toLocaleTimeString(language)) : ''}
      </p>
    </Page>
  );
}
