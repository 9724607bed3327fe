import { describe, expect, it } from 'vitest';
import { namesDm } from './addressee.ts';

const CALLED = {
  ru: [
    'Мастер, что я вижу?',
    'мастер что я вижу',
    'Эй, мастер, я открываю дверь',
    'ну ведущий куда ведёт эта тропа',
    'Что за шум, ведущий?',
    'что там за дверью мастер',
    'Скальд, начинаем',
    'Слушай, дм, а можно проверку?',
    'я спрашиваю скальда что с мельницей',
    'А что, мастер, делает мельник?',
    'данжен мастер мы готовы',
    'Гейм-мастер, я бью гоблина',
  ],
  en: [
    'Dungeon master, what do I see?',
    'hey dm can I look around',
    'Master, I open the door',
    'okay master we are ready',
    'What is behind the door, master?',
    'what do we hear master',
    'Skald, begin the story',
    'So, narrator, what now?',
    'I want to ask, DM, about the mill',
    'game master I attack',
  ],
} as const;

const NOT_CALLED = {
  ru: [
    'я пойду налево',
    'мастер меча был опасен',
    'спроси у дм сам',
    'он мастерски дерётся',
    'наш дм опять спит',
    'давайте передохнём',
    'мастерская закрыта',
    'кто будет чай',
  ],
  en: [
    'I go left',
    'the master bedroom is huge',
    'he is a master thief by trade',
    'the DM said we could',
    'ask the dm yourself',
    'pass the chips',
    'that was masterful',
    'our dm is slow today',
  ],
} as const;

describe('the DM by name (tier 2)', () => {
  for (const language of ['ru', 'en'] as const) {
    it.each(CALLED[language])(`[AD1] ${language}: «%s» is for the DM`, (text) => expect(namesDm(text, language)).toBe(true));
    it.each(NOT_CALLED[language])(`[AD2] ${language}: «%s» is table talk`, (text) => expect(namesDm(text, language)).toBe(false));
  }
});
