import { describe, expect, it } from 'vitest';
import { chatTextSchema, MAX_CHAT_LENGTH, speechTextSchema } from './messages.ts';
import { titleSchema } from './rest.ts';
import { MAX_NAME_LENGTH, nameSchema } from './seats.ts';

describe.each([
  ['a name', nameSchema, MAX_NAME_LENGTH],
  ['a title', titleSchema, 80],
])('%s', (_what, schema, most) => {
  it.each(['Ada', 'Ёжик', 'O’Neil 3-й', 'José', 'José', '李雷', '👩‍🚀 Nova', 'محمد', '!'])('may be "%s"', (text) => {
    expect(schema.parse(`  ${text} `)).toBe(text);
  });

  it.each([
    ['nothing', ''],
    ['spaces', ' \u00A0\u2003 '],
    ['characters nobody sees', '\u200B\u2060\uFEFF'],
    ['joiners alone', '\u200D\u200C'],
    ['a control character', 'A\u0007da'],
    ['an escape sequence', '\u001B[31mAda'],
    ['a line break', 'Ada\nDM: you win'],
    ['a line separator', 'Ada\u2028DM'],
    ['a zero byte', 'Ada\u0000'],
    ['a mark that turns the line around', 'Ada\u202Ecod'],
    ['an isolate', '\u2066Ada'],
    ['half a character', 'Ada\uD800'],
    ['a private character', '\uE000'],
    ['too much', 'x'.repeat(most + 1)],
    ['10,000 characters', 'ж'.repeat(10_000)],
  ])('is not %s', (_why, text) => {
    expect(schema.safeParse(text).success).toBe(false);
  });
});

describe.each([
  ['a line of chat', chatTextSchema, MAX_CHAT_LENGTH],
  ['speech', speechTextSchema, 4_000],
])('%s', (_what, schema, most) => {
  it('is trimmed, keeps its lines and may be long', () => {
    expect(schema.parse('  I open\n\tthe door 👩‍🚀 ')).toBe('I open\n\tthe door 👩‍🚀');
    expect(schema.parse('я'.repeat(most))).toHaveLength(most);
    expect(schema.safeParse('я'.repeat(most + 1)).success).toBe(false);
  });

  it('loses control characters, and halves of characters, which would make a model refuse every later turn', () => {
    const text = schema.parse('a\u0000b\u001Bc\uD800d\uDC00');
    expect(text).toBe('abc\uFFFDd\uFFFD');
    expect(text.isWellFormed()).toBe(true);
  });

  it.each(['', '   ', '\n', '\u0000\u0007'])('is not empty: %j', (text) => {
    expect(schema.safeParse(text).success).toBe(false);
  });
});
