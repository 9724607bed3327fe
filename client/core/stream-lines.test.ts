import { describe, expect, it } from 'vitest';
import { heardPart, toLines } from './stream-lines.ts';
import { ADA, BARTO, BORIS, chatOf, dmOf, speechOf } from './testing/samples.ts';

const barto = { kind: 'npc', entityId: BARTO, name: 'Barto' } as const;

describe('the stream', () => {
  it('names a speaker once for lines that follow each other', () => {
    const lines = toLines(
      [
        chatOf(1, 'a', ADA),
        speechOf(2, 'b', ADA),
        chatOf(3, 'c', BORIS),
        dmOf(4, 'd'),
        dmOf(5, 'e'),
        dmOf(6, 'f', { speaker: barto }),
      ],
      true,
    );
    expect(lines.map((line) => line.isContinued)).toEqual([false, true, false, false, true, false]);
  });

  it('names the speaker again when the words are for somebody else', () => {
    const lines = toLines([chatOf(1, 'a'), { ...chatOf(2, 'b'), target: 'dm' }], true);
    expect(lines[1]?.isContinued).toBe(false);
  });

  it('[V9] leaves captions out when they are switched off, and nothing else', () => {
    const lines = toLines([chatOf(1, 'a'), speechOf(2, 'b'), dmOf(3, 'c')], false);
    expect(lines.map((line) => line.message.kind)).toEqual(['chat', 'dm']);
  });

  it('[D9] shows of a cut line what was heard, and nothing of one that was never heard', () => {
    const cut = dmOf(1, 'The door opens.', { state: 'cut', heardText: 'The door ' });
    expect(heardPart(cut)).toBe('The door');
    expect(toLines([cut, dmOf(2, 'And then…', { state: 'cut', heardText: null })], true)).toHaveLength(1);
  });
});
