/** How long one character of speech lasts until a line's length is known, in ms. Measured on the embedded voice: 55-70. */
const MS_PER_CHARACTER = 65;

/**
 * How many characters of a line were heard when `playedMs` of it had left: down to the last whole word.
 * `totalMs` is the whole line's length, or what is made of it so far when `isWhole` is false.
 */
export function heardCharacters(
  text: string,
  playedMs: number,
  { totalMs, isWhole }: { totalMs: number; isWhole: boolean },
): number {
  if (playedMs <= 0) return 0;
  const lengthMs = isWhole ? totalMs : Math.max(totalMs, text.length * MS_PER_CHARACTER);
  if (lengthMs <= 0) return 0;
  if (playedMs >= lengthMs) return text.length;
  return wordBoundary(text, Math.floor((playedMs / lengthMs) * text.length));
}

/** The end of the last word that ends at or before `at`. */
function wordBoundary(text: string, at: number): number {
  const isInWord = /\S/.test(text.charAt(at)) && /\S/.test(text.charAt(at - 1));
  const whole = isInWord ? text.slice(0, at).replace(/\S+$/, '') : text.slice(0, at);
  return whole.trimEnd().length;
}
