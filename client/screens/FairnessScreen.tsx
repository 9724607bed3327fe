import type { DiceDocument, SessionId, TableId } from '@skald/protocol';
import { useState, type ClipboardEvent, type DragEvent, type ReactNode } from 'react';
import { CheckedSeedPanel } from '../components/CheckedSeedPanel.tsx';
import { LanguageSwitch } from '../components/LanguageSwitch.tsx';
import { readDocument, type CheckedSeed } from '../core/fairness.ts';
import { useCheckedDice, useFairness } from '../hooks/useFairness.ts';
import { useServices } from '../hooks/useServices.ts';
import { useWords } from '../hooks/useWords.ts';

/** Where anybody at a table checks every roll, computed anew in the browser. (G2) */
export function FairnessScreen({ tableId }: { readonly tableId: TableId }): ReactNode {
  const { words, explain } = useWords();
  const { shelf } = useServices();
  const [sessionId, setSessionId] = useState<SessionId | null>(null);
  const [saved, setSaved] = useState<DiceDocument | null>(null);
  const { reply, problem } = useFairness(tableId, sessionId);
  const document = saved ?? reply?.document ?? null;
  const checked = useCheckedDice(document);
  const hasSeat = Boolean(shelf.keyOf(tableId)?.seatToken);
  return (
    <main className="fair" data-testid="fairness">
      <header>
        <h1>{words.fairness.title}</h1>
        <LanguageSwitch />
      </header>
      <p className="fair-lead">{words.fairness.lead}</p>
      {!hasSeat && <p className="hint">{words.fairness.noSeat}</p>}
      {problem && (
        <p className="problem" role="alert">
          {explain(problem)}
        </p>
      )}
      {reply?.document === null && !saved && <p className="hint">{words.fairness.noEvening}</p>}
      {reply && reply.evenings.length > 0 && !saved && (
        <label className="field">
          <span>{words.fairness.evening}</span>
          <select
            data-testid="fair-evening"
            value={document?.sessionId ?? ''}
            onChange={(event) => setSessionId(event.target.value as SessionId)}
          >
            {reply.evenings.map((evening) => (
              <option key={evening.sessionId} value={evening.sessionId}>
                {words.fairness.eveningNumber(evening.number)}
              </option>
            ))}
          </select>
        </label>
      )}
      {saved && (
        <p className="hint">
          {words.fairness.fromFile}{' '}
          <button type="button" className="quiet" onClick={() => setSaved(null)}>
            {words.fairness.backToServer}
          </button>
        </p>
      )}
      {document && <Verdict checked={checked} document={document} />}
      <SavedFile onRead={setSaved} />
    </main>
  );
}

function Verdict({ checked, document }: { checked: readonly CheckedSeed[] | null; document: DiceDocument }): ReactNode {
  const { words } = useWords();
  return (
    <>
      <p className="fair-verdict" role="status" data-testid="fair-verdict">
        {verdictOf(words, checked)}
      </p>
      {checked?.map((one) => (
        <CheckedSeedPanel key={one.seed.seedId} checked={one} names={document.names} />
      ))}
      <a
        className="quiet"
        data-testid="fair-download"
        href={`data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(document, null, 1))}`}
        download={`skald-dice-${document.number}.json`}
      >
        {words.fairness.download}
      </a>
    </>
  );
}

function verdictOf({ fairness }: ReturnType<typeof useWords>['words'], checked: readonly CheckedSeed[] | null): string {
  if (!checked) return fairness.checking;
  if (checked.some(({ state }) => state === 'broken')) return fairness.broken;
  const count = checked.flatMap(({ rolls }) => rolls ?? []).filter(({ mark }) => mark === 'true').length;
  return checked.some(({ state }) => state === 'sound') ? fairness.verified(count) : fairness.waiting;
}

/** A document that was saved earlier: chosen, dropped or pasted. */
function SavedFile({ onRead }: { readonly onRead: (document: DiceDocument) => void }): ReactNode {
  const { words } = useWords();
  const [isBad, setIsBad] = useState(false);
  const read = (text: string): void => {
    const document = readDocument(text);
    setIsBad(document === null);
    if (document) onRead(document);
  };
  const readFile = (file: File | undefined): void => void file?.text().then(read);
  return (
    <section
      className="fair-file"
      onDragOver={(event: DragEvent) => event.preventDefault()}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        readFile(event.dataTransfer.files[0]);
      }}
      onPaste={(event: ClipboardEvent) => read(event.clipboardData.getData('text'))}
    >
      <label className="field">
        <span>{words.fairness.file}</span>
        <input
          type="file"
          accept="application/json,.json"
          data-testid="fair-file"
          onChange={(event) => readFile(event.target.files?.[0])}
        />
        <small>{words.fairness.fileHint}</small>
      </label>
      {isBad && (
        <p className="problem" role="alert">
          {words.fairness.fileProblem}
        </p>
      )}
    </section>
  );
}
