import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';

export interface StickyScroll {
  readonly ref: RefObject<HTMLDivElement | null>;
  /** The newest line is in view. */
  readonly isAtEnd: boolean;
  readonly onScroll: () => void;
  readonly goToEnd: () => void;
}

/** Nearer to the end than this counts as at the end, in px. */
const END_SLACK_PX = 60;
/** Nearer to the top than this asks for earlier lines, in px. */
const TOP_SLACK_PX = 80;

/** Keeps the newest line in view unless the reader scrolled up; keeps what is read in place when earlier lines come in above. */
export function useStickyScroll(firstId: string | undefined, version: unknown, onTop: () => void): StickyScroll {
  const ref = useRef<HTMLDivElement>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const before = useRef({ isAtEnd: true, height: 0, firstId });

  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const grownAbove = before.current.firstId !== firstId && before.current.height > 0;
    if (before.current.isAtEnd) box.scrollTop = box.scrollHeight;
    else if (grownAbove) box.scrollTop += box.scrollHeight - before.current.height;
    before.current = { ...before.current, height: box.scrollHeight, firstId };
  }, [firstId, version]);

  useLayoutEffect(() => {
    const box = ref.current;
    if (!box || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() => {
      if (before.current.isAtEnd) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  const onScroll = useCallback(() => {
    const box = ref.current;
    if (!box) return;
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < END_SLACK_PX;
    before.current = { ...before.current, isAtEnd: atEnd };
    setIsAtEnd(atEnd);
    if (box.scrollTop < TOP_SLACK_PX) onTop();
  }, [onTop]);

  const goToEnd = useCallback(() => {
    const box = ref.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, []);
  return { ref, isAtEnd, onScroll, goToEnd };
}
