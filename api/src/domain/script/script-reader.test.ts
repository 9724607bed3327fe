import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScriptReader, type ScriptSegment } from './script-reader.ts';

function read(...pieces: string[]): ScriptSegment[] {
  const reader = createScriptReader();
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.flush()];
}
const narrator = (text: string) => ({ speaker: null, text });
const by = (speaker: string, text: string) => ({ speaker, text });

describe('who speaks', () => {
  it('[S-1] a line with a name in brackets is that character’s, every other line the narrator’s', () => {
    expect(read('The door opens.\n[Barto] We are closed.\nHe waits.')).toEqual([
      narrator('The door opens.'),
      by('Barto', 'We are closed.'),
      narrator('He waits.'),
    ]);
  });
  it('[S-1] a name in brackets within a line names nobody', () => {
    expect(read('He points at [Barto] and laughs.')).toEqual([narrator('He points at [Barto] and laughs.')]);
  });
  it.each([
    '**[Barto]:** We are closed.',
    '- [Barto] We are closed.',
    '> [Barto]: We are closed.',
    '[Barto]We are closed.',
    '  [ Barto ]  We are closed.',
    '[Barto] *We are closed.*',
  ])('[S-2] forgives marks around the name: %s', (line) => {
    expect(read(line)).toEqual([by('Barto', 'We are closed.')]);
  });
  it('[S-2] a parenthesis after the name is text', () => {
    expect(read('[Барто] (шёпотом) Тише, они рядом.')).toEqual([by('Барто', '(шёпотом) Тише, они рядом.')]);
  });
  it.each(['Старая Марфа', 'Mr. Brown', "O'Neill", 'Жан-Пьер', 'Голос из-за двери', '3rd Guard', 'Ireena/Maria'])(
    '[S-3] %s is a name',
    (name) => {
      expect(read(`[${name}] Who is there?`)).toEqual([by(name, 'Who is there?')]);
    },
  );
  it.each(['sighs', 'вздыхает', 'Scene: night', 'One two three four five six seven', 'X'.repeat(61), 'a<b', '—'])(
    '[S-3] %s in brackets is no name',
    (text) => {
      expect(read(`[${text}] Who is there?`)[0]?.speaker).toBeNull();
    },
  );
  it('[S-3] a link at the start of a line names nobody', () => {
    expect(read('[Map](https://example.org/a.b) of the town.')).toEqual([narrator('Map of the town.')]);
  });
  it('[S-4] a name alone on its line speaks the next line', () => {
    expect(read('[Барто]\n\nЗакрыто.\nДождь.')).toEqual([by('Барто', 'Закрыто.'), narrator('Дождь.')]);
  });
  it.each(['Narrator', 'DM', 'Рассказчик', 'МАСТЕР'])('[S-5] %s is the narrator', (name) => {
    expect(read(`[${name}] Тихо.`)).toEqual([narrator('Тихо.')]);
  });
});

describe('where a piece ends', () => {
  it('[S-7] the first piece comes from 12 characters on, before the next sentence is there', () => {
    const reader = createScriptReader();
    expect(reader.push('You lean on the door. T')).toEqual([narrator('You lean on the door.')]);
  });
  it('[S-7] shorter sentences are joined', () => {
    expect(read('No. Not now. Come back when the rain has stopped and the mill turns. Go home.')).toEqual([
      narrator('No. Not now.'),
      narrator('Come back when the rain has stopped and the mill turns.'),
      narrator('Go home.'),
    ]);
  });
  it('[S-7] after a flush the first piece may be short again', () => {
    const reader = createScriptReader();
    reader.push('You lean on the door with all your weight.');
    reader.flush();
    expect(reader.push('It gives way. You')).toEqual([narrator('It gives way.')]);
  });
  it('[S-7] closing quotes belong to the sentence', () => {
    expect(read('Он кивает: «Завтра на рассвете, у мельницы.» Потом уходит в дождь.')).toEqual([
      narrator('Он кивает: «Завтра на рассвете, у мельницы.»'),
      narrator('Потом уходит в дождь.'),
    ]);
  });
  it('[S-8] a line break ends a piece of any size', () => {
    expect(read('Да.\nНет.')).toEqual([narrator('Да.'), narrator('Нет.')]);
  });
  it.each([
    'Old Mr. Brown and Dr. Hale wait here.',
    'Это было в 1348 г. Тогда мор пришёл с моря.',
    'Он писал А. С. Пушкину о мельнице, т.е. Барто.',
    'The blade is 3.5 Feet long, no. 7 of its kind.',
    'Ждёт у ул. Мельничной, д. 5, и т.д. Барто.',
    '1. Go north to the mill.',
  ])('[S-9] no sentence ends within: %s', (text) => {
    expect(read(text)).toEqual([narrator(text)]);
  });
  it('[S-10] an ellipsis alone ends no sentence, with another mark it does', () => {
    expect(read('The door creaks... Something breathes behind it… Then nothing.')).toHaveLength(1);
    expect(read('Кто там за дверью?.. Никто не отвечает.')).toHaveLength(2);
  });
  it('[S-11] no sentence ends before a small letter or a dash and a small letter', () => {
    expect(read('«Кто там ходит ночью?» — спросил он и встал.')).toHaveLength(1);
    expect(read('— Стой, кто идёт! — Он поднимает фонарь.')).toHaveLength(2);
    expect(read('"Who goes there?" he asks you.')).toHaveLength(1);
  });
  it('[S-12] an endless sentence is cut at a clause, then at a word, then anywhere but within a character', () => {
    const clause = read(`${'a rope, '.repeat(60)}end.`);
    expect(clause.every(({ text }) => text.length <= 280)).toBe(true);
    expect(clause[0]?.text.endsWith(',')).toBe(true);
    expect(read('word '.repeat(120))[0]?.text.endsWith('word')).toBe(true);
    const pairs = read('𝔄'.repeat(400));
    expect(pairs.map(({ text }) => text).join('')).toBe('𝔄'.repeat(400));
    expect(pairs.every(({ text }) => text.isWellFormed())).toBe(true);
  });
  it('[S-13] a text that breaks off gives its whole sentences only', () => {
    const reader = createScriptReader();
    expect(reader.push('It opens. You see')).toEqual([]);
    expect(reader.cutOff()).toEqual([narrator('It opens.')]);
    expect(reader.push('[Barto] We are open until')).toEqual([]);
    expect(reader.cutOff()).toEqual([]);
    expect(reader.flush()).toEqual([]);
  });
});

