import { ProtocolError, type ErrorCode, type PreviewReply } from '@skald/protocol';
import { useEffect, useState, type ReactNode } from 'react';
import { Page } from '../components/Page.tsx';
import { useServices } from '../hooks/useServices.ts';
import { useWords } from '../hooks/useWords.ts';
import { ClosedTable } from './ClosedTable.tsx';
import { SeatForm } from './SeatForm.tsx';
import { ProblemScreen } from './ProblemScreen.tsx';

/** Where an invite or host link leads. */
export function JoinScreen({ token, isHost }: { readonly token: string; readonly isHost: boolean }): ReactNode {
  const { words, explain } = useWords();
  const { shelf } = useServices();
  const { preview, problem, retry, recheck } = usePreview(token);
  if (problem) {
    const mayHelp = problem === 'unavailable' || problem === 'internal' || problem === 'rate_limited';
    return (
      <ProblemScreen
        title={words.problems.title}
        text={explain(problem)}
        {...(mayHelp ? { action: words.common.tryAgain, onAction: retry } : {})}
      />
    );
  }
  if (!preview) {
    return (
      <Page>
        <p className="hint" role="status">
          {words.common.loading}
        </p>
      </Page>
    );
  }
  const hasSeat = Boolean(shelf.keyOf(preview.tableId)?.seatToken);
  if (!hasSeat && isClosed(preview, isHost)) return <ClosedTable preview={preview} onRecheck={recheck} />;
  return <SeatForm key={preview.tableId} token={token} isHost={isHost} preview={preview} />;
}

/** Nobody new is seated; a lock keeps out no host. */
function isClosed({ isLocked, seatsTaken, seatsMax }: PreviewReply, isHost: boolean): boolean {
  return (isLocked && !isHost) || seatsTaken >= seatsMax;
}

function usePreview(token: string) {
  const { rest } = useServices();
  const [preview, setPreview] = useState<PreviewReply | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isOver = false;
    rest.previewLink(token).then(
      (reply) => !isOver && setPreview(reply),
      (error: unknown) => !isOver && setProblem(error instanceof ProtocolError ? error.code : 'internal'),
    );
    return () => {
      isOver = true;
    };
  }, [rest, token, attempt]);
  const retry = (): void => {
    setProblem(null);
    setAttempt((count) => count + 1);
  };
  const recheck = async (): Promise<void> => {
    try {
      setPreview(await rest.previewLink(token));
    } catch (error) {
      setProblem(error instanceof ProtocolError ? error.code : 'internal');
    }
  };
  return { preview, problem, retry, recheck };
}
