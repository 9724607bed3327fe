import { describe, expect, it } from 'vitest';
import { cardIn } from './phrases.ts';

describe('cards in words', () => {
  it.each([
    'Стоп-карта.',
    'стоп карта',
    'Стоп, карта!',
    'стопкарта',
    'Ребята, стоп-карту, пожалуйста',
    'показываю стоп-карту',
    'карта стоп',
    'Карта «Стоп»'.replaceAll(/[«»]/gu, ''),
    'икс-карта',
    'Икс карта.',
    'X-карта',
    'Х-карта',
    'x card',
    'X-card!',
    'Stop card.',
    'Skald, stop card',
    'stop-card please',
    'no no stop card',
    'нет нет стоп карта',
    'Хватит, я не хочу больше про это слышать, мне плохо, стоп-карта',
    'Stop card, I really do not want to hear any more of this right now',
  ])('[G9.7] «%s» shows the stop card', (line) => expect(cardIn(line)).toBe('stop'));

  it.each([
    'Помедленнее, карта',
    'карта помедленнее',
    'медленнее, карта!',
    'slow down card',
    'Slow card, please',
    'card: slow down',
  ])('[G9.7] «%s» asks to slow down', (line) => expect(cardIn(line)).toBe('slow_down'));

  it.each(['карта дальше', 'Продолжаем, карта', 'карта: всё хорошо', 'keep going card', 'Green card!'])(
    '[G9.7] «%s» says that all is well',
    (line) => expect(cardIn(line)).toBe('keep_going'),
  );

  it.each([
    'Стоп.',
    'стоп-стоп-стоп',
    'Stop!',
    'Stop it, goblin',
    'Стой, там карта сокровищ',
    'Я смотрю на карту',
    'Стопка карт лежит на столе',
    'Я тасую карты и останавливаюсь',
    'Помедленнее, пожалуйста',
    'Slow down, horse',
    'I show him the map card by card',
    'Что такое стоп-карта?',
    'Напомню: есть стоп-карта',
    'What is a stop card?',
    'there is a stop card',
    'без стоп-карты',
    'Друзья, прежде чем мы начнём, помните, что стоп-карта лежит у каждого под рукой весь вечер',
    'Before we begin remember that everybody has the stop card within reach for the whole evening',
    'keep going',
    '',
  ])('[G9.7] «%s» shows none', (line) => expect(cardIn(line)).toBeNull());

  it('[G9.7] the most careful of several counts', () => {
    expect(cardIn('карта помедленнее... нет, стоп-карта')).toBe('stop');
    expect(cardIn('keep going card, no, slow down card')).toBe('slow_down');
  });

  it('[G9.7] a long line of anything is read in no time', () => {
    const startedMs = performance.now();
    for (const piece of ['стоп ', 'card ', 'карта,', 'x', '-', 'что такое ']) cardIn(piece.repeat(800));
    expect(performance.now() - startedMs).toBeLessThan(500);
  });
});
