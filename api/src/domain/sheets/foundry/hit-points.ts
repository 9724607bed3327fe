import type { Character } from '@skald/protocol';
import type { Source } from '../source.ts';
import { at, isObject, objectsOf, type Json, type JsonObject } from '../tree.ts';
import { formulaField, modifier, type ActorContext } from './context.ts';

const POINTS = { min: 0, max: 9_999 };

/** A class as far as its hit points go. */
export interface ClassHitPoints {
  readonly level: number;
  readonly hitDie: number;
  /** The item's `system.advancement`: a list, or an object by id. */
  readonly advancement: Json | undefined;
}

/** Hit points of an actor: the written maximum, or what the classes' advancement, Constitution and bonuses come to. */
export function readHitPoints(
  system: Source,
  classes: readonly ClassHitPoints[],
  context: ActorContext,
): Character['vitals']['hitPoints'] {
  const points = system.child('attributes').child('hp');
  const bonuses = points.child('bonuses');
  const written = points.whole('max', POINTS);
  const perLevel = formulaField(bonuses, 'level', context.references) ?? 0;
  const overall = formulaField(bonuses, 'overall', context.references) ?? 0;
  const temporaryMax = points.whole('tempmax', { min: -9_999, max: 9_999 }) ?? 0;
  const base = written ?? levelPoints(points, classes, context) + perLevel * context.level + overall;
  const max = Math.min(POINTS.max, Math.max(1, base + temporaryMax));
  const value = points.whole('value', POINTS);
  if (value === null) points.problem('value', 'missing');
  return { max, current: Math.min(max, value ?? max), temporary: points.whole('temp', POINTS) ?? 0 };
}

function levelPoints(points: Source, classes: readonly ClassHitPoints[], context: ActorContext): number {
  const constitution = modifier(context.abilities.constitution);
  let isEstimated = classes.length === 0;
  let sum = 0;
  classes.forEach((one, classIndex) => {
    const values = advancementOf(one.advancement);
    for (let level = 1; level <= one.level; level += 1) {
      const written = values?.[String(level)];
      const isFirst = classIndex === 0 && level === 1;
      if (written !== 'max' && written !== 'avg' && typeof written !== 'number') isEstimated = true;
      const rolled = pointsOfLevel(written ?? (isFirst ? 'max' : 'avg'), one.hitDie);
      sum += Math.max(1, rolled + constitution);
    }
  });
  if (isEstimated) points.problem('max', 'estimated');
  return sum;
}

function pointsOfLevel(written: Json, hitDie: number): number {
  if (typeof written === 'number') return Math.min(hitDie, Math.max(1, Math.trunc(written)));
  return written === 'max' ? hitDie : hitDie / 2 + 1;
}

function advancementOf(advancement: Json | undefined): JsonObject | null {
  const list = Array.isArray(advancement) ? objectsOf(advancement) : isObject(advancement) ? Object.values(advancement) : [];
  const found = at(
    list.find((one) => at(one, 'type') === 'HitPoints'),
    'value',
  );
  return isObject(found) ? found : null;
}
