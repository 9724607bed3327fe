import type { ReactNode } from 'react';

/** Small drawings of one line each, on a 24 by 24 sheet. */
const DRAWINGS = {
  microphone: 'M12 3.5a2.8 2.8 0 0 0-2.8 2.8v5a2.8 2.8 0 0 0 5.6 0v-5A2.8 2.8 0 0 0 12 3.5zM6 11a6 6 0 0 0 12 0M12 17v3.5',
  microphoneOff:
    'M9.2 9v2.3a2.8 2.8 0 0 0 4.4 2.3M14.8 10.500V6.300a2.8 2.8 0 0 0-5.300-1.200M6 11a6 6 0 0 0 9.600 4.800M18 11a6 6 0 0 1-.5 2.400M12 17v3.500M4 4l16 16',
  hold: 'M7 12.500V7.200a1.500 1.500 0 0 1 3 0M10 11V5.500a1.500 1.500 0 0 1 3 0V11M13 7.500a1.500 1.500 0 0 1 3 0V12M16 10a1.500 1.500 0 0 1 3 0v4.500a6 6 0 0 1-6 6h-1.200a5 5 0 0 1-3.900-1.900L4.600 15a1.600 1.600 0 0 1 2.400-2.100',
  pen: 'M4 20l1-4L16 5l3 3L8 19l-4 1zM13.500 7.500l3 3',
  ear: 'M7 10a5 5 0 0 1 10 0c0 3-2.800 3.800-3 6.500A3 3 0 0 1 11 20a3 3 0 0 1-2.500-1.500M10 10a2 2 0 0 1 4 0c0 1.400-1.500 1.700-1.500 3',
  earOff:
    'M7 10a5 5 0 0 1 .8-2.700M10.500 5.200A5 5 0 0 1 17 10c0 1.500-.7 2.500-1.500 3.500M13.900 16.600A3.200 3.200 0 0 1 11 20a3 3 0 0 1-2.500-1.500M4 4l16 16',
  flame:
    'M12 3c.6 3.200 5 5.200 5 10a5 5 0 0 1-10 0c0-2 .9-3.200 2-4.200.2 1.300.8 2 1.600 2.200C10.200 8.200 10.600 5.200 12 3z',
  table: 'M3 12c0-3 4-5 9-5s9 2 9 5-4 5-9 5-9-2-9-5z',
  gear: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.600 5.600l2.100 2.100M16.300 16.300l2.100 2.100M5.600 18.400l2.100-2.100M16.300 7.700l2.100-2.100',
  door: 'M13 4H6v16h7M10 12h10M17 9l3 3-3 3',
  link: 'M10 14a4 4 0 0 0 5.700 0l3-3a4 4 0 0 0-5.700-5.700l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1',
  captions: 'M4 6h16v12H4zM7 11h4M13 11h4M7 14.500h7',
  stop: 'M7 7h10v10H7z',
  send: 'M4 12l16-7-5 15-3.500-6.500L4 12zM11.500 13.500L20 5',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M12 5v13M6.500 12.500L12 18l5.500-5.500',
  crown: 'M4 8l4 4 4-6 4 6 4-4-1.500 10h-13z',
  mark: 'M5 12.500l4.500 4.500L19 7.500',
  cross: 'M7 7l10 10M17 7L7 17',
  quill: 'M5 20c2-7 6-13 14-16-1 8-6 12-11 12M5 20l4-6',
} as const;

export type IconName = keyof typeof DRAWINGS;

/** A drawing that only repeats what words beside it say; give `label` where there are none. */
export function Icon({ name, label }: { name: IconName; label?: string }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 24 24" {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}>
      <path d={DRAWINGS[name]} />
    </svg>
  );
}
