import { type Adventure, type SceneNode, type Told, textsOf } from './adventure.ts';
import { presentNpcs } from './match.ts';
import { type AdventureState, holds } from './state.ts';
import { soundsOf } from './understand.ts';
import type { AdventureView } from './view.ts';

/** How many things are offered at once: more than three are not remembered by ear. */
const HINTS_OFFERED = 3;
/** How many of the DM's last lines a variant must not repeat. */
const LINES_REMEMBERED = 24;

/** A variant of a text that was not among the DM's last lines, starting from one that the length of the evening chooses. */
export function choose(variants: readonly string[], view: AdventureView): string {
  const start = view.lines.length % variants.length;
  const turned = [...variants.slice(start), ...variants.slice(0, start)];
  return turned.find((variant) => !wasTold(variant, view)) ?? turned[0] ?? '';
}

/** Whether the DM's last lines hold the first sentence of a text. Values that were filled in are not compared. */
export function wasTold(text: string, view: AdventureView): boolean {
  const opening = firstSentence(text);
  const told = view.lines.filter(({ seatId }) => seatId === null).slice(-LINES_REMEMBERED);
  return opening !== '' && ` ${soundsOf(told.map((line) => line.text).join(' '))} `.includes(` ${opening} `);
}

/** Sounds of the first sentence of a text, up to the first value that is filled in. */
export function firstSentence(text: string): string {
  const line = text.replace(/^\[[^\]]*\]\s*/u, '').split('{')[0] ?? '';
  return soundsOf(line.split(/(?<=[.!?…])\s/u)[0] ?? '');
}

export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/gu, (whole, key: string) => values[key] ?? whole);
}

export function tell(adventure: Adventure, key: string, view: AdventureView): string {
  return choose(textsOf(adventure.telling, key), view);
}

/** The first text whose guard holds. */
export function pickTold(told: readonly Told[], state: AdventureState): string {
  const found = told.find(({ when }) => holds(when, state));
  if (found === undefined) throw new RangeError('a list of texts must end with one that always holds');
  return found.says;
}

/** What can be done here, in words that fit behind "you can": three at most, others each time. */
export function offerHints(adventure: Adventure, scene: SceneNode, state: AdventureState, view: AdventureView): string {
  const options = scene.options
    .filter(({ guard, outcomes }) => holds(guard, state) && !isExhausted(outcomes, state))
    .flatMap(({ hint }) => (hint === undefined ? [] : [hint]));
  const talks = presentNpcs(adventure, scene, state).map(({ id }) => `hint.talk.${id}`);
  const hints = [...options, ...talks].map((key) => textsOf(adventure.telling, key)[0] ?? '');
  const start = hints.length <= HINTS_OFFERED ? 0 : view.lines.length % hints.length;
  const offered = [...hints.slice(start), ...hints.slice(0, start)].slice(0, HINTS_OFFERED);
  const last = offered.at(-1) ?? '';
  const before = offered.slice(0, -1).join(', ');
  return before === '' ? last : `${before} ${adventure.phrases.or} ${last}`;
}

/** Nothing new would come of it: everything that it sets is set. */
function isExhausted(outcomes: SceneNode['options'][number]['outcomes'], state: AdventureState): boolean {
  const sets = (outcomes ?? []).flatMap((outcome) => outcome.sets ?? []);
  const leads = (outcomes ?? []).some(({ to }) => to !== undefined);
  return sets.length > 0 && !leads && sets.every((flag) => state.flags.has(flag));
}
