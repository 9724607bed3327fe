import { formatId, type Language } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { EMBEDDED_ADVENTURE } from '../../domain/adventures/adventures.ts';
import { aContext, createFakeWorld, IREENA, PAVEL } from '../../testing/fake-world.ts';
import { aRequest, collect, textOf } from '../../testing/model-contract.ts';
import type { EntityView, FactView, SceneLine, TurnCause, TurnContext } from '../prompt/turn-context.ts';
import { createMind } from '../turn/run-turn.ts';
import type { ModelMessage } from './model.ts';
import { createOfflineModel } from './offline-model.ts';

interface Told {
  readonly segments: readonly { speaker: string | null; text: string }[];
  readonly text: string;
  readonly log: readonly string[];
  readonly totals: readonly number[];
  readonly doing: readonly string[];
}

/** A table that keeps facts, NPCs and lines, and forgets everything else between turns, as a restart would. */
class Table {
  readonly language: Language;
  facts: FactView[] = [];
  entities: EntityView[] = [];
  lines: SceneLine[] = [];
  scene: TurnContext['scene'] = null;

  constructor(language: Language) {
    this.language = language;
  }

  context(cause: TurnCause): TurnContext {
    const { language, facts, entities, lines, scene } = this;
    return aContext({ language, facts, entities, lines: [...lines], scene, cause });
  }

  open(said: readonly string[] = []): Promise<Told> {
    return this.turn({ kind: 'sessionStarted', isFirst: this.facts.length === 0, said: said.map((text) => line(text)) });
  }

  say(text: string, ...dice: number[]): Promise<Told> {
    return this.turn({ kind: 'addressed', said: [line(text)] }, dice);
  }

  /** Dice are what they show; one more than are given is refused by the fake. */
  async turn(cause: TurnCause, dice: readonly number[] = [], isKept = true): Promise<Told> {
    const world = createFakeWorld({ draws: dice.map((value) => value - 1), entities: this.entities });
    const mind = createMind({ model: createOfflineModel(), nowMs: () => 0 });
    const segments: { speaker: string | null; text: string }[] = [];
    const doing: string[] = [];
    for await (const output of mind.runTurn(this.context(cause), world, new AbortController().signal)) {
      if (output.type === 'segment') segments.push({ speaker: output.speaker, text: output.text });
      if (output.type === 'doing') doing.push(output.doing);
    }
    this.lines.push(...cause.said.map(({ seatId, speaker, text }) => ({ seatId, speaker, text, rolls: [] })));
    this.lines.push(...segments.map(({ speaker, text }) => ({ seatId: null, speaker: speaker ?? 'DM', text, rolls: [] })));
    if (isKept) this.keep(world);
    return {
      segments,
      text: segments.map(({ text }) => text).join(' '),
      log: world.log,
      totals: world.rolls.map(({ total }) => total),
      doing,
    };
  }

  /** Lines of the DM that were heard, and nothing else. */
  hear(...texts: readonly string[]): void {
    this.lines = texts.map((text) => ({ seatId: null, speaker: 'DM', text, rolls: [] }));
  }

  keep(world: ReturnType<typeof createFakeWorld>): void {
    for (const fact of world.facts) {
      this.facts = [...this.facts.filter((old) => old.subject !== fact.subject || old.predicate !== fact.predicate), fact];
    }
    for (const entry of world.log.filter((text) => text.startsWith('npc '))) {
      const name = entry.slice(4);
      const description =
        Object.values(EMBEDDED_ADVENTURE[this.language].telling.npcs).find((npc) => npc.name === name)?.description ?? '';
      this.entities.push({
        entityId: formatId('entity', new Uint8Array(20).fill(this.entities.length + 50)),
        kind: 'npc',
        name,
        aliases: [],
        description,
      });
    }
    this.scene = world.scene ?? this.scene;
  }

  value(predicate: string): string | undefined {
    return this.facts.find((fact) => fact.subject === 'adventure' && fact.predicate === predicate)?.object;
  }
}

function line(text: string, seatId: typeof IREENA = IREENA, speaker = 'Ireena/Maria') {
  return { messageId: formatId('message', new Uint8Array(20).fill(9)), seatId, speaker, text };
}

