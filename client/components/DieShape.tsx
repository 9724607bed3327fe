import type { ReactNode } from 'react';

/** Outlines of dice by their number of sides; others are a plain square. */
const OUTLINES: Record<number, string> = {
  4: 'M16 4l13 23H3z',
  6: 'M6 6h20v20H6z',
  8: 'M16 2l12 14-12 14L4 16z',
  10: 'M16 2l12 12-3 8-9 8-9-8-3-8z',
  12: 'M16 2l9 3.500 5 8.500-2 9-6 6H10l-6-6-2-9 5-8.500z',
  20: 'M16 2l12.500 7v14L16 30 3.500 23V9z',
};

/** The outline of a die, without its number. */
export function DieShape({ sides }: { sides: number }): ReactNode {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <path d={OUTLINES[sides] ?? OUTLINES[6]} />
    </svg>
  );
}
