import type { Language } from './language.ts';

/** Words of both languages, the one that is shown first. All of them are understood in either language. */
export type Words = Readonly<Record<Language, readonly string[]>>;
/** The same in both languages. */
export type Said = Readonly<Record<Language, string>>;

/** A word that an argument can be, with what it does. */
export interface CommandChoice {
  readonly key: string;
  readonly words: Words;
  /** What follows the word; empty for nothing. */
  readonly rest: Said;
  readonly help: Said;
}

export interface CommandArgument {
  readonly name: Said;
  /** What completion offers: people of the table, words of a list, or nothing. */
  readonly kind: 'text' | 'dice' | 'person' | 'choice' | 'command';
  readonly isOptional: boolean;
  readonly choices: readonly CommandChoice[];
}

export interface CommandSpec {
  readonly name: CommandName;
  readonly words: Words;
  readonly arguments: readonly CommandArgument[];
  /** Who may use it at all; parts of a command may ask for more. */
  readonly who: 'anybody' | 'player';
  readonly help: Said;
  readonly examples: Words;
}

const argument = (
  en: string,
  ru: string,
  kind: CommandArgument['kind'] = 'text',
  change: Partial<CommandArgument> = {},
): CommandArgument => ({ name: { en, ru }, kind, isOptional: false, choices: [], ...change });

const optional = { isOptional: true };

type Six = readonly [key: string, en: string, ru: string, rest: Said, helpEn: string, helpRu: string];

/** Words of one language are parted by spaces. */
const choices = (...list: readonly Six[]): readonly CommandChoice[] =>
  list.map(([key, en, ru, rest, helpEn, helpRu]) => ({
    key,
    words: { en: en.split(' '), ru: ru.split(' ') },
    rest,
    help: { en: helpEn, ru: helpRu },
  }));

const none: Said = { en: '', ru: '' };
const who: Said = { en: 'NAME', ru: 'ИМЯ' };
const maybeWho: Said = { en: '[NAME]', ru: '[ИМЯ]' };

const SCENE_CHOICES = choices(
  ['title', 'title', 'название', { en: 'TEXT', ru: 'ТЕКСТ' }, 'names the scene (host)', 'называет сцену (хозяин стола)'],
  ['place', 'place', 'место', { en: 'TEXT', ru: 'ТЕКСТ' }, 'sets the place (host)', 'меняет место (хозяин стола)'],
  ['mood', 'mood', 'настроение', { en: 'TEXT', ru: 'ТЕКСТ' }, 'sets the mood (host)', 'меняет настроение (хозяин стола)'],
);

const REST_CHOICES = choices(
  ['short', 'short', 'короткий', { en: '[HIT DICE]', ru: '[КОСТИ]' }, 'an hour; spends hit dice', 'час; тратит кости хитов'],
  ['long', 'long', 'долгий длинный', { en: '[all]', ru: '[все]' }, 'a night', 'ночь'],
);

const CARD_CHOICES = choices(
  ['stop', 'stop', 'стоп', none, 'stops at once', 'останавливает сразу'],
  ['slow_down', 'slow', 'тише медленнее', none, 'asks for a softer scene', 'просит мягче'],
  ['keep_going', 'go', 'дальше', none, 'says that all is well', 'говорит, что всё хорошо'],
);

