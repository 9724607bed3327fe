import type { PeerId } from '@skald/protocol';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { SpeakingBoard } from '../core/speaking.ts';

/** Writes a peer's loudness into the element's `--level` without drawing anything again, and tells when speaking begins and ends. */
export function useLevel<T extends HTMLElement>(
  board: SpeakingBoard,
  peerId: PeerId,
): { ref: RefObject<T | null>; isSpeaking: boolean } {
  const ref = useRef<T>(null);
  const [isSpeaking, setIsSpeaking] = useState(false);
  useEffect(() => {
    const follow = (): void => {
      ref.current?.style.setProperty('--level', board.readLevel(peerId).toFixed(2));
      setIsSpeaking(board.isSpeaking(peerId));
    };
    follow();
    return board.subscribe(follow);
  }, [board, peerId]);
  return { ref, isSpeaking };
}
