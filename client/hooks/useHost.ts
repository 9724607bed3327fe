import { ProtocolError, type ErrorCode, type HostView, type SeatId, type TableId } from '@skald/protocol';
import { useCallback, useEffect, useState } from 'react';
import { useServices } from './useServices.ts';

export interface Host {
  readonly hostToken: string;
  readonly host: HostView | null;
  readonly problem: ErrorCode | null;
  readonly isBusy: boolean;
  readonly reissueInvite: () => Promise<void>;
  readonly setLock: (isLocked: boolean) => Promise<void>;
  readonly removeSeat: (seatId: SeatId) => Promise<void>;
}

/** What the host may do to the table, by the host token kept on this device. */
export function useHost(tableId: TableId): Host {
  const { rest, shelf } = useServices();
  const hostToken = shelf.keyOf(tableId)?.hostToken ?? '';
  const [host, setHost] = useState<HostView | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const run = useCallback(async (action: () => Promise<HostView>): Promise<void> => {
    setIsBusy(true);
    setProblem(null);
    try {
      setHost(await action());
    } catch (error) {
      setProblem(error instanceof ProtocolError ? error.code : 'internal');
    } finally {
      setIsBusy(false);
    }
  }, []);

  useEffect(() => {
    let isOver = false;
    rest.readHostView(tableId, hostToken).then(
      (view) => !isOver && setHost(view),
      (error: unknown) => !isOver && setProblem(error instanceof ProtocolError ? error.code : 'internal'),
    );
    return () => {
      isOver = true;
    };
  }, [rest, tableId, hostToken]);

  return {
    hostToken,
    host,
    problem,
    isBusy,
    reissueInvite: () => run(() => rest.reissueInvite(tableId, hostToken)),
    setLock: (isLocked) => run(() => rest.setLock(tableId, hostToken, isLocked)),
    removeSeat: (seatId) => run(() => rest.removeSeat(tableId, hostToken, seatId)),
  };
}