const INIT_CHOICES = choices(
  ['list', 'list', 'список', none, 'shows the order', 'показывает порядок ходов'],
  ['begin', 'begin start', 'начать начало', none, 'begins a fight', 'начинает бой'],
  ['join', 'join', 'войти вступить', maybeWho, 'takes a character in', 'вводит персонажа в бой'],
  [
    'add',
    'add madd',
    'добавить',
    {
      en: 'MONSTER [-n 3] [-ac 15] [-hp 2d6] [-init 2] [-group NAME] [-hidden]',
      ru: 'ЧУДОВИЩЕ [-n 3] [-кд 15] [-хиты 2к6] [-иниц 2] [-группа ИМЯ] [-скрыто]',
    },
    'adds monsters',
    'добавляет чудовищ',
  ],
  [
    'roll',
    'roll',
    'бросить бросок',
    { en: '[NAME] [adv|dis]', ru: '[ИМЯ] [преим|помеха]' },
    'rolls initiative',
    'бросает инициативу',
  ],
  ['set', 'set', 'задать', { en: 'NAME NUMBER', ru: 'ИМЯ ЧИСЛО' }, 'sets an initiative', 'задаёт инициативу'],
  ['next', 'next n', 'дальше следующий', none, 'ends the turn', 'завершает ход'],
  ['prev', 'prev back', 'назад предыдущий', none, 'goes one turn back', 'возвращает на ход назад'],
  ['delay', 'delay', 'ждать отложить', none, 'waits with the turn', 'откладывает ход'],
  ['resume', 'resume', 'вернуться', maybeWho, 'comes back after waiting', 'возвращается после ожидания'],
  ['end', 'end', 'конец закончить', none, 'ends the fight', 'завершает бой'],
  ['hp', 'hp', 'хиты хп', { en: 'NAME -5 [DAMAGE TYPE]', ru: 'ИМЯ -5 [ВИД УРОНА]' }, 'hurts or heals', 'ранит или лечит'],
  ['temp', 'temp thp', 'временные', { en: 'NAME NUMBER', ru: 'ИМЯ ЧИСЛО' }, 'gives temporary hit points', 'даёт временные хиты'],
  [
    'cond',
    'cond effect',
    'состояние',
    { en: 'NAME CONDITION [ROUNDS]', ru: 'ИМЯ СОСТОЯНИЕ [РАУНДЫ]' },
    'adds a condition',
    'накладывает состояние',
  ],
  ['uncond', 'uncond', 'снять', { en: 'NAME CONDITION', ru: 'ИМЯ СОСТОЯНИЕ' }, 'removes a condition', 'снимает состояние'],
  ['react', 'react', 'реакция', maybeWho, 'uses the reaction', 'тратит реакцию'],
  ['hide', 'hide', 'скрыть', who, 'hides from the players', 'скрывает от игроков'],
  ['reveal', 'reveal', 'показать', who, 'shows to the players', 'показывает игрокам'],
  ['remove', 'remove', 'убрать', who, 'takes out of the fight', 'убирает из боя'],
);

const dice = argument('DICE', 'КОСТИ', 'dice');
const label = argument('# WHAT FOR', '# ЗАЧЕМ', 'text', optional);
const text = argument('TEXT', 'ТЕКСТ');
const mode = argument('adv|dis', 'преим|помеха', 'text', optional);

