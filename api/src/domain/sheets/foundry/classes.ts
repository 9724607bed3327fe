import { CLASSES, type Ability, type Character, type ClassKey } from '@skald/protocol';
import { classKeyOf } from '../known-words.ts';
import type { Source } from '../source.ts';
import { CASTING } from '../../rules/character/slots.ts';
import type { Progression } from '../spell-slots.ts';
import { at } from '../tree.ts';
import { abilityOfCode } from './context.ts';
import type { ClassHitPoints } from './hit-points.ts';

/** Identifiers of classes, species and backgrounds that our export marks as not of the SRD. */
export const CUSTOM_PREFIX = 'custom-';

export interface ReadClass extends ClassHitPoints {
  readonly entry: Character['classes'][number];
  readonly identifier: string;
  readonly progression: Progression;
  readonly castingAbility: Ability | null;
  readonly item: Source;
  readonly subclass: Source | null;
}

/** Classes with their subclasses: items of the types `class` and `subclass`. */
export function readClasses(items: readonly Source[]): ReadClass[] {
  const subclasses = items.filter((item) => item.peek('type') === 'subclass');
  const taken = new Set<Source>();
  return items
    .filter((item) => item.peek('type') === 'class')
    .slice(0, 6)
    .map((item, index) => {
      const identifier = identifierOf(item);
      const fitting = subclasses.filter((one) => !taken.has(one));
      const subclass = fitting.find((one) => at(one.fields, 'system', 'classIdentifier') === identifier) ?? null;
      if (subclass !== null) taken.add(subclass);
      return readClass(item, identifier, subclass, index);
    });
}

function readClass(item: Source, identifier: string, subclass: Source | null, index: number): ReadClass {
  const system = item.child('system');
  const name = item.line('name', 80) ?? `#${index + 1}`;
  const key = CLASSES.find((one) => one === identifier) ?? (identifier.startsWith(CUSTOM_PREFIX) ? null : classKeyOf(name));
  const level = system.whole('levels', { min: 1, max: 20 });
  if (level === null) system.problem('levels', 'missing');
  const hitDie = readHitDie(system);
  const spent = system.child('hd').whole('spent', { min: 0, max: 20 }) ?? system.whole('hitDiceUsed', { min: 0, max: 20 }) ?? 0;
  const spellcasting = [system.peek('spellcasting'), at(subclass?.fields, 'system', 'spellcasting')];
  const progressions = spellcasting.map((one) => progressionOf(typeof one === 'string' ? one : at(one, 'progression')));
  return {
    entry: {
      key,
      name,
      level: level ?? 1,
      subclass: subclass?.line('name', 80) ?? '',
      hitDie,
      hitDiceSpent: Math.min(spent, level ?? 1),
    },
    identifier,
    level: level ?? 1,
    hitDie,
    advancement: system.peek('advancement'),
    progression: progressionOfClass(progressions, key),
    castingAbility: spellcasting.map((one) => abilityOfCode(at(one, 'ability'))).find((one) => one !== null) ?? null,
    item,
    subclass,
  };
}

/** What class or subclass say of slots; what the class usually has, when neither says anything. */
function progressionOfClass(written: readonly (Progression | null)[], key: ClassKey | null): Progression {
  const said = written.find((one) => one !== null && one !== 'none') ?? written.find((one) => one !== null);
  return said ?? (key === null ? 'none' : CASTING[key].kind);
}

/** `system.hd.denomination` (dnd5e 4.4 and later), `system.hitDice` before. */
function readHitDie(system: Source): 6 | 8 | 10 | 12 {
  const dice = system.child('hd');
  const written = dice.line('denomination', 10) ?? system.line('hitDice', 10);
  const found = ([6, 8, 10, 12] as const).find((sides) => written === `d${sides}` || written === String(sides));
  if (found === undefined) system.problem('hd.denomination', written === null ? 'missing' : 'unknown_word');
  return found ?? 8;
}

function progressionOf(written: unknown): Progression | null {
  const known: readonly Progression[] = ['none', 'full', 'half', 'third', 'artificer', 'pact'];
  return known.find((one) => one === written) ?? null;
}

/** `system.identifier`, or the name as dnd5e makes one of it. */
export function identifierOf(item: Source): string {
  const written = at(item.fields, 'system', 'identifier');
  if (typeof written === 'string' && written !== '') return written.slice(0, 80);
  const name = item.peek('name');
  return typeof name === 'string'
    ? name
        .slice(0, 80)
        .toLowerCase()
        .replace(/[^\p{L}\d]+/gu, '-')
    : '';
}
