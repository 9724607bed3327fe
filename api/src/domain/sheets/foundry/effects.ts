import type { Character } from '@skald/protocol';
import { conditionOf } from '../known-words.ts';
import type { Source } from '../source.ts';
import { clipText, oneLine } from '../text.ts';
import { at, isObject, objectsOf, textOf, type JsonObject } from '../tree.ts';

type Vitals = Character['vitals'];

/** Id that dnd5e itself gives the effect of a status: 16 characters. */
export function statusEffectId(status: string): string {
  return `dnd5e${status}`.slice(0, 16).padEnd(16, '0');
}

/**
 * Conditions, concentration, and whether the actor is dead or stable, out of the actor's effects. An effect that does nothing else is
 * taken from the list.
 */
export function readStatuses(actor: Source): Pick<Vitals, 'conditions' | 'concentration'> & { statuses: ReadonlySet<string> } {
  const conditions: Vitals['conditions'] = [];
  const seen = new Set<string>();
  let concentration: string | null = null;
  const left: JsonObject[] = [];
  for (const effect of objectsOf(actor.peek('effects'))) {
    const statuses = at(effect, 'disabled') === true ? [] : statusesOf(effect);
    const known = statuses.filter(
      (status) => conditionOf(status) !== null || ['dead', 'stable', 'concentrating'].includes(status),
    );
    for (const status of known) seen.add(status);
    for (const condition of known.map(conditionOf)) {
      if (condition === null || conditions.length >= 30 || conditions.some((one) => one.condition === condition)) continue;
      const level = condition === 'exhaustion' ? exhaustionOf(effect) : 1;
      const source = clipText(oneLine(textOf(at(effect, 'flags', 'skald', 'source'))), 80);
      conditions.push({ condition, level, source, ends: null, heldBy: null });
    }
    if (known.includes('concentrating')) concentration ??= concentrationOf(effect);
    if (known.length === 0 || objectsOf(at(effect, 'changes')).length > 0) left.push(effect);
  }
  if (actor.peek('effects') !== undefined) actor.fields.effects = left;
  const exhaustion = actor.child('system').child('attributes').whole('exhaustion', { min: 0, max: 6 }) ?? 0;
  if (exhaustion > 0 && !conditions.some((one) => one.condition === 'exhaustion') && conditions.length < 30)
    conditions.push({ condition: 'exhaustion', level: exhaustion, source: '', ends: null, heldBy: null });
  return { conditions, concentration, statuses: seen };
}

/** alive, dying, stable or dead, from what a sheet says of them. */
export function lifeOf(current: number, deathSaves: Vitals['deathSaves'], statuses: ReadonlySet<string>): Vitals['life'] {
  if (current > 0) return 'alive';
  if (statuses.has('dead') || deathSaves.failures >= 3) return 'dead';
  return statuses.has('stable') || deathSaves.successes >= 3 ? 'stable' : 'dying';
}

function statusesOf(effect: JsonObject): string[] {
  const listed = at(effect, 'statuses');
  const old = at(effect, 'flags', 'core', 'statusId');
  const all = [...(Array.isArray(listed) ? listed : []), old];
  return [...new Set(all.filter((one) => typeof one === 'string'))];
}

function exhaustionOf(effect: JsonObject): number {
  const level = at(effect, 'flags', 'dnd5e', 'exhaustionLevel');
  return typeof level === 'number' ? Math.min(6, Math.max(1, Math.trunc(level))) : 1;
}

function concentrationOf(effect: JsonObject): string {
  const own = at(effect, 'flags', 'skald', 'concentration');
  const item = at(effect, 'flags', 'dnd5e', 'item', 'data');
  const named = isObject(item) ? at(item, 'name') : undefined;
  const name = textOf(at(effect, 'name')).replace(/^[^:]{1,40}:\s*/, '');
  return clipText(oneLine(textOf(own) || textOf(named) || name), 80) || '?';
}