/** Lines with the dice they need, one evening for each ending. */
const EVENINGS: Readonly<Record<Language, Readonly<Record<string, readonly (readonly [string, ...number[]])[]>>>> = {
  ru: {
    home: [
      ['Осматриваю столб'],
      ['беру фонарь'],
      ['Марта, мы согласны, поплыли'],
      ['грести на звон', 12],
      ['говорю, это ты срезал верёвку'],
      ['уговариваю Антона', 11],
      ['поднимаем колокол', 10],
    ],
    taken: [['плывём'], ['гребём', 2], ['угрожаю Антону', 15], ['крутим ворот', 18]],
    cracked: [
      ['тихо увожу лодку, краду её', 14],
      ['опускаю руку в воду'],
      ['тяну за верёвку'],
      ['уговариваю его', 3],
      ['поднимаю колокол', 4],
    ],
    silence: [['крадусь к лодке', 3], ['гребу', 19], ['крадусь к вороту'], ['режу верёвку']],
    left: [['поехали'], ['гребём', 20], ['нападаю', 5], ['оставляем колокол']],
    light: [
      ['можно взять фонарь'],
      ['садимся в лодку'],
      ['гребём', 1],
      ['осматриваю ворот'],
      ['уговариваю Антона', 10],
      ['оставляю колокол старику'],
    ],
  },
  en: {
    home: [
      ['I look at the post'],
      ['take the lantern'],
      ["Marta, we're in, let's go"],
      ['row towards the bell', 12],
      ['I confront him, you cut the rope'],
      ['I persuade Anton', 11],
      ['raise the bell', 10],
    ],
    taken: [["let's get in the boat"], ['row', 2], ['I threaten Anton', 15], ['turn the winch', 18]],
    cracked: [
      ['I sneak off with the boat', 14],
      ['put my hand in the water'],
      ['pull on the rope'],
      ['persuade him', 3],
      ['raise the bell', 4],
    ],
    silence: [['steal the boat', 3], ['we row', 19], ['sneak to the winch'], ['cut the rope']],
    left: [['yes'], ['keep rowing', 20], ['I attack', 5], ['leave the bell']],
    light: [
      ['can I take the lantern'],
      ['get in the boat'],
      ['row', 1],
      ['look at the winch'],
      ['convince Anton', 10],
      ['leave the bell in the river'],
    ],
  },
};

