import { MAX_BOUNDARIES, MAX_BOUNDARY_LENGTH, ProtocolError, type BoundariesView } from '@skald/protocol';

/** Moments that stop cards ended are kept this long back: older ones give way to new ones. */
export const MAX_STOPPED = 10;

export interface BoundaryChange {
  readonly list: keyof BoundariesView;
  readonly text: string;
  readonly isKept: boolean;
}

/**
 * Adds an entry to a list, or takes it away; entries are the same whatever their case, ё and spaces. The same object comes back
 * when it is so already. Throws `boundaries_full`, and `forbidden` for a stopped moment that no card ended.
 */
export function changeBoundaries(boundaries: BoundariesView, { list, text, isKept }: BoundaryChange): BoundariesView {
  const entries = boundaries[list];
  const isThere = entries.some((entry) => fold(entry) === fold(text));
  if (isThere === isKept) return boundaries;
  if (!isKept) return { ...boundaries, [list]: entries.filter((entry) => fold(entry) !== fold(text)) };
  if (list === 'stopped') throw new ProtocolError('forbidden', 'only a stop card ends a moment');
  if (entries.length >= MAX_BOUNDARIES) throw new ProtocolError('boundaries_full', `${list} has no room`);
  return { ...boundaries, [list]: [...entries, text] };
}

/** Keeps the moment that a stop card ended: it is not to come back. Null when nothing had been told. */
export function keepStopped(boundaries: BoundariesView, topic: string | null): BoundariesView {
  if (topic === null) return boundaries;
  const others = boundaries.stopped.filter((entry) => fold(entry) !== fold(topic));
  return { ...boundaries, stopped: [...others, topic].slice(-MAX_STOPPED) };
}

/** What was being told, as one line: the scene's title and the end of the words that were told last. Null without words. */
export function topicOf(sceneTitle: string | null, lastWords: string): string | null {
  const words = plain(lastWords);
  if (words === '') return null;
  const title = plain(sceneTitle ?? '');
  const head = title === '' ? '' : `${title.slice(0, 40).trim()}: `;
  const room = MAX_BOUNDARY_LENGTH - head.length;
  const kept = words.length <= room ? words : `…${cutToWord(words, room - 1)}`;
  return `${head}${kept}`;
}

/** The last whole words that fit; half of a character never stays. */
function cutToWord(words: string, room: number): string {
  const tail = Array.from(words).slice(-room).join('').slice(-room);
  const space = tail.indexOf(' ');
  return (space === -1 ? tail : tail.slice(space + 1)).replace(/^[\uDC00-\uDFFF]/u, '');
}

function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/gu, ' ').trim();
}
