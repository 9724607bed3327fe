import {
  CONDITION_WORDS,
  type CombatantView,
  type EncounterView,
  type GameView,
  type HealthWord,
  type Language,
  type Scene,
  type Vitals,
} from '@skald/protocol';

const HEALTH: Readonly<Record<HealthWord, Readonly<Record<Language, string>>>> = {
  healthy: { en: 'healthy', ru: 'невредим' },
  injured: { en: 'injured', ru: 'ранен' },
  bloodied: { en: 'bloodied', ru: 'окровавлен' },
  critical: { en: 'critical', ru: 'при последнем издыхании' },
  down: { en: 'down', ru: 'повержен' },
  dead: { en: 'dead', ru: 'мёртв' },
};

const WORDS = {
  en: {
    noScene: 'No scene has been set yet.',
    present: 'Present',
    noFight: 'No fight is going on.',
    round: 'Round',
    gathering: 'Before the first round',
    noSheets: 'Nobody has a sheet yet.',
    undone: 'Taken back.',
    recorded: 'Done.',
    blind: 'The dice fell. The Dungeon Master alone sees them.',
  },
  ru: {
    noScene: 'Сцена ещё не задана.',
    present: 'Здесь',
    noFight: 'Сейчас нет боя.',
    round: 'Раунд',
    gathering: 'До первого раунда',
    noSheets: 'Листов пока ни у кого нет.',
    undone: 'Отменено.',
    recorded: 'Сделано.',
    blind: 'Кости брошены. Их видит только мастер.',
  },
} as const;

/** Short answers to the asker alone. */
export function wordOf(key: 'undone' | 'recorded' | 'blind', language: Language): string {
  return WORDS[language][key];
}

/** The scene in words. */
export function showScene(scene: Scene | null, language: Language): string {
  if (scene === null) return WORDS[language].noScene;
  const present = scene.present.map(({ name }) => name).join(', ');
  const lines = [scene.title, scene.place, scene.mood, present === '' ? '' : `${WORDS[language].present}: ${present}`];
  return lines.filter((line) => line !== '').join('\n') || WORDS[language].noScene;
}

/** The order of a fight in words, as the asker may see it. */
export function showFight(encounter: EncounterView | null, language: Language): string {
  const words = WORDS[language];
  if (encounter === null) return words.noFight;
  const head = encounter.state === 'gathering' ? words.gathering : `${words.round} ${encounter.round}`;
  const lines = encounter.combatants.map((one) => {
    const mark = one.combatantId === encounter.turnOf ? '▶' : '·';
    return `${mark} ${one.initiative ?? '—'} ${one.name}: ${healthOf(one, language)}${conditionsOf(one, language)}`;
  });
  return [head, ...lines].join('\n');
}

/** Hit points of the party's characters. */
export function showHitPoints({ characters }: GameView, language: Language): string {
  const lines = characters.map(({ name, vitals }) => `· ${name}: ${pointsOf(vitals)}`);
  return lines.length === 0 ? WORDS[language].noSheets : lines.join('\n');
}

function healthOf({ health }: CombatantView, language: Language): string {
  return health.kind === 'words' ? HEALTH[health.word][language] : pointsOf(health.vitals);
}

function pointsOf({ hitPoints: { current, max, temporary } }: Vitals): string {
  return `${current}/${max}${temporary > 0 ? ` +${temporary}` : ''}`;
}

function conditionsOf({ conditions }: CombatantView, language: Language): string {
  const names = conditions.map(({ condition }) => CONDITION_WORDS[condition][language][0]);
  return names.length === 0 ? '' : ` (${names.join(', ')})`;
}
