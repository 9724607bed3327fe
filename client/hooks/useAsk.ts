import { ProtocolError, type ErrorCode } from '@skald/protocol';
import { useCallback, useState } from 'react';

export interface Ask {
  readonly problem: ErrorCode | null;
  readonly isBusy: boolean;
  /** Runs it and keeps what went wrong; resolves to whether it went well. */
  readonly run: (action: () => Promise<unknown>) => Promise<boolean>;
}

/** Something asked of the server from a sheet or a button. */
export function useAsk(): Ask {
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const run = useCallback(async (action: () => Promise<unknown>): Promise<boolean> => {
    setIsBusy(true);
    setProblem(null);
    try {
      await action();
      return true;
    } catch (error) {
      setProblem(error instanceof ProtocolError ? error.code : 'internal');
      return false;
    } finally {
      setIsBusy(false);
    }
  }, []);
  return { problem, isBusy, run };
}
