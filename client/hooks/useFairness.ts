import {
  ProtocolError,
  type DiceDocument,
  type ErrorCode,
  type FairnessReply,
  type SessionId,
  type TableId,
} from '@skald/protocol';
import { useEffect, useState } from 'react';
import { checkDocument, type CheckedSeed } from '../core/fairness.ts';
import { useServices } from './useServices.ts';

export interface Fairness {
  readonly reply: FairnessReply | null;
  readonly problem: ErrorCode | null;
}

/** What the server says of the dice of an evening; null is the newest. Asks nothing without a seat. */
export function useFairness(tableId: TableId, sessionId: SessionId | null): Fairness {
  const { rest, shelf } = useServices();
  const seatToken = shelf.keyOf(tableId)?.seatToken ?? null;
  const [state, setState] = useState<Fairness>({ reply: null, problem: null });
  useEffect(() => {
    if (seatToken === null) return;
    let isOver = false;
    rest.readFairness(tableId, seatToken, sessionId).then(
      (reply) => !isOver && setState({ reply, problem: null }),
      (error: unknown) => !isOver && setState({ reply: null, problem: error instanceof ProtocolError ? error.code : 'internal' }),
    );
    return () => {
      isOver = true;
    };
  }, [rest, tableId, seatToken, sessionId]);
  return state;
}

/** A document with every roll computed anew; null while that is done. */
export function useCheckedDice(document: DiceDocument | null): readonly CheckedSeed[] | null {
  const { shelf } = useServices();
  const [checked, setChecked] = useState<{ document: DiceDocument; seeds: readonly CheckedSeed[] } | null>(null);
  useEffect(() => {
    if (!document) return;
    let isOver = false;
    void checkDocument(document, shelf.read().commitments, crypto.subtle).then(
      (seeds) => !isOver && setChecked({ document, seeds }),
    );
    return () => {
      isOver = true;
    };
  }, [document, shelf]);
  return checked?.document === document ? checked.seeds : null;
}
