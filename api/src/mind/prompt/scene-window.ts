import type { SceneLine } from './turn-context.ts';

/** Size at which the scene is shortened, in estimated tokens. */
export const SCENE_MAX_TOKENS = 4_000;
/** Size to which it is shortened. */
export const SCENE_KEPT_TOKENS = 1_000;
/** Lines that always stay, whatever their size. */
export const SCENE_KEPT_LINES = 16;
/** Characters a token, for an estimate without asking a service. */
const CHARACTERS_PER_TOKEN = 3.2;

/**
 * The end of the scene that goes into a prompt. It is shortened in steps and not line by line, because each change at its
 * beginning makes the provider's cache useless: between two steps its beginning stays, whatever is appended.
 */
export function windowScene(lines: readonly SceneLine[]): readonly SceneLine[] {
  let start = 0;
  let tokens = 0;
  for (const [index, line] of lines.entries()) {
    tokens += tokensOf(line);
    if (tokens <= SCENE_MAX_TOKENS) continue;
    while (start <= index - SCENE_KEPT_LINES && tokens > SCENE_KEPT_TOKENS) tokens -= tokensOf(lines[start++]);
  }
  return lines.slice(start);
}

function tokensOf(line: SceneLine | undefined): number {
  return line === undefined ? 0 : (line.text.length + line.speaker.length + 4) / CHARACTERS_PER_TOKEN;
}
