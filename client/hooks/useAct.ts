import { gameRequests, ProtocolError, type ErrorCode, type GameStep, type StepId } from '@skald/protocol';
import { useCallback, useRef } from 'react';
import { useAsk } from './useAsk.ts';
import { useRoom } from './useRoom.ts';
import { useServices } from './useServices.ts';

export interface Act {
  readonly problem: ErrorCode | null;
  readonly isBusy: boolean;
  /** Takes a step of the game; resolves to whether it went well. The same step after a lost link is the same step, not a second one. */
  readonly take: (step: GameStep) => Promise<boolean>;
  /** Takes several, one after the other, up to the first that is refused. */
  readonly takeAll: (steps: readonly GameStep[]) => Promise<boolean>;
  readonly undo: (stepId: StepId) => Promise<boolean>;
}

/** Steps of the game from this page, with what went wrong. */
export function useAct(): Act {
  const { room } = useRoom();
  const { environment } = useServices();
  const { problem, isBusy, run } = useAsk();
  const unsure = useRef<{ step: string; clientStepId: string } | null>(null);
  const send = useCallback(
    async (step: GameStep): Promise<void> => {
      const written = JSON.stringify(step);
      const clientStepId = unsure.current?.step === written ? unsure.current.clientStepId : environment.createInstance();
      unsure.current = { step: written, clientStepId };
      try {
        await room.ask(gameRequests.act, { clientStepId, step });
        unsure.current = null;
      } catch (error) {
        if (!isLost(error)) unsure.current = null;
        throw error;
      }
    },
    [room, environment],
  );
  const takeAll = useCallback(
    (steps: readonly GameStep[]) =>
      run(async () => {
        for (const step of steps) await send(step);
      }),
    [run, send],
  );
  const take = useCallback((step: GameStep) => takeAll([step]), [takeAll]);
  const undo = useCallback((stepId: StepId) => run(() => room.ask(gameRequests.undo, { stepId })), [run, room]);
  return { problem, isBusy, take, takeAll, undo };
}

/** Whether it was done is not known: the answer got lost. */
function isLost(error: unknown): boolean {
  return error instanceof ProtocolError && (error.code === 'unavailable' || error.code === 'timeout');
}
