/**
 * A piece of the script as it is shown and spoken: without Markdown, on one line. Empty when nothing in it can be spoken. (S-14)
 * `isLineStart` says that the piece begins its line, where marks of headings, quotes and lists stand.
 */
export function plainText(piece: string, isLineStart: boolean): string {
  const body = isLineStart ? piece.replace(/^\s*(?:(?:#{1,6}|>|[-*+])[ \t]+)+/u, '') : piece;
  const plain = body
    .replaceAll(/\[([^[\]]*)\]\([^()\s]*\)/gu, '$1')
    .replaceAll(/(?<!\d)\*+|\*+(?!\d)/gu, '')
    .replaceAll(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    .replaceAll(/`+|~~/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(plain) ? plain : '';
}