describe.each(['ru', 'en'] as const)('an evening with the offline narrator, %s', (language) => {
  it.each(Object.keys(EVENINGS[language]))('reaches the ending %s through the tools', async (ending) => {
    const table = new Table(language);
    const scenes: (string | undefined)[] = [];
    await table.open();
    scenes.push(table.value('scene'));
    for (const [text, ...dice] of EVENINGS[language][ending] ?? []) {
      const told = await table.say(text, ...dice);
      expect(told.totals).toEqual(dice);
      expect(told.segments.length).toBeGreaterThan(0);
      // Numbers come from the dice alone.
      expect((told.text.match(/\d+/gu) ?? []).map(Number)).toEqual(dice);
      scenes.push(table.value('scene'));
    }
    expect(table.value('ending')).toBe(ending);
    expect([...new Set(scenes)]).toEqual(['landing', 'river', 'mill', 'weir', 'epilogue']);
    expect(table.entities).toHaveLength(2);
  });

  it('opens by saying what it is, brings Marta in with a voice, and shows the scene', async () => {
    const table = new Table(language);
    const told = await table.open();
    expect(told.text).toMatch(language === 'ru' ? /короткая написанная история.*ключ/u : /short written tale.*key/u);
    expect(told.log.filter((entry) => !entry.startsWith('fact'))).toEqual([
      language === 'ru' ? 'npc Марта' : 'npc Marta',
      'scene',
      'scene',
      'scene',
      'scene',
    ]);
    expect(table.scene?.present).toContainEqual({ name: language === 'ru' ? 'Марта' : 'Marta', isNpc: true });
    expect(table.scene?.present).toContainEqual({ name: 'Ireena', isNpc: false });
    expect(told.segments.at(-1)).toMatchObject({ speaker: language === 'ru' ? 'Марта' : 'Marta' });
  });

  it('says the stakes before the dice, and the outcome only after them', async () => {
    const table = new Table(language);
    await table.open();
    await table.say(language === 'ru' ? 'поплыли' : 'yes');
    const told = await table.say(language === 'ru' ? 'гребём' : 'we row', 13);
    const stakes = EMBEDDED_ADVENTURE[language].telling.texts['river.steer.stakes']?.[0] ?? '';
    expect(told.text.startsWith(stakes)).toBe(true);
    expect(told.log[0]).toBe('roll 1d20 = 13');
    expect(told.doing).toContain('rolling');
    expect(table.value('flags')).toBe('quiet');
  });

  it('a new session begins with what was before, from the facts alone', async () => {
    const table = new Table(language);
    await table.open();
    await table.say(language === 'ru' ? 'поплыли' : 'yes');
    table.lines = [];
    const told = await table.open();
    expect(told.text).toContain(EMBEDDED_ADVENTURE[language].telling.texts['river.recap']?.[0]);
    expect(told.log).toEqual([]);
    const answered = await table.open([language === 'ru' ? 'прислушиваюсь' : 'I listen']);
    expect(answered.text).toContain((EMBEDDED_ADVENTURE[language].telling.texts['river.listen']?.[0] ?? '').split('.')[0]);
  });

  it('never answers unknown words twice with the same line, and says each time that it is a script', async () => {
    const table = new Table(language);
    await table.open();
    let before = '';
    for (let count = 0; count < 12; count += 1) {
      const { text, log } = await table.say(language === 'ru' ? 'танцую с медведем на льду' : 'I juggle three flaming bears');
      expect(text).not.toBe(before);
      expect(text).toMatch(/сценари|по написанному|по записанному|script/u);
      expect(log).toEqual([]);
      before = text;
    }
  });

  it.each(['landing', 'river', 'mill', 'weir', 'epilogue'])('answers the questions of the table in %s', async (scene) => {
    const table = new Table(language);
    table.facts = [
      { subject: 'adventure', predicate: 'name', object: 'bell-below' },
      { subject: 'adventure', predicate: 'scene', object: scene },
    ];
    table.entities = ['Марта', 'Антон', 'Marta', 'Anton'].map((name, index) => ({
      entityId: formatId('entity', new Uint8Array(20).fill(index + 90)),
      kind: 'npc',
      name,
      aliases: [],
      description: name,
    }));
    const { phrases, telling } = EMBEDDED_ADVENTURE[language];
    table.hear(phrases.opening[0]?.replace('{title}', telling.title) ?? '', telling.texts['landing.situation']?.[0] ?? '');
    const unknown = EMBEDDED_ADVENTURE[language].phrases.unknown.map((text) => text.slice(0, 12));
    const questions =
      language === 'ru'
        ? ['что мы можем сделать?', 'где мы?', 'кто ты?', 'что я вижу?', 'помощь', 'повтори']
        : ['what can I do?', 'where are we?', 'who are you?', 'what do I see?', 'help', 'say that again'];
    for (const question of questions) {
      const { text, log } = await table.say(question);
      expect(log).toEqual([]);
      expect(unknown.some((start) => text.startsWith(start))).toBe(false);
      expect(text).not.toBe('');
    }
  });

  it('[D9] an opening that was cut off counts only as far as it was heard, and is told again in short', async () => {
    const table = new Table(language);
    const { phrases, telling } = EMBEDDED_ADVENTURE[language];
    const first = await table.open();
    table.hear((first.segments[0]?.text ?? '').split(' ').slice(0, 5).join(' '));
    const again = await table.say(language === 'ru' ? 'поплыли' : 'yes');
    expect(again.log).toEqual([]);
    expect(again.text.startsWith(phrases.openingAgain[0]?.split('.')[0] ?? '?')).toBe(true);
    expect(again.text).toContain(telling.title);
    expect(again.segments.at(-1)).toMatchObject({ speaker: telling.npcs['marta']?.name });
    expect(table.value('scene')).toBe('landing');
    table.hear(...first.segments.slice(0, 2).map(({ text }) => text));
    const place = await table.say(language === 'ru' ? 'танцую с медведем на льду' : 'I juggle three flaming bears');
    expect(place.text).not.toContain(telling.title);
    expect(place.segments.at(-1)).toMatchObject({ speaker: telling.npcs['marta']?.name });
    await table.say(language === 'ru' ? 'поплыли' : 'yes');
    expect(table.value('scene')).toBe('river');
  });

  it('[U1] says once, in the language that was spoken, which one is played in', async () => {
    const table = new Table(language);
    const [foreign = '', hint = ''] =
      language === 'ru'
        ? ['I look at the boat', 'This table is played in Russian']
        : ['Я осматриваю лодку', 'За этим столом играют по-английски'];
    expect((await table.open([foreign])).text.startsWith(hint)).toBe(true);
    expect((await table.say(foreign)).text).not.toContain(hint);
    const other = new Table(language);
    await other.open([language === 'ru' ? 'поехали' : 'let us begin']);
    const told = await other.say(foreign);
    expect(told.text.startsWith(hint)).toBe(true);
    expect(told.segments.length).toBeGreaterThan(1);
  });

  it('can be played again, with dice of its own', async () => {
    const table = new Table(language);
    await table.open();
    for (const [text, ...dice] of EVENINGS[language]['left'] ?? []) await table.say(text, ...dice);
    await table.say(language === 'ru' ? 'давай сначала' : 'start over');
    expect([table.value('scene'), table.value('run'), table.value('ending'), table.value('flags')]).toEqual([
      'landing',
      '2',
      'none',
      'none',
    ]);
    await table.say(language === 'ru' ? 'поплыли' : 'yes');
    const request = aRequest({
      language,
      context: table.context({ kind: 'addressed', said: [line(language === 'ru' ? 'гребём' : 'we row')] }),
      messages: [],
    });
    const call = (await collect(createOfflineModel(), request)).events.find((event) => event.type === 'toolCall');
    expect(call).toMatchObject({
      call: { name: 'roll_dice', input: { label: expect.stringMatching(/, 2$/u) as string, difficulty: 13, actor: 'Ireena' } },
    });
  });
});