const list = {
  roll: {
    words: { en: ['roll', 'r'], ru: ['бросок', 'к', 'бросить'] },
    arguments: [dice, label],
    who: 'player',
    help: { en: 'Rolls dice for everybody to see.', ru: 'Бросает кости у всех на виду.' },
    examples: { en: ['/roll 1d20+5 # stealth', '/r 2d6'], ru: ['/бросок 1к20+5 # скрытность', '/к 2к6'] },
  },
  gmroll: {
    words: { en: ['gmroll', 'gmr'], ru: ['гмбросок', 'мастербросок'] },
    arguments: [dice, label],
    who: 'player',
    help: { en: 'Rolls for you and the DM alone.', ru: 'Бросок видите только вы и мастер.' },
    examples: { en: ['/gmroll 1d20+3'], ru: ['/гмбросок 1к20+3'] },
  },
  blindroll: {
    words: { en: ['blindroll', 'broll'], ru: ['слепойбросок', 'вслепую'] },
    arguments: [dice, label],
    who: 'player',
    help: { en: 'Rolls for the DM alone: you do not see it either.', ru: 'Бросок видит только мастер: вы его тоже не видите.' },
    examples: { en: ['/blindroll 1d20+2 # insight'], ru: ['/слепойбросок 1к20+2 # проницательность'] },
  },
  selfroll: {
    words: { en: ['selfroll', 'sroll'], ru: ['бросоксебе', 'себебросок'] },
    arguments: [dice, label],
    who: 'player',
    help: { en: 'Rolls for you alone; the DM does not know.', ru: 'Бросок только для вас; мастер о нём не знает.' },
    examples: { en: ['/selfroll 1d100'], ru: ['/бросоксебе 1к100'] },
  },
  note: {
    words: { en: ['note'], ru: ['заметка'] },
    arguments: [text],
    who: 'anybody',
    help: {
      en: 'A note for yourself: nobody else sees it, the DM neither.',
      ru: 'Заметка для себя: её не видит никто, и мастер тоже.',
    },
    examples: { en: ['/note The key is under the stone.'], ru: ['/заметка Ключ под камнем.'] },
  },
  gm: {
    words: { en: ['gm', 'gmk', 'dm'], ru: ['мастеру', 'гм'] },
    arguments: [text],
    who: 'player',
    help: {
      en: 'Asks the DM in private. It answers you alone, in writing.',
      ru: 'Вопрос мастеру наедине. Он ответит вам одному, письменно.',
    },
    examples: { en: ['/gm Do I believe her?'], ru: ['/мастеру Верю ли я ей?'] },
  },
  w: {
    words: { en: ['w', 'whisper'], ru: ['ш', 'шепот', 'шепнуть'] },
    arguments: [argument('NAME', 'ИМЯ', 'person'), text],
    who: 'anybody',
    help: {
      en: 'Whispers to one person. Nobody else sees it, the DM neither.',
      ru: 'Шёпот одному человеку. Больше его не видит никто, и мастер тоже.',
    },
    examples: {
      en: ['/w Boris Watch the door.', '/w "Old Ben" Psst!'],
      ru: ['/ш Борису Следи за дверью.', '/ш «Старому Бену» Тсс!'],
    },
  },
  ooc: {
    words: { en: ['ooc'], ru: ['вне'] },
    arguments: [text],
    who: 'anybody',
    help: { en: 'Out of character, for everybody but the DM.', ru: 'Вне роли, для всех, кроме мастера.' },
    examples: { en: ['/ooc Back in five minutes.'], ru: ['/вне Буду через пять минут.'] },
  },
  scene: {
    words: { en: ['scene'], ru: ['сцена'] },
    arguments: [
      argument('title|place|mood TEXT', 'название|место|настроение ТЕКСТ', 'choice', {
        isOptional: true,
        choices: SCENE_CHOICES,
      }),
    ],
    who: 'anybody',
    help: { en: 'Shows the scene. The host can change it.', ru: 'Показывает сцену. Хозяин стола может её менять.' },
    examples: { en: ['/scene', '/scene mood uneasy'], ru: ['/сцена', '/сцена настроение тревожное'] },
  },
  summary: {
    words: { en: ['summary'], ru: ['сводка', 'итог'] },
    arguments: [],
    who: 'anybody',
    help: { en: 'Shows you what has happened this evening.', ru: 'Показывает вам, что было этим вечером.' },
    examples: { en: ['/summary'], ru: ['/сводка'] },
  },
  recap: {
    words: { en: ['recap'], ru: ['пересказ', 'прежде'] },
    arguments: [],
    who: 'player',
    help: { en: 'Asks the DM to tell everybody what happened before.', ru: 'Просит мастера рассказать всем, что было прежде.' },
    examples: { en: ['/recap'], ru: ['/пересказ'] },
  },
  init: {
    words: { en: ['init', 'i'], ru: ['иниц', 'инициатива'] },
    arguments: [
      argument('list|begin|join|add|roll|next|…', 'список|начать|войти|добавить|бросить|дальше|…', 'choice', {
        isOptional: true,
        choices: INIT_CHOICES,
      }),
    ],
    who: 'anybody',
    help: { en: 'Leads a fight: order, turns, hit points, conditions.', ru: 'Ведёт бой: порядок, ходы, хиты, состояния.' },
    examples: {
      en: [
        '/init begin',
        '/init join',
        '/init add goblin -n 3',
        '/init roll',
        '/init next',
        '/init hp goblin -5 fire',
        '/init cond goblin prone 2',
      ],
      ru: [
        '/иниц начать',
        '/иниц войти',
        '/иниц добавить гоблин -n 3',
        '/иниц бросить',
        '/иниц дальше',
        '/иниц хиты гоблин -5 огонь',
        '/иниц состояние гоблин сбит 2',
      ],
    },
  },
  hp: {
    words: { en: ['hp'], ru: ['хиты', 'хп'] },
    arguments: [
      argument('NAME', 'ИМЯ', 'text', optional),
      argument('-5|+5|temp 5', '-5|+5|временные 5', 'text', optional),
      argument('DAMAGE TYPE', 'ВИД УРОНА', 'text', optional),
    ],
    who: 'player',
    help: { en: 'Shows hit points, hurts, heals.', ru: 'Показывает хиты, ранит, лечит.' },
    examples: {
      en: ['/hp', '/hp -5 fire', '/hp +2d4', '/hp temp 6', '/hp goblin -7'],
      ru: ['/хиты', '/хиты -5 огонь', '/хиты +2к4', '/хиты временные 6', '/хиты гоблин -7'],
    },
  },
  attack: {
    words: { en: ['attack', 'a'], ru: ['атака', 'атаковать'] },
    arguments: [argument('WITH WHAT', 'ЧЕМ'), argument('WHOM', 'КОГО'), mode, argument('reaction', 'реакция', 'text', optional)],
    who: 'player',
    help: { en: 'Attacks: the engine rolls to hit and for damage.', ru: 'Атака: попадание и урон бросает движок.' },
    examples: {
      en: ['/attack longsword goblin adv', '/attack bow -t "goblin 2"'],
      ru: ['/атака меч гоблин преим', '/атака лук -t «гоблин 2»'],
    },
  },
  check: {
    words: { en: ['check', 'c'], ru: ['проверка'] },
    arguments: [argument('SKILL', 'НАВЫК'), argument('DIFFICULTY', 'СЛОЖНОСТЬ', 'text', optional), mode, label],
    who: 'player',
    help: { en: 'A check of a skill or an ability.', ru: 'Проверка навыка или характеристики.' },
    examples: {
      en: ['/check stealth', '/check perception 15 adv # the far door'],
      ru: ['/проверка скрытность', '/проверка внимательность 15 преим # дальняя дверь'],
    },
  },
  save: {
    words: { en: ['save', 's'], ru: ['спас', 'спасбросок'] },
    arguments: [
      argument('ABILITY|death', 'ХАРАКТЕРИСТИКА|смерть'),
      argument('DIFFICULTY', 'СЛОЖНОСТЬ', 'text', optional),
      mode,
      label,
    ],
    who: 'player',
    help: { en: 'A saving throw; `death` for a death save.', ru: 'Спасбросок; «смерть» — спасбросок от смерти.' },
    examples: { en: ['/save dexterity 14', '/save death'], ru: ['/спас ловкость 14', '/спас смерть'] },
  },
  cast: {
    words: { en: ['cast'], ru: ['закл', 'заклинание'] },
    arguments: [argument('SPELL', 'ЗАКЛИНАНИЕ'), argument('-l LEVEL', '-круг ЧИСЛО', 'text', optional)],
    who: 'player',
    help: { en: 'Casts a spell of your sheet and spends the slot.', ru: 'Заклинание с вашего листа; тратит ячейку.' },
    examples: { en: ['/cast shield', '/cast magic missile -l 3'], ru: ['/закл щит', '/закл волшебная стрела -круг 3'] },
  },
  rest: {
    words: { en: ['rest'], ru: ['отдых'] },
    arguments: [argument('short|long', 'короткий|долгий', 'choice', { choices: REST_CHOICES })],
    who: 'player',
    help: { en: 'A short or a long rest.', ru: 'Короткий или долгий отдых.' },
    examples: { en: ['/rest short 2', '/rest long'], ru: ['/отдых короткий 2', '/отдых долгий'] },
  },
  undo: {
    words: { en: ['undo'], ru: ['отмена'] },
    arguments: [],
    who: 'player',
    help: {
      en: 'Takes your last step in the game back. A die that fell stays fallen.',
      ru: 'Отменяет ваш последний шаг в игре. Выпавшее на костях остаётся.',
    },
    examples: { en: ['/undo'], ru: ['/отмена'] },
  },
  x: {
    words: { en: ['x', 'card'], ru: ['х', 'карта'] },
    arguments: [argument('stop|slow|go', 'стоп|тише|дальше', 'choice', { isOptional: true, choices: CARD_CHOICES })],
    who: 'anybody',
    help: {
      en: 'Shows a safety card to everybody, without your name.',
      ru: 'Показывает всем карту безопасности, без вашего имени.',
    },
    examples: { en: ['/x', '/x slow'], ru: ['/карта', '/карта тише'] },
  },
  help: {
    words: { en: ['help'], ru: ['помощь'] },
    arguments: [argument('COMMAND', 'КОМАНДА', 'command', optional)],
    who: 'anybody',
    help: { en: 'Lists the commands, or explains one.', ru: 'Перечисляет команды или объясняет одну.' },
    examples: { en: ['/help', '/help roll'], ru: ['/помощь', '/помощь бросок'] },
  },
} as const satisfies Record<string, Omit<CommandSpec, 'name'>>;

export type CommandName = keyof typeof list;

/** Every command of the chat, in the order of help: what the parser, the help and the completion read. (G7.1) */
export const COMMANDS: readonly CommandSpec[] = Object.entries(list).map(([name, spec]) => ({
  name: name as CommandName,
  ...spec,
}));
