import type { Language } from '@skald/protocol';

/** Words of the prompt that are not the system prompt's, in the table's language. */
export interface PromptWords {
  readonly campaign: string;
  readonly scene: string;
  readonly place: string;
  readonly mood: string;
  readonly present: string;
  readonly unknownScene: string;
  readonly atTheTable: string;
  readonly playedBy: string;
  readonly noCharacter: string;
  readonly known: string;
  readonly facts: string;
  readonly quests: string;
  readonly figures: string;
  readonly fight: string;
  readonly round: string;
  readonly turnOf: string;
  readonly lines: string;
  readonly veils: string;
  readonly stopped: string;
  readonly nextBeat: string;
  /** Said once after a card was shown. */
  readonly cards: Readonly<Record<'stopped' | 'slower' | 'fine', string>>;
  readonly dice: string;
  readonly difficulty: string;
  readonly success: string;
  readonly failure: string;
  /** What this turn is for. */
  readonly answer: string;
  /** The same, of a turn that only those asking will read. */
  readonly aside: string;
  readonly firstSession: string;
  readonly nextSession: string;
  /** Said to the model when it may not use tools any more in this turn. */
  readonly finish: string;
  /** Said after a refusal, once. */
  readonly soften: string;
}

export const PROMPT_WORDS: Readonly<Record<Language, PromptWords>> = {
  en: {
    campaign: 'Campaign',
    scene: 'Scene',
    place: 'Place',
    mood: 'Mood',
    present: 'Present',
    unknownScene: 'No scene has been set yet.',
    atTheTable: 'At the table',
    playedBy: 'played by',
    noCharacter: 'no character named yet',
    known: 'Known',
    facts: 'Facts',
    quests: 'Open quests',
    figures: 'Hit points',
    fight: 'Fight',
    round: 'round',
    turnOf: 'turn of',
    lines: 'Lines, never in this story',
    veils: 'Veils, only out of sight',
    stopped: 'Ended by a stop card, not to be gone back to',
    nextBeat: 'Next beat for',
    cards: {
      stopped:
        'A stop card was shown. Do not go on with what you were telling and do not come back to it; do not ask why or who. Move on: ' +
        'another moment, another place or other people, calmly.',
      slower: 'A card asks you to slow down. Tell this more gently: fewer details, less pressure, room to breathe.',
      fine: 'A card says that all is well: go on as you do.',
    },
    dice: 'Dice',
    difficulty: 'difficulty',
    success: 'success',
    failure: 'failure',
    answer: 'You are addressed. Answer what was said last, as the Dungeon Master.',
    aside:
      'You are asked in private: only the one who asked reads the answer. Answer what was asked last, in a few sentences. Nothing happens at the ' +
      'table meanwhile: let no time pass, leave the scene as it is, and decide nothing that the others would notice.',
    firstSession:
      'This is the very first turn of the campaign. Greet the table in one sentence, set the scene with the tools, open the story in a place ' +
      'where something already happens, and give the floor to the players.',
    nextSession:
      'A new session begins. Say in one or two sentences what happened before, only from the facts and lines above, then where the ' +
      'characters stand now, and give the floor to the players.',
    finish: 'No more tools in this turn. Narrate now, from the results you have.',
    soften:
      'Tell this part with restraint: leave cruel detail out, let the scene fade where it would become too much, and go on with the story.',
  },
  ru: {
    campaign: 'Кампания',
    scene: 'Сцена',
    place: 'Место',
    mood: 'Настроение',
    present: 'Присутствуют',
    unknownScene: 'Сцена ещё не задана.',
    atTheTable: 'За столом',
    playedBy: 'играет',
    noCharacter: 'персонаж ещё не назван',
    known: 'Известны',
    facts: 'Факты',
    quests: 'Открытые задания',
    figures: 'Хиты',
    fight: 'Бой',
    round: 'раунд',
    turnOf: 'ходит',
    lines: 'Линии, этого в истории нет',
    veils: 'Завесы, только за кадром',
    stopped: 'Остановлено картой, к этому не возвращаться',
    nextBeat: 'Слово за',
    cards: {
      stopped:
        'Показана стоп-карта. Не продолжай то, что рассказывал, и не возвращайся к этому; не спрашивай, почему и кто. Двигайся дальше: ' +
        'другое время, другое место или другие люди, спокойно.',
      slower: 'Карта просит сбавить ход. Рассказывай мягче: меньше подробностей, меньше напора, дай вздохнуть.',
      fine: 'Карта говорит, что всё хорошо: продолжай так же.',
    },
    dice: 'Кости',
    difficulty: 'сложность',
    success: 'успех',
    failure: 'провал',
    answer: 'К тебе обратились. Ответь на сказанное последним, как мастер.',
    aside:
      'К тебе обратились наедине: ответ прочтёт только тот, кто спросил. Ответь на спрошенное последним, в нескольких фразах. За столом тем ' +
      'временем ничего не происходит: время не идёт, сцена остаётся как есть, и не решай ничего, что заметили бы остальные.',
    firstSession:
      'Это самый первый ход кампании. Поприветствуй стол одной фразой, задай сцену инструментами, начни историю там, где уже что-то ' +
      'происходит, и передай слово игрокам.',
    nextSession:
      'Начинается новая встреча. Одной-двумя фразами напомни, что было прежде, только по фактам и репликам выше, затем скажи, где сейчас ' +
      'герои, и передай слово игрокам.',
    finish: 'В этом ходу инструментов больше нет. Теперь рассказывай по тем итогам, что есть.',
    soften: 'Расскажи это сдержанно: без жестоких подробностей, уводя взгляд там, где стало бы слишком, и продолжай историю.',
  },
};