describe('the offline narrator', () => {
  it('keeps nothing of a turn that was not kept: the same words are answered the same way', async () => {
    const table = new Table('en');
    await table.open();
    const cause: TurnCause = { kind: 'addressed', said: [line('yes')] };
    await table.turn(cause, [], false);
    expect(table.value('scene')).toBe('landing');
    await table.turn(cause);
    expect(table.value('scene')).toBe('river');
  });

  it('does not tell an opening twice that was cut off', async () => {
    const table = new Table('en');
    await table.turn({ kind: 'sessionStarted', isFirst: true, said: [] }, [], false);
    const told = await table.say('I look at the post');
    expect(told.text).not.toContain('short written tale');
    expect(told.text).toContain('sound oak');
    expect([table.value('scene'), table.value('flags')]).toEqual(['landing', 'rope_seen']);
  });

  it('answers two players, and asks a third to say it again', async () => {
    const table = new Table('en');
    await table.open();
    const said = [line('I look at the post'), line('take the lantern', PAVEL, 'Павел'), line('look at the boat')];
    const told = await table.turn({ kind: 'addressed', said });
    expect(told.text).toContain('sound oak');
    expect(told.text).toContain('The glass is warm');
    expect(told.text).toMatch(/Ireena\/Maria/u);
    expect(table.value('flags')).toBe('rope_seen lantern');
  });

  it('looks up who somebody is', async () => {
    const table = new Table('en');
    await table.open();
    const told = await table.say('who is Marta?');
    expect(told.log).toEqual(['find Marta']);
    expect(told.text).toContain(EMBEDDED_ADVENTURE.en.telling.npcs['marta']?.description);
  });

  it('what the players found out makes a check easier', async () => {
    const table = new Table('en');
    await table.open();
    await table.say('take the lantern');
    await table.say('yes');
    await table.say('row', 10);
    expect(table.value('flags')).toContain('quiet');
  });

  it('an NPC with the name of a player goes by a trade, since nobody speaks for a player', async () => {
    const context = {
      ...new Table('ru').context({ kind: 'sessionStarted', isFirst: true, said: [] }),
      characters: [{ seatId: IREENA, player: 'марта', name: null }],
    };
    const model = createOfflineModel();
    const first = await collect(model, aRequest({ language: 'ru', context, messages: [] }));
    expect(first.events).toContainEqual(
      expect.objectContaining({
        type: 'toolCall',
        call: expect.objectContaining({
          name: 'create_npc',
          input: expect.objectContaining({ name: 'Паромщица' }) as unknown,
        }) as unknown,
      }),
    );
    const second = await collect(model, aRequest({ language: 'ru', context, messages: answersTo(first.events) }));
    expect(textOf(second.events)).toContain('[Паромщица] Слышите?');
    expect(textOf(second.events)).not.toContain('[Марта]');
  });
});

