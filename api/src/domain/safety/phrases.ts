import type { SafetyCard } from '@skald/protocol';

/** Longest line, in words, in which a card counts wherever it stands; in a longer one only at its beginning or its end. */
const SHORT_LINE_WORDS = 8;

const CARD_RU = 'карт(?:а|у|ы|е|ой|очка|очку|очки)';
const GAP = '[\\s,.!…:—–-]*';

/** Each card as people say it, in both languages; recognisers write hyphens, commas and capitals as they like. */
const SAID: Readonly<Record<SafetyCard, readonly string[]>> = {
  stop: [
    `стоп${GAP}${CARD_RU}`,
    `${CARD_RU}${GAP}стоп`,
    `(?:икс|x|х)${GAP}${CARD_RU}`,
    `${CARD_RU}${GAP}(?:икс|x|х)`,
    `стоп${GAP}кард`,
    `(?:stop|x|ex)${GAP}card`,
    `card${GAP}stop`,
  ],
  slow_down: [
    `(?:по)?медленн?ее${GAP}(?:пожалуйста${GAP})?${CARD_RU}`,
    `${CARD_RU}${GAP}(?:по)?медленн?ее`,
    `${CARD_RU}${GAP}(?:по)?тише`,
    `слоу${GAP}(?:даун${GAP})?${CARD_RU}`,
    `slow${GAP}(?:down${GAP})?card`,
    `card${GAP}slow${GAP}down`,
    `slow${GAP}down${GAP}card`,
  ],
  keep_going: [
    `${CARD_RU}${GAP}(?:дальше|продолжа\\p{L}+|вс[её]${GAP}(?:хорошо|в${GAP}порядке|нормально))`,
    `(?:дальше|продолжа\\p{L}+)${GAP}${CARD_RU}`,
    `(?:keep${GAP}going|go${GAP}on|green)${GAP}card`,
    `card${GAP}(?:keep${GAP}going|go${GAP}on)`,
  ],
};

/** Talk about a card, which shows none: «что такое стоп-карта», "there is a stop card". */
const ABOUT =
  /(?:что\s+(?:такое|значит|за)|(?:объясни|расскажи|напомни)\p{L}*|где|зачем|есть|нужна\s+ли|не\s+(?:надо|нужн\p{L}*|показыва\p{L}+)|без|про|what(?:'s|’s|\s+is|\s+does)?|where(?:'s|’s|\s+is)?|why|explain|about|there(?:'s|’s|\s+is)|not|without|isn(?:'|’)?t|have|has)\s+(?:(?:the|a|an|any|our|эта|эту|такая|у\s+нас|еще)\s+)*$/iu;

/** Each with its borders: a letter beside it makes it another word. */
const PATTERNS = (['stop', 'slow_down', 'keep_going'] as const).map((card) => ({
  card,
  pattern: new RegExp(`(?<!\\p{L})(?:${SAID[card].join('|')})(?!\\p{L})`, 'giu'),
}));

/**
 * The card that was shown in words, or null. "Stop" alone is none: it stops the DM's line like any barge-in. When several are
 * named the most careful one counts. Both languages count at every table.
 */
export function cardIn(text: string): SafetyCard | null {
  const line = text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').trim();
  for (const { card, pattern } of PATTERNS) if (isShown(line, pattern)) return card;
  return null;
}

function isShown(line: string, pattern: RegExp): boolean {
  const isShort = wordsOf(line) <= SHORT_LINE_WORDS;
  return [...line.matchAll(pattern)].some(({ 0: said, index }) => {
    const before = line.slice(0, index);
    const after = line.slice(index + said.length);
    if (ABOUT.test(before)) return false;
    return isShort || wordsOf(before) <= 1 || wordsOf(after) <= 1;
  });
}

function wordsOf(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}
