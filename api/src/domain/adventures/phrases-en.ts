import type { Phrases } from '../adventure/adventure.ts';

/** What the offline narrator says in English outside any story. */
export const englishPhrases: Phrases = {
  or: 'or',
  opening: [
    'To be honest, I am a short written tale, not a thinking game master; add a language model key, and a real one takes this chair. This is {title}.',
  ],
  openingAgain: ['From the top, then, in short: I am a written tale and no thinking game master. It is called {title}.'],
  otherLanguage: [
    'За этим столом играют по-английски, и я понимаю здесь только английский. Скажите или напишите то же самое по-английски.',
  ],
  previously: ['Let us pick up the thread. {text}', 'Here is where we left it. {text}'],
  unknown: [
    'I have to confess: I am a script, and that move is not in me. You could {hints}.',
    'My script did not see that coming. You can still {hints}. Which is it?',
    'The page is blank there, since I am only a short script. Try this: {hints}.',
    'A living game master would have an answer, and a script has none. I can offer you this: {hints}.',
    'I did not follow, and I will not pretend I did: I play from a script. You could {hints}.',
    'Those words are not in my script. Put it another way, or {hints}.',
    'Here the script shrugs. What it does know is how you might {hints}. What do you do?',
  ],
  refusal: [
    'Very well, you leave that alone. You could {hints}.',
    'Not that, then. Perhaps {hints}?',
    'As you wish, nothing has been touched. You might still {hints}.',
  ],
  absent: [
    'There is nobody of that name here, and only the night listens. You could {hints}.',
    '{name} is out of earshot. Meanwhile you could {hints}.',
  ],
  rolled: ['The dice say {total}.', 'The dice come to rest: {total}.', 'That is {total} on the dice.'],
  rollFailed: ['The dice did not fall, and I will not make up a result. Tell me once more, what do you do?'],
  notKept: ['I could not write that down, so it has not happened yet. Please say it once more.'],
  nextSpeaker: ['{name}, I have not forgotten you: what do you do?', 'And you, {name}? Say it once more, what do you do?'],
  described: ['{text}', '{name}, in short. {text}'],
  where: ['You are here: {place}. You could {hints}.', 'This is the place: {place}. From here you could {hints}.'],
  answers: {
    options: [
      'You could {hints}. Say it in your own words; I listen for the deed and the thing.',
      'For instance, {hints}. Where do you begin?',
      'There are a few ways to go: {hints}. Which one?',
    ],
    who: [
      'I am a storyteller without a mind: a short script that knows one tale. With a key for a language model, a real game master sits here. For now you could {hints}.',
      'Not a person and not a language model, just a written tale with dice. What will it be: {hints}?',
    ],
    how: [
      'Say what you do in plain words. If it is risky I roll the dice, and everybody sees them. Right now you could {hints}.',
      'The rules are simple: you say what you try, I answer, and the dice settle what is risky. You could {hints}.',
    ],
    repeat: ['Once more, then. {text}'],
    greeting: ['And a good evening to you. You could {hints}.', 'Welcome to the table. Shall we begin? You could {hints}.'],
  },
};
