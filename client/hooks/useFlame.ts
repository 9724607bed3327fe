import { useEffect, useRef, type RefObject } from 'react';
import { brightnessOf, coldFlame, stepFlame, type FlameState } from '../core/flame.ts';
import type { FlameMood } from '../core/flame-mood.ts';
import { createFlamePainter } from '../core/flame-painter.ts';

export interface FlameRefs {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  /** Lit by the flame: its opacity follows the brightness. */
  readonly glow: RefObject<HTMLElement | null>;
}

const MAX_PIXEL_RATIO = 2;
/** For people who want less motion: the flame is drawn once, as it looks after this many steps. */
const STILL_STEPS = 90;

/** Burns a flame on a canvas. `readLevel` gives the DM's loudness now, 0 to 1. */
export function useFlame({ canvas, glow }: FlameRefs, mood: FlameMood, readLevel: () => number): void {
  const wanted = useRef(mood);
  const level = useRef(readLevel);
  useEffect(() => {
    wanted.current = mood;
    level.current = readLevel;
  }, [mood, readLevel]);

  // A burning flame hears of its mood by reference; only a still one is drawn anew for each.
  const stillMood = prefersLessMotion() ? mood : null;
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const painter = createFlamePainter(element);
    const show = (flame: FlameState): void => {
      painter.paint(flame);
      if (glow.current) glow.current.style.opacity = brightnessOf(flame).toFixed(3);
    };
    const stopFitting = keepFit(element);
    const stop = stillMood ? showStill(show, stillMood) : burn(show, wanted, level);
    return () => {
      stopFitting();
      stop();
    };
  }, [canvas, glow, stillMood]);
}

function burn(show: (flame: FlameState) => void, mood: RefObject<FlameMood>, level: RefObject<() => number>): () => void {
  let flame = coldFlame(mood.current);
  let lastMs = performance.now();
  let frame = requestAnimationFrame(function next(nowMs) {
    flame = stepFlame(flame, mood.current, level.current(), (nowMs - lastMs) / 1_000, Math.random);
    lastMs = nowMs;
    show(flame);
    frame = requestAnimationFrame(next);
  });
  return () => cancelAnimationFrame(frame);
}

function showStill(show: (flame: FlameState) => void, mood: FlameMood): () => void {
  let flame = coldFlame(mood);
  for (let step = 0; step < STILL_STEPS; step += 1) flame = stepFlame(flame, mood, 0, 1 / 30, Math.random);
  show(flame);
  return () => undefined;
}

function keepFit(canvas: HTMLCanvasElement): () => void {
  fitToBox(canvas);
  if (typeof ResizeObserver === 'undefined') return () => undefined;
  const observer = new ResizeObserver(() => fitToBox(canvas));
  observer.observe(canvas);
  return () => observer.disconnect();
}

function fitToBox(canvas: HTMLCanvasElement): void {
  const ratio = Math.min(MAX_PIXEL_RATIO, window.devicePixelRatio || 1);
  const width = Math.max(1, Math.round(canvas.clientWidth * ratio));
  const height = Math.max(1, Math.round(canvas.clientHeight * ratio));
  // Setting a size also wipes the picture.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

function prefersLessMotion(): boolean {
  return typeof window.matchMedia === 'function' && window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
