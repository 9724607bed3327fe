/** Control characters but line breaks and tabs; halves of characters. */
const BROKEN = /[\p{Cc}\p{Cs}]/gu;
/** What no name may have: characters that nobody sees, or that turn a line around. */
const UNSEEN = /[\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Cut to a length in UTF-16 units, never within a character, and without the space that is then last. */
export function clipText(text: string, max: number): string {
  if (text.length <= max) return text;
  return text
    .slice(0, max)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}

/** Text on one line, trimmed, every run of spaces one space. */
export function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(UNSEEN, '')
    .trim();
}

/** Text with its lines as they are. Only what cannot be shown or kept is taken out. */
export function wholeText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(BROKEN, (one) => (one === '\n' || one === '\t' ? one : ''));
}

/** Most characters of one piece of HTML that are looked at. */
const HTML_MAX = 200_000;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  times: '×',
  minus: '−',
  bull: '•',
  frac12: '½',
};

/**
 * The words of a piece of HTML. Tags, comments, scripts and styles are gone; paragraphs, lines and entries of lists begin on a
 * new line. What entities stand for comes last, so that nothing that was written as text becomes markup.
 */
export function htmlToText(html: string): string {
  const words = html
    .slice(0, HTML_MAX)
    .replace(/<!--[^]*?(?:-->|$)/g, '')
    .replace(/<(script|style|template)\b[^]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/ ?<\/p\s*> ?/gi, '\n\n')
    .replace(/ ?<(?:br|\/h[1-6]|\/li|\/tr|\/div|\/dt|\/dd|\/ul|\/ol|\/table|\/blockquote)\b[^<>]*> ?/gi, '\n')
    .replace(/ ?<li\b[^<>]*> ?/gi, '- ')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/<![^<>]*>/g, '')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return wholeText(words.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}\d{0,2}));/gi, decodeEntity));
}

/** HTML that `htmlToText` turns into the same text again. */
export function textToHtml(text: string): string {
  if (text === '') return '';
  const safe = wholeText(text).replace(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`);
  const body = safe
    .replace(/(?<=\S)\n\n(?=\S)/g, '</p><p>')
    .replace(/(?<=\S)\n(?=\S)/g, '<br>')
    .replace(/[\s\p{Cc}]/gu, (one, offset: number, whole: string) => {
      const isPlain = one === ' ' && isWord(whole[offset - 1]) && isWord(whole[offset + 1]);
      return isPlain ? one : `&#${one.codePointAt(0)};`;
    });
  return `<p>${body}</p>`;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[^\s<>]/.test(character);
}

function decodeEntity(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return Object.hasOwn(ENTITIES, name.toLowerCase()) ? (ENTITIES[name.toLowerCase()] ?? whole) : whole;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
}
