import { campaignRequests, type BoundariesView } from '@skald/protocol';
import type { ReactNode } from 'react';
import { useAsk } from '../hooks/useAsk.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';
import { AddBoundary } from './AddBoundary.tsx';
import { Icon } from './Icon.tsx';
import { Sheet } from './Sheet.tsx';

interface BoundariesSheetProps {
  readonly boundaries: BoundariesView;
  readonly onClose: () => void;
}

/** What is never told, and what happens out of sight: written by anybody, without a name. (G9) */
export function BoundariesSheet({ boundaries, onClose }: BoundariesSheetProps): ReactNode {
  const { words, explain } = useWords();
  const { room } = useRoom();
  const { run, problem } = useAsk();
  const sentences = words.campaign.boundaries;
  const remove = (list: keyof BoundariesView, text: string): void =>
    void run(() => room.ask(campaignRequests.changeBoundary, { list, text, isKept: false }));
  return (
    <Sheet title={sentences.title} testId="boundaries" onClose={onClose}>
      <p className="hint">{sentences.hint}</p>
      <AddBoundary />
      {(['lines', 'veils'] as const).map((list) => (
        <section key={list} className="boundary-list" data-testid={`boundaries-${list}`}>
          <h3>{sentences[list]}</h3>
          <p className="hint">{sentences[`${list}Hint`]}</p>
          {boundaries[list].length === 0 && <p className="hint">{sentences.none}</p>}
          <Entries entries={boundaries[list]} nameRemoval={sentences.remove} onRemove={(text) => remove(list, text)} />
        </section>
      ))}
      {boundaries.stopped.length > 0 && (
        <details className="boundary-list" data-testid="boundaries-stopped">
          <summary>
            {sentences.stopped} ({boundaries.stopped.length})
          </summary>
          <p className="hint">{sentences.stoppedHint}</p>
          <Entries entries={boundaries.stopped} nameRemoval={sentences.forget} onRemove={(text) => remove('stopped', text)} />
        </details>
      )}
      {problem && (
        <p className="problem" role="alert">
          {explain(problem)}
        </p>
      )}
    </Sheet>
  );
}

interface EntriesProps {
  readonly entries: readonly string[];
  readonly nameRemoval: (text: string) => string;
  readonly onRemove: (text: string) => void;
}

function Entries({ entries, nameRemoval, onRemove }: EntriesProps): ReactNode {
  return (
    <ul>
      {entries.map((text) => (
        <li key={text}>
          <span>{text}</span>
          <button type="button" className="tool" aria-label={nameRemoval(text)} onClick={() => onRemove(text)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
