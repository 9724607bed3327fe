import type { Handout, TableId } from '@skald/protocol';
import type { ReactNode } from 'react';
import { usePicture } from '../hooks/usePicture.ts';
import { useWords } from '../hooks/useWords.ts';
import { Sheet } from './Sheet.tsx';

interface HandoutSheetProps {
  readonly tableId: TableId;
  readonly handout: Handout;
  readonly onClose: () => void;
}

/** A picture that was laid on the table, as large as there is room. (G8) */
export function HandoutSheet({ tableId, handout, onClose }: HandoutSheetProps): ReactNode {
  const { words } = useWords();
  const picture = usePicture(tableId, handout.pictureId);
  const sentences = words.campaign.handout;
  const title = handout.title === '' ? sentences.title : handout.title;
  return (
    <Sheet title={title} testId="handout" onClose={onClose}>
      {picture.state === 'loading' && <p className="hint">{words.common.loading}</p>}
      {picture.state === 'failed' && (
        <p className="problem" role="alert">
          {sentences.failed}
        </p>
      )}
      {picture.state === 'shown' && <img className="handout-picture" src={picture.url} alt={title} />}
    </Sheet>
  );
}
