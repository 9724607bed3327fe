import { useState, type ReactNode } from 'react';
import { landingPath } from '../core/route.ts';
import { useServices } from '../hooks/useServices.ts';
import { useWords } from '../hooks/useWords.ts';
import { Icon } from './Icon.tsx';
import { Sheet } from './Sheet.tsx';

/** The door. It asks first: it stands where a thumb slips. */
export function LeaveButton(): ReactNode {
  const { words } = useWords();
  const { goTo } = useServices();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <button type="button" className="tool" aria-label={words.room.leave} data-testid="leave" onClick={() => setIsAsking(true)}>
        <Icon name="door" />
      </button>
      {isAsking && (
        <Sheet title={words.room.leaveTitle} testId="leave-sheet" onClose={() => setIsAsking(false)}>
          <p className="hint">{words.room.leaveHint}</p>
          <div className="sheet-actions">
            <button type="button" className="primary" data-testid="leave-yes" onClick={() => goTo(landingPath())}>
              {words.room.leaveYes}
            </button>
            <button type="button" className="quiet" onClick={() => setIsAsking(false)}>
              {words.room.leaveNo}
            </button>
          </div>
        </Sheet>
      )}
    </>
  );
}
