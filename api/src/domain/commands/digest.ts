import type { Language, Message } from '@skald/protocol';
import { foldWord } from '@skald/protocol';

/** Longest digest, in characters, and the longest piece of one line in it. */
const DIGEST_MAX_CHARACTERS = 2_400;
const LINE_MAX_CHARACTERS = 220;

const NOTHING = {
  en: 'Nothing has been told this evening yet.',
  ru: 'Этим вечером ещё ничего не рассказано.',
} as const;
const LEFT_OUT = { en: (count: number) => `… (${count} earlier)`, ru: (count: number) => `… (раньше: ${count})` } as const;

/**
 * What the DM told in an evening, shortened: the first sentence of each turn as far as it was heard (D9), and how attempts
 * went, oldest first; the beginning goes when it is too long. `messages` are those that the asker may know, oldest first. (G7.9)
 */
export function digestOf(messages: readonly Message[], language: Language): string {
  const lines: string[] = [];
  let turnId: string | null = null;
  for (const message of messages) {
    if (message.kind === 'roll' && message.roll.outcome !== null)
      lines.push(`${message.roll.label}: ${message.roll.total} ${message.roll.outcome === 'success' ? '✓' : '✗'}`);
    if (message.kind !== 'dm' || message.turnId === turnId) continue;
    const heard = message.state === 'cut' ? (message.heardText ?? '') : message.state === 'pending' ? '' : message.text;
    const line = firstSentence(heard);
    if (line === '') continue;
    turnId = message.turnId;
    if (foldWord(lines.at(-1) ?? '') !== foldWord(line)) lines.push(line);
  }
  return lines.length === 0 ? NOTHING[language] : withinLimit(lines, language);
}

function withinLimit(lines: readonly string[], language: Language): string {
  let length = 0;
  let from = lines.length;
  while (from > 0 && length + (lines[from - 1]?.length ?? 0) + 3 <= DIGEST_MAX_CHARACTERS) {
    from -= 1;
    length += (lines[from]?.length ?? 0) + 3;
  }
  const kept = lines.slice(from).map((line) => `· ${line}`);
  return (from === 0 ? kept : [LEFT_OUT[language](from), ...kept]).join('\n');
}

function firstSentence(text: string): string {
  const plain = text.replace(/\s+/gu, ' ').trim();
  const sentence = /^.+?[.!?…]+["»”]?(?=\s|$)/u.exec(plain)?.[0] ?? plain;
  if (sentence.length <= LINE_MAX_CHARACTERS) return sentence;
  return `${sentence.slice(0, LINE_MAX_CHARACTERS).replace(/\s*\S*$/u, '')}…`;
}