describe('what is said', () => {
  it.each([
    ['## The Mill', 'The Mill'],
    ['**Run!** It _hears_ you.', 'Run! It hears you.'],
    ['- a `rusty` key', 'a rusty key'],
    ['roll snake_case 2*3', 'roll snake_case 2*3'],
    ['a  b\tc', 'a b c'],
  ])('[S-14] %s is said as %s', (text, said) => {
    expect(read(text)).toEqual([narrator(said)]);
  });
  it('[S-14] what cannot be spoken is no piece', () => {
    expect(read('---\n***\n…\n[Barto] …\n```\n')).toEqual([]);
  });
});

describe('properties', () => {
  const word = fc.constantFrom(
    ...'The door. «Кто? » … [Barto] \n [sighs] **да** г. т.е. 3.5 Mr. — и Стой! ?! "No." [ ] ] [Барто]: \n\n # - * _ 𝔄𝔅 мельница, слово; (скобка) А. С. 17 \n[Old Man]'.split(
      ' ',
    ),
    'слово '.repeat(70),
  );
  const script = fc
    .array(fc.tuple(word, fc.constantFrom(' ', '', '\n', '  ')), { maxLength: 60 })
    .map((parts) => parts.flat().join(''));
  it('[S-6] a dash that has come without what follows it decides nothing', () => {
    const text = 'слово; «Кто? — (скобка) ';
    const whole = createScriptReader();
    const inLetters = createScriptReader();
    const expected = [...whole.push(text), ...whole.flush()];
    expect([...[...text].flatMap((letter) => inLetters.push(letter)), ...inLetters.flush()]).toEqual(expected);
  });

  it('[S-6] the same text in any pieces gives the same segments', () => {
    fc.assert(
      fc.property(script, fc.array(fc.nat({ max: 9 }), { minLength: 1 }), (text, sizes) => {
        const pieces: string[] = [];
        for (let at = 0, turn = 0; at < text.length; turn++) {
          const size = (sizes[turn % sizes.length] ?? 0) + 1;
          pieces.push(text.slice(at, at + size));
          at += size;
        }
        expect(read(...pieces)).toEqual(read(text));
      }),
      { numRuns: 600 },
    );
  });
  const plainWord = fc.constantFrom(
    ...'Стой! Mr. дверь, т.е. 3.5 **дом** «Да.» … _тихо_ 1348 г. Он. — then ?! X.'.split(' '),
    'слово '.repeat(70),
  );
  const lines = fc.array(
    fc.record({
      speaker: fc.constantFrom(null, 'Barto', 'Старая Марфа'),
      words: fc.array(plainWord, { minLength: 1, maxLength: 30 }).map((words) => words.join(' ')),
    }),
    { maxLength: 8 },
  );
  const letters = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '');

  it('[S-1] [S-15] each speaker says every letter and digit of its lines, in order', () => {
    fc.assert(
      fc.property(lines, (script) => {
        const text = script.map(({ speaker, words }) => (speaker === null ? words : `[${speaker}] ${words}`)).join('\n');
        const said = read(text).map((segment) => `${segment.speaker ?? ''}:${letters(segment.text)}`);
        const expected = script
          .map(({ speaker, words }) => `${speaker ?? ''}:${letters(words)}`)
          .filter((line) => !line.endsWith(':'));
        expect(joinRuns(said)).toEqual(joinRuns(expected));
      }),
      { numRuns: 600 },
    );
  });
});

/** Joins what one speaker says in a row. */
function joinRuns(parts: readonly string[]): string[] {
  return parts.reduce<string[]>((runs, part) => {
    const [speaker = '', words = ''] = part.split(':');
    if (runs.at(-1)?.startsWith(`${speaker}:`) === true) runs.push(`${runs.pop()}${words}`);
    else runs.push(part);
    return runs;
  }, []);
}
