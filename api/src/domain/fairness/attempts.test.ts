import { describe, expect, it } from 'vitest';
import { gistOf, isHappening, isSameAttempt, placeOfAttempt, readGist, writeGist } from './attempts.ts';

const of = (words: string, what = 'athletics') => gistOf({ what, words });
const isSame = (one: string, other: string, what?: string): boolean => isSameAttempt(of(one, what), of(other, what));

describe('[G3.3] the same attempt in other words', () => {
  const DOOR = [
    'Force the door',
    'force the DOOR!',
    'the door, force it',
    'I smash the door open with my shoulder',
    'break down the door',
    'trying again to kick the door',
    'Bash the doors',
  ];
  const DVER = [
    'Выбить дверь',
    'выбиваю дверь плечом',
    'ещё раз пробую сломать эту дверь',
    'вышибаю дверь изо всех сил',
    'ДВЕРЬ: взломать',
    'толкаю двери',
  ];
  const LOCK = [
    'Pick the lock of the chest',
    'open the chest’s lock with my picks',
    'unlock the chest',
    'pick the chest lock again',
  ];
  const GUARD = ['Persuade the guard', 'convince the guard', 'talk with the guard', 'beg the old guard'];
  const SUNDUK = ['Вскрыть замок сундука', 'взламываю сундук отмычкой', 'пробую открыть сундук', 'ещё раз замок на сундуке'];
  it.each([DOOR, DVER, LOCK, GUARD, SUNDUK].map((said) => [said[0]!, said] as const))('%s', (_first, said) => {
    for (const one of said) for (const other of said) expect([one, other, isSame(one, other)]).toEqual([one, other, true]);
  });

  it.each([
    ['Force the door', 'Force the chest'],
    ['Выбить дверь', 'Открыть сундук'],
    ['Persuade the guard', 'Persuade the miller'],
    ['Уговорить стражника', 'Уговорить мельника'],
    ['Search the altar', 'Search the well'],
    ['Persuade the guard', 'Persuade the guard, 2'],
    ['door 1', 'door 2'],
    ['Steal the gold', 'Steal the rune'],
    ['Открыть дверь', 'Открыть ворота'],
    ['Climb the tower', 'Climb the cliff'],
  ])('%s is not %s', (one, other) => {
    expect(isSame(one, other)).toBe(false);
  });

  it('what it is about is never lost', () => {
    for (const words of [...DOOR, ...DVER, ...LOCK, ...GUARD, ...SUNDUK])
      expect([words, of(words).stems.length > 0]).toEqual([words, true]);
    expect(of('Force the door').stems).toEqual(['door']);
    expect(of('Взломать дверь').stems).toEqual(['двер']);
  });

  it('words that name nothing are the attempt that is there already', () => {
    expect(isSame('I try again', 'Force the door')).toBe(true);
    expect(isSame('', '')).toBe(true);
    expect(isSame('Search', 'Stealth', '')).toBe(false);
    expect(isSame('Поиск', 'Скрытность', '')).toBe(false);
    expect(isSame('Search', 'searching again', '')).toBe(true);
  });

  it('a gist that was written down is read the same', () => {
    const gist = of('Вскрыть замок сундука 2, у алтаря');
    expect(readGist(writeGist(gist))).toEqual(gist);
    expect(gist.stems.length).toBeGreaterThan(0);
  });
});

it('[G3.2] who tries, the skill and the scene tell attempts apart; case and ё do not', () => {
  const scene = { title: 'The mill', place: 'Ёлочный двор' };
  const attempt = { actor: 'Ireena', what: 'athletics', words: '' };
  const place = placeOfAttempt(attempt, scene);
  expect(placeOfAttempt({ ...attempt, actor: 'IREENA' }, { title: 'the mill', place: 'елочный двор' })).toBe(place);
  expect(placeOfAttempt({ ...attempt, actor: 'Pavel' }, scene)).not.toBe(place);
  expect(placeOfAttempt({ ...attempt, what: 'stealth' }, scene)).not.toBe(place);
  expect(placeOfAttempt(attempt, { ...scene, place: 'Attic' })).not.toBe(place);
  expect(placeOfAttempt(attempt, null)).not.toBe(place);
});

it('[G3.4] attacks, damage, initiative and saves happen anew each time', () => {
  for (const label of ['Attack', 'longsword damage', 'Атака мечом', 'Урон', 'Initiative', 'Спасбросок Ловкости', 'Saving throw'])
    expect([label, isHappening(label)]).toEqual([label, true]);
  for (const label of ['Stealth', 'Скрытность', 'Force the door', 'Убеждение'])
    expect([label, isHappening(label)]).toEqual([label, false]);
});
