import type { SeatId } from '@skald/protocol';

/** A player as the DM may name one. */
export interface NamedSeat {
  readonly seatId: SeatId;
  readonly player: string;
  readonly character: string | null;
}

/** Shortest word of a name that is looked for by itself: «де» and "of" are everybody's. */
const SHORTEST_WORD = 3;

/** Endings of Russian names in their cases, behind the stem. */
const ENDINGS = '(?:а|я|у|ю|е|ы|и|о|ь|й|ой|ою|ей|ею|ом|ем|ём|ам|ами|ах|ов|ям|ями|ях|ии|ию|ием|ией|ья|ье|ью|ьей)?';

/** Seats whose character the text names, in any case form, in the order of `seats`; those without a character by the player's name. */
export function namedIn(text: string, seats: readonly NamedSeat[]): SeatId[] {
  const line = fold(text);
  return seats.filter(({ player, character }) => isNamed(line, character ?? player)).map(({ seatId }) => seatId);
}

/**
 * Whom a line of the DM offers the next beat: those whom a question names, or whom the line names right before a question that
 * names nobody. `namedBefore` are those whom the line before it named in the same turn.
 */
export function offeredIn(text: string, seats: readonly NamedSeat[], namedBefore: readonly SeatId[]): SeatId[] {
  const offered = new Set<SeatId>();
  let before = namedBefore;
  for (const sentence of text.split(/(?<=[.!?…])\s+/u)) {
    const named = namedIn(sentence, seats);
    if (/\?["»”’)]*\s*$/u.test(sentence)) (named.length > 0 ? named : before).forEach((seatId) => offered.add(seatId));
    before = named;
  }
  return [...offered];
}

/** The whole name, or its first word: «Торин» for «Торин Дубощит». */
function isNamed(line: string, name: string): boolean {
  const first = words(fold(name))[0];
  if (first === undefined) return false;
  if (first.length < SHORTEST_WORD && first !== fold(name).trim())
    return new RegExp(border(escape(fold(name).trim())), 'u').test(line);
  return new RegExp(border(pattern(first)), 'u').test(line);
}

function pattern(word: string): string {
  if (!/^[а-я]+(?:-[а-я]+)*$/u.test(word)) return `${escape(word)}(?:['’]s?)?`;
  const stem = word.length > SHORTEST_WORD ? word.replace(/[аяоеиыйь]$/u, '') : word;
  return `${stem}${ENDINGS}`;
}

function border(inner: string): string {
  return `(?<![\\p{L}\\p{N}])${inner}(?![\\p{L}\\p{N}])`;
}

function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/gu, String.raw`\$&`);
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е');
}
