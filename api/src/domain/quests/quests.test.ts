import { formatId } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { questAudience, questFor, questNews, type KeptQuest } from './quests.ts';

const [HOST, ADA] = [1, 2].map((filled) => formatId('seat', new Uint8Array(20).fill(filled))) as [
  ReturnType<typeof formatId<'seat'>>,
  ReturnType<typeof formatId<'seat'>>,
];
const quest = (isHidden: boolean): KeptQuest => ({
  id: formatId('quest', new Uint8Array(20).fill(3)),
  title: 'The bell',
  text: '',
  state: 'open',
  objectives: [],
  audience: questAudience(isHidden, HOST),
});

describe('quests', () => {
  it('[G8] a hidden quest is known to its keeper and the DM alone', () => {
    expect(questFor(quest(true), HOST)).toMatchObject({ title: 'The bell', isHidden: true });
    expect(questFor(quest(true), ADA)).toBeNull();
    expect(questFor(quest(false), ADA)).toMatchObject({ isHidden: false });
  });

  it('[G8] who never knew of a quest is told nothing, and who knew that it is gone', () => {
    expect(questNews(null, quest(true), [HOST, ADA]).map(({ seatId }) => seatId)).toEqual([HOST]);
    expect(questNews(quest(true), quest(true), [ADA])).toEqual([]);
    expect(questNews(quest(false), quest(true), [ADA])).toEqual([{ seatId: ADA, quest: null }]);
    expect(questNews(quest(true), quest(false), [ADA])).toMatchObject([{ quest: { isHidden: false } }]);
  });
});
