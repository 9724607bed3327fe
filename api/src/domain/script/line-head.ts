/** Longest name of a speaker, in characters. */
export const SPEAKER_MAX_CHARACTERS = 60;

export type LineHead =
  /** More text is needed to know. */
  | { readonly kind: 'unknown' }
  /** No speaker is named. */
  | { readonly kind: 'plain' }
  /** `length` characters are the name and its marks. `isAlone`: nothing else stands on the line, so the name is for the next one. */
  | { readonly kind: 'named'; readonly speaker: string | null; readonly length: number; readonly isAlone: boolean };

const MARKS = String.raw`[ \t*_>#-]*`;
const WHOLE = new RegExp(String.raw`^${MARKS}\[([^[\]\n]{1,80})\](?:[*_:]*[ \t]+[*_]*(?=\S)|[*_:]*(?=[^\s(:*_]))`, 'u');
const ALONE = new RegExp(String.raw`^${MARKS}\[([^[\]\n]{1,80})\][*_: \t]*\n`, 'u');
const UNFINISHED = new RegExp(String.raw`^${MARKS}(?:\[[^[\]\n]{0,80}(?:\][*_: \t]*)?)?$`, 'u');

/** Reads who speaks a line from its beginning: `[Name] words`. (S-1 to S-5) */
export function readLineHead(line: string): LineHead {
  if (UNFINISHED.test(line)) return { kind: 'unknown' };
  const match = WHOLE.exec(line) ?? ALONE.exec(line);
  const name = match?.[1]?.trim().replaceAll(/\s+/gu, ' ');
  if (match === null || name === undefined || !isName(name)) return { kind: 'plain' };
  return {
    kind: 'named',
    speaker: isNarrator(name) ? null : name,
    length: match[0].length,
    isAlone: match[0].endsWith('\n'),
  };
}

function isName(name: string): boolean {
  const isShort = name.length <= SPEAKER_MAX_CHARACTERS && name.split(' ').length <= 6;
  return isShort && /^[\p{Lu}\p{Lt}\p{Lo}\p{N}][\p{L}\p{M}\p{N} .'’/‑-]*$/u.test(name) && /\p{L}/u.test(name);
}

const NARRATORS: ReadonlySet<string> = new Set([
  'narrator',
  'dm',
  'gm',
  'dungeon master',
  'рассказчик',
  'мастер',
  'ведущий',
  'ведущая',
]);

/** Whether a name in brackets is the narrator's own. (S-5) */
export function isNarrator(name: string): boolean {
  return NARRATORS.has(name.toLowerCase());
}
