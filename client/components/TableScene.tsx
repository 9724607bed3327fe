import { useRef, type CSSProperties, type ReactNode } from 'react';
import type { FlameMood } from '../core/flame-mood.ts';
import { useFlame } from '../hooks/useFlame.ts';

interface TableSceneProps {
  readonly mood: FlameMood;
  /** The DM's loudness now, 0 to 1. */
  readonly readLevel: () => number;
  /** Seats, and what lies on the table. */
  readonly children?: ReactNode;
}

/** The picture everything happens in: a dark room, a round table, and the flame that is the Dungeon Master. */
export function TableScene({ mood, readLevel, children }: TableSceneProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const glow = useRef<HTMLDivElement>(null);
  useFlame({ canvas, glow }, mood, readLevel);
  return (
    <div className="scene" style={{ '--flame-hue': mood.hue } as CSSProperties}>
      <div className="scene-table" aria-hidden="true">
        <div className="scene-wood" />
        <div className="scene-glow" ref={glow} />
        <div className="scene-lamp">
          <canvas className="scene-flame" ref={canvas} />
          <div className="scene-dish" />
        </div>
      </div>
      {children}
    </div>
  );
}
