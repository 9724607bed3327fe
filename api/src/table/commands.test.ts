import { messageIdSchema, ProtocolError, rollIdSchema, type GameView, type Message, type Roll } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { sampleScope, ADA, BORIS, IRINA } from '../domain/commands/testing/sample-scope.ts';
import { Commands, type CommandDesk, type Post } from './commands.ts';

const POSTED = messageIdSchema.parse(`ms_${'a'.repeat(20)}`);
const asker = { seatId: ADA, language: 'en' } as const;
const post = (text: string, target: Post['target'] = 'table'): Post => ({ clientMessageId: 'line-0001', text, target });
const KEY = `chat:${ADA}:line-0001`;

/** A desk that notes what it is asked, and throws on all that it was not told to expect. */
function deskOf(expected: Partial<CommandDesk> = {}): { desk: CommandDesk; asked: [string, unknown][] } {
  const asked: [string, unknown][] = [];
  const known: Partial<CommandDesk> = { scope: () => sampleScope(), posted: () => null, ...expected };
  const desk = new Proxy({} as CommandDesk, {
    get(_, name: keyof CommandDesk) {
      const answer = known[name] as ((...args: unknown[]) => unknown) | undefined;
      if (answer === undefined) throw new Error(`nobody expected ${name}`);
      return (...args: unknown[]) => {
        if (name !== 'scope' && name !== 'posted') asked.push([name, args.at(-1)]);
        return answer(...args);
      };
    },
  });
  return { desk, asked };
}

function rollOf(total: number): Roll {
  const none = { difficulty: null, outcome: null, natural: null, fair: null, stakes: null, tree: null };
  const roll = {
    rollId: rollIdSchema.parse(`ro_${'a'.repeat(20)}`),
    seatId: ADA,
    label: '',
    notation: '1d6',
    dice: [],
    modifier: 0,
    total,
  };
  return { ...roll, ...none, visibility: 'public' };
}

describe('[G7.4] a line', () => {
  it('is said with its rolls, each with a key of its own, drawn before it', () => {
    const totals = [3, 5];
    const { desk, asked } = deskOf({ roll: () => rollOf(totals.shift() ?? 0), say: () => POSTED });
    expect(new Commands(desk).post(asker, post('[[1d6]] and [[ 1d8 ]]', 'dm'))).toEqual({ messageId: POSTED, feedback: null });
    expect(asked).toEqual([
      ['roll', { dice: '1d6', label: '', visibility: { kind: 'party' }, key: `${KEY}:0` }],
      ['roll', { dice: ' 1d8 ', label: '', visibility: { kind: 'party' }, key: `${KEY}:1` }],
      ['say', { text: '[[1d6 = 3]] and [[1d8 = 5]]', target: 'dm', tone: 'in', key: KEY }],
    ]);
  });

  it('rolls for those who will read it', () => {
    const { desk, asked } = deskOf({ roll: () => rollOf(3), whisper: () => POSTED });
    new Commands(desk).post(asker, post('/w Борису [[1d6]]'));
    expect(asked[0]).toMatchObject(['roll', { visibility: { kind: 'with', to: BORIS } }]);
    expect(asked[1]).toEqual(['whisper', { text: '[[1d6 = 3]]', to: BORIS, key: KEY }]);
  });
});

describe('[G7.8] sent again', () => {
  it('nothing is done twice, by this process or one before it', () => {
    const { desk, asked } = deskOf({ act: () => undefined, undo: () => undefined });
    const commands = new Commands(desk);
    expect(commands.post(asker, post('/undo'))).toEqual(commands.post(asker, post('/undo')));
    expect(asked).toEqual([['undo', asker]]);
    const later = deskOf({ posted: (key) => (key === KEY ? POSTED : null) });
    expect(new Commands(later.desk).post(asker, post('hello'))).toEqual({ messageId: POSTED, feedback: null });
    expect(later.asked).toEqual([]);
  });

  it('what was refused may be tried again', () => {
    let isFight = false;
    const act = (): void => {
      if (!isFight) throw new ProtocolError('no_encounter');
    };
    const { desk, asked } = deskOf({ act });
    const commands = new Commands(desk);
    expect(commands.post(asker, post('/init next'))).toMatchObject({
      feedback: { kind: 'error', text: 'No fight is going on.' },
    });
    isFight = true;
    expect(commands.post(asker, post('/init next'))).toEqual({ messageId: null, feedback: null });
    expect(asked).toEqual([
      ['act', KEY],
      ['act', KEY],
    ]);
  });

  it('a card is remembered nowhere', () => {
    const { desk, asked } = deskOf({ showCard: () => undefined });
    const commands = new Commands(desk);
    commands.post(asker, post('/x slow'));
    commands.post(asker, post('/x slow'));
    expect(asked).toEqual([
      ['showCard', 'slow_down'],
      ['showCard', 'slow_down'],
    ]);
  });
});

describe('[G7.3] what is refused', () => {
  it.each(['/rol 1d20', '/roll 1d', '[[x]]', '/w Зоя x', '/init nonsense', '/w Борису [[x]]'])(
    '%s asks nothing of the table',
    (line) => {
      const { desk, asked } = deskOf();
      expect(new Commands(desk).post(asker, post(line))).toMatchObject({ messageId: null, feedback: { kind: 'error' } });
      expect(asked).toEqual([]);
    },
  );

  it('an error that is no refusal is passed on', () => {
    const { desk } = deskOf({
      say: () => {
        throw new ProtocolError('forbidden');
      },
    });
    expect(() => new Commands(desk).post(asker, post('hello', 'dm'))).toThrow(ProtocolError);
    const broken = deskOf({
      note: () => {
        throw new TypeError('broken');
      },
    });
    expect(() => new Commands(broken.desk).post(asker, post('/note x'))).toThrow(TypeError);
  });
});

describe('[G7.9] what is shown', () => {
  it('is made of what the asker may know', () => {
    const view: GameView = { characters: [], sheets: [], encounter: null, undoable: null };
    const told = { kind: 'dm', state: 'heard', heardText: null, isPrivate: false, speaker: { kind: 'narrator' } } as const;
    const line = (text: string, turn: string) =>
      ({ ...told, messageId: POSTED, atMs: 1, turnId: turn, segmentId: 'sg', text }) as unknown as Message;
    const evening = [line('The inn burns. Smoke rises.', 't1'), line('Second line of it.', 't1'), line('You run!', 't2')];
    const { desk } = deskOf({ game: () => view, scene: () => null, evening: () => evening });
    const commands = new Commands(desk);
    const shown = (text: string, id: string) => commands.post(asker, { ...post(text), clientMessageId: id }).feedback?.text;
    expect(shown('/init', 'line-0002')).toBe('No fight is going on.');
    expect(shown('/hp', 'line-0003')).toBe('Nobody has a sheet yet.');
    expect(shown('/scene', 'line-0004')).toBe('No scene has been set yet.');
    expect(shown('/summary', 'line-0005')).toBe('· The inn burns.\n· You run!');
  });

  it('steps are about the asker’s own character', () => {
    const { desk, asked } = deskOf({
      act: (_asker, step) => void asked.push(['step', step]),
    });
    new Commands(desk).post(asker, post('/hp -5'));
    expect(asked).toContainEqual(['step', { kind: 'damage', target: IRINA, amount: 5, type: null }]);
  });
});
