import { expect, it } from 'vitest';
import { spokenForm } from './spoken-form.ts';

it.each([
  ['You roll 2d6+3.', 'You roll 2 dee 6 plus 3.'],
  ['Roll 2d6-1 and 1d8 - 2.', 'Roll 2 dee 6 minus 1 and 1 dee 8 minus 2.'],
  ['Some 10-15 riders.', 'Some 10-15 riders.'],
  ['A d20, please.', 'A dee 20, please.'],
  ['With a +5 to hit.', 'With a plus 5 to hit.'],
  ['That is -2 for rain.', 'That is minus 2 for rain.'],
  ['Against DC 15.', 'Against difficulty 15.'],
  ['Its AC 12 holds.', 'Its armour class 12 holds.'],
  ['You have 18/24 hp.', 'You have 18 of 24 hit points.'],
  ['1 HP left.', '1 hit point left.'],
  ['It is 30 ft away.', 'It is 30 feet away.'],
  ['It is 30 ft. The rope is not.', 'It is 30 feet. The rope is not.'],
  ['About 30 ft. of rope.', 'About 30 feet of rope.'],
  ['The dragon 🐉 sleeps [here].', 'The dragon sleeps here.'],
  ['In 1348 they came at 3.5 miles an hour.', 'In 1348 they came at 3.5 miles an hour.'],
  ['A well-known man, half-asleep.', 'A well-known man, half-asleep.'],
])('[S-16] in English: %s', (text, spoken) => {
  expect(spokenForm(text, 'en')).toBe(spoken);
});
it.each([
  ['Бросаю 2к6+3.', 'Бросаю 2 дэ 6 плюс 3.'],
  ['Кидай к20!', 'Кидай дэ 20!'],
  ['Бонус +5 к атаке.', 'Бонус плюс 5 к атаке.'],
  ['Против КС 15.', 'Против сложность 15.'],
  ['Осталось 2 ОЗ.', 'Осталось 2 очка здоровья.'],
  ['До двери 30 фт.', 'До двери 30 футов.'],
  ['До двери 21 фут, не больше.', 'До двери 21 фут, не больше.'],
  ['Осталось 3 из 5 к утру.', 'Осталось 3 из 5 к утру.'],
  ['— Стой! — кричит он. Кто-то идёт.', '— Стой! — кричит он. Кто-то идёт.'],
])('[S-16] in Russian: %s', (text, spoken) => {
  expect(spokenForm(text, 'ru')).toBe(spoken);
});