describe('the offline narrator as a model', () => {
  const context = new Table('en').context({ kind: 'sessionStarted', isFirst: true, said: [] });
  const request = aRequest({ context, messages: [] });

  it('needs no more than eight calls in a round, announces each, and ends with one stop', async () => {
    const { events } = await collect(createOfflineModel(), request);
    const calls = events.filter(({ type }) => type === 'toolCall');
    expect(calls.length).toBeLessThanOrEqual(8);
    expect(events.filter(({ type }) => type === 'toolCallStarted')).toHaveLength(calls.length);
    expect(events.filter(({ type }) => type === 'stop')).toEqual([events.at(-1)]);
    expect(events.at(-1)).toMatchObject({ reason: 'tool_use' });
  });

  it('streams sentence by sentence once everything is kept', async () => {
    const first = await collect(createOfflineModel(), request);
    const { events } = await collect(createOfflineModel(), aRequest({ context, messages: answersTo(first.events) }));
    const pieces = events.flatMap((event) => (event.type === 'text' ? [event.text] : []));
    expect(pieces.length).toBeGreaterThan(5);
    for (const piece of pieces) expect(piece.match(/[.!?…]/gu) ?? []).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ type: 'stop', reason: 'end_turn' });
  });

  it('tells nothing that could not be kept', async () => {
    const first = await collect(createOfflineModel(), request);
    const { events } = await collect(createOfflineModel(), aRequest({ context, messages: answersTo(first.events, true) }));
    expect(EMBEDDED_ADVENTURE.en.phrases.notKept).toContain(textOf(events).trim());
  });

  it.each([
    ['an error', { content: 'No dice.', isError: true }],
    ['no JSON', { content: 'seven', isError: false }],
    ['no total', { content: '{"outcome":"success"}', isError: false }],
  ])('invents no dice when the tool gives %s', async (_, result) => {
    const table = new Table('en');
    await table.open();
    await table.say('yes');
    const rowing = table.context({ kind: 'addressed', said: [line('we row')] });
    const first = await collect(createOfflineModel(), aRequest({ context: rowing, messages: [] }));
    const second = await collect(
      createOfflineModel(),
      aRequest({ context: rowing, messages: answersTo(first.events, result.isError, result.content) }),
    );
    expect(EMBEDDED_ADVENTURE.en.phrases.rollFailed).toContain(textOf(second.events).trim());
    expect(second.events.at(-1)).toMatchObject({ reason: 'end_turn' });
  });

  it('throws aborted when the signal fired before or fires within an answer', async () => {
    expect((await collect(createOfflineModel(), request, AbortSignal.abort())).error).toMatchObject({
      name: 'ModelError',
      code: 'aborted',
    });
    const controller = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const event of createOfflineModel().stream(request, controller.signal)) {
        seen.push(event.type);
        controller.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ name: 'ModelError', code: 'aborted' });
    expect(seen).toHaveLength(1);
  });
});

/** The messages of the next round: the calls of this one, each with the same answer. */
function answersTo(events: readonly { type: string }[], isError = false, content = '{"noted":true}'): ModelMessage[] {
  const toolCalls = events.flatMap((event) =>
    'call' in event ? [event.call as { callId: string; name: string; input: unknown }] : [],
  );
  return [
    { role: 'assistant', text: '', toolCalls },
    { role: 'tool', results: toolCalls.map(({ callId }) => ({ callId, content, isError })) },
  ];
}
