import type { FlameMood } from './flame-mood.ts';

/** One spark of the flame. Places are shares of the flame's width and height; `age` 0 to 1. */
interface Spark {
  x: number;
  y: number;
  age: number;
  lifeS: number;
  size: number;
  sway: number;
}

export interface FlameState {
  readonly sparks: readonly Spark[];
  readonly mood: FlameMood;
  /** Loudness that the flame shows, 0 to 1; it follows the voice a little late. */
  readonly level: number;
  readonly timeS: number;
}

const SPARKS_PER_SECOND = 80;
const LONGEST_STEP_S = 0.05;

export function coldFlame(mood: FlameMood): FlameState {
  return { sparks: [], mood, level: 0, timeS: 0 };
}

/** The flame some time later. `level` is the voice's loudness now, 0 to 1; `random` gives 0 to 1. */
export function stepFlame(
  flame: FlameState,
  wanted: FlameMood,
  level: number,
  elapsedS: number,
  random: () => number,
): FlameState {
  const stepS = Math.min(elapsedS, LONGEST_STEP_S);
  const mood = approachMood(flame.mood, wanted, 1 - Math.exp(-stepS * 4));
  const loud = wanted.followsVoice ? level : 0;
  const shown = flame.level + (loud - flame.level) * (1 - Math.exp(-stepS * 14));
  const timeS = flame.timeS + stepS;
  const sparks = flame.sparks.map((spark) => moveSpark(spark, mood, timeS, stepS)).filter((spark) => spark.age < 1);
  const due = SPARKS_PER_SECOND * stepS * (0.3 + mood.heat * 0.8 + shown * 0.5);
  const births = Math.floor(due) + (random() < due % 1 ? 1 : 0);
  for (let index = 0; index < births; index += 1) sparks.push(lightSpark(mood, shown, random));
  return { sparks, mood, level: shown, timeS };
}

/** Brightness of the light on the table, 0 to about 1.2: breath, flicker and voice together. */
export function brightnessOf({ mood, level, timeS }: FlameState): number {
  const breath = Math.sin(timeS * 1.3) * 0.05;
  const flutter = (Math.sin(timeS * 11.3) * Math.sin(timeS * 7.1) + Math.sin(timeS * 23) * 0.4) * 0.12 * mood.flicker;
  return Math.max(0, 0.18 + mood.heat * 0.72 + breath * mood.heat + flutter + level * 0.35);
}

function lightSpark(mood: FlameMood, level: number, random: () => number): Spark {
  const spread = (random() + random() - 1) * 0.15 * (0.5 + mood.heat * 0.7);
  return {
    x: 0.5 + spread,
    y: 0.845 - Math.abs(spread) * 0.5,
    age: 0,
    lifeS: (0.4 + random() * 0.75) * (0.55 + mood.heat * 0.75 + level * 0.35) * (1 - Math.min(0.55, Math.abs(spread) * 2.6)),
    size: (0.12 + random() * 0.12) * (0.45 + mood.heat * 0.6 + level * 0.14),
    sway: random() * Math.PI * 2,
  };
}

function moveSpark(spark: Spark, mood: FlameMood, timeS: number, stepS: number): Spark {
  const wind = Math.sin(timeS * (2.4 + mood.flicker * 7) + spark.y * 5) * (0.05 + mood.flicker * 0.15);
  const curl = Math.sin(timeS * 5 + spark.sway) * 0.07;
  const pull = (0.5 - spark.x) * 1.5;
  return {
    ...spark,
    x: spark.x + (wind * spark.age + curl * spark.age + pull * 0.7 + mood.lean * 0.32 * spark.age) * stepS,
    y: spark.y - (0.46 + mood.heat * 0.3) * stepS,
    age: spark.age + stepS / spark.lifeS,
  };
}

function approachMood(from: FlameMood, to: FlameMood, share: number): FlameMood {
  const towards = (a: number, b: number): number => a + (b - a) * share;
  const turn = ((to.hue - from.hue + 540) % 360) - 180;
  return {
    hue: (from.hue + turn * share + 360) % 360,
    heat: towards(from.heat, to.heat),
    flicker: towards(from.flicker, to.flicker),
    lean: towards(from.lean, to.lean),
    followsVoice: to.followsVoice,
  };
}
