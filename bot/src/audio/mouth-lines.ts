import type { SegmentId } from '@skald/protocol';
import type { PlayoutEvent } from './playout.ts';
import type { MouthEvents } from './ports.ts';

interface Line {
  readonly segmentId: SegmentId;
  /** Writes that wait for room, oldest first. */
  readonly waiting: (() => void)[];
}

/** Which segment each line of a mouth carries, until it was spoken or cut; and the writers who wait. */
export interface Lines {
  add(segmentId: SegmentId): number;
  has(line: number): boolean;
  waitForRoom(line: number): Promise<void>;
  giveRoom(line: number): void;
  take(events: readonly PlayoutEvent[]): void;
  /** Nothing more will be heard of them. */
  cutAll(): void;
}

export function createLines({ onStarted, onSpoken, onCut }: MouthEvents): Lines {
  const lines = new Map<number, Line>();
  let lastLine = 0;

  /** Forgets a line; its writers go on, into nothing. */
  function drop(line: number): SegmentId | null {
    const found = lines.get(line);
    lines.delete(line);
    for (const resolve of found?.waiting ?? []) resolve();
    return found?.segmentId ?? null;
  }

  function takeOne(event: PlayoutEvent): void {
    if (event.kind === 'started') {
      const segmentId = lines.get(event.line)?.segmentId;
      if (segmentId !== undefined) onStarted(segmentId);
      return;
    }
    const segmentId = drop(event.line);
    if (segmentId === null) return;
    if (event.kind === 'spoken') onSpoken(segmentId);
    else onCut(segmentId, event.playedMs);
  }

  return {
    add(segmentId) {
      lastLine += 1;
      lines.set(lastLine, { segmentId, waiting: [] });
      return lastLine;
    },
    has: (line) => lines.has(line),
    waitForRoom(line) {
      return new Promise((resolve) => {
        const found = lines.get(line);
        if (found === undefined) resolve();
        else found.waiting.push(resolve);
      });
    },
    giveRoom: (line) => lines.get(line)?.waiting.shift()?.(),
    take: (events) => events.forEach(takeOne),
    cutAll() {
      for (const line of [...lines.keys()]) takeOne({ kind: 'cut', line, playedMs: 0 });
    },
  };
}
