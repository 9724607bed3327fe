/** A piece of a line: plain words, or a roll that the table's server drew in their place. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'roll'; readonly notation: string; readonly total: string };

const ROLLED = /\[\[([^[\]]{1,256}) = (-?\d{1,10})\]\]/gu;

/** Cuts a line at its inline rolls. The server writes `[[2d6+3 = 11]]`; nobody else can: it rolls all that stands in such brackets, or refuses it. (G7.4) */
export function partsOf(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ROLLED)) {
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push({ kind: 'roll', notation: (match[1] ?? '').trim(), total: match[2] ?? '' });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}
