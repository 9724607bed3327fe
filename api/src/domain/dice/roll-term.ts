import type { DieMark, RolledDie } from '@skald/protocol';
import {
  type Comparison,
  type CountModifier,
  type DiceModifier,
  type DiceNode,
  type ExplosionManner,
  passes,
  passesOne,
  type SelectModifier,
  type Selector,
} from './expression.ts';

/** Where chance comes from. */
export interface RandomSource {
  /** A whole number from 0 to `sides` - 1, each equally likely. */
  next(sides: number): number;
}

/** What is drawn during one roll. */
export interface Drawing {
  readonly random: RandomSource;
  /** Sides and value (from 1) of every die drawn, in the order of drawing. */
  readonly draws: [sides: number, value: number][];
  /** How many dice rerolls and explosions may still draw. */
  spare: number;
}

/** Draws the dice of a term and does to them what its modifiers say, from the left. Throws RangeError for a wrong source. */
export function rollTerm(node: DiceNode, drawing: Drawing): RolledDie[] {
  let dice: RolledDie[] = [];
  for (let index = 0; index < node.count; index += 1) dice.push(drawDie(node, drawing));
  for (const modifier of node.modifiers) dice = applyModifier(dice, modifier, node, drawing);
  return dice;
}

/** Keeps or drops; marks what is not to count. Among equals the earlier ones are kept. */
export function select(
  items: readonly { kept: boolean }[],
  values: readonly number[],
  { kind, selectors }: SelectModifier,
): void {
  const left = items.flatMap((item, index) => (item.kept ? [index] : []));
  const chosen = new Set<number>();
  for (const selector of selectors) for (const index of choose(left, values, selector, kind)) chosen.add(index);
  for (const index of left) {
    const item = items[index];
    if (item !== undefined) item.kept = chosen.has(index) === (kind === 'keep');
  }
}

/** Whether a value is a success or a failure; it may be both. */
export function judge(value: number, { successes, failures }: CountModifier): { isSuccess: boolean; isFailure: boolean } {
  return { isSuccess: passesOne(successes, value), isFailure: passesOne(failures, value) };
}

/** Marks successes and failures among the dice that are kept. */
export function countDice(dice: readonly RolledDie[], modifier: CountModifier): void {
  for (const die of dice) {
    if (!die.kept) continue;
    const { isSuccess, isFailure } = judge(die.counts, modifier);
    if (isSuccess) die.marks.push('success');
    if (isFailure) die.marks.push('failure');
  }
}

/** What the dice of a term come to: their sum, or successes less failures. */
export function valueOf(dice: readonly RolledDie[], isCount: boolean): number {
  let value = 0;
  for (const die of dice) {
    if (!die.kept) continue;
    if (!isCount) value += die.counts;
    else value += Number(die.marks.includes('success')) - Number(die.marks.includes('failure'));
  }
  return value;
}

function drawFace({ sides, isFate }: DiceNode, { random, draws }: Drawing): number {
  const drawn = random.next(sides);
  if (!Number.isInteger(drawn) || drawn < 0 || drawn >= sides) throw new RangeError(`a d${sides} drew ${drawn}`);
  draws.push([sides, drawn + 1]);
  return isFate ? drawn - 1 : drawn + 1;
}

function drawDie(node: DiceNode, drawing: Drawing): RolledDie {
  const face = drawFace(node, drawing);
  return { faces: [face], counts: face, kept: true, marks: [] };
}

function applyModifier(dice: RolledDie[], modifier: DiceModifier, node: DiceNode, drawing: Drawing): RolledDie[] {
  switch (modifier.kind) {
    case 'keep':
    case 'drop':
      select(
        dice,
        dice.map(({ counts }) => counts),
        modifier,
      );
      return dice;
    case 'reroll':
      return dice.flatMap((die) => (die.kept ? reroll(die, modifier, node, drawing) : [die]));
    case 'explode':
      return explode(dice, modifier, node, drawing);
    case 'raise':
    case 'lower':
      for (const die of dice) if (die.kept) limit(die, modifier.kind, modifier.value);
      return dice;
    case 'count':
      countDice(dice, modifier);
      return dice;
  }
}

function choose(left: readonly number[], values: readonly number[], selector: Selector, kind: 'keep' | 'drop'): number[] {
  const valueAt = (index: number): number => values[index] ?? 0;
  if (selector.kind === 'faces') return left.filter((index) => passes(selector.faces, valueAt(index)));
  const direction = selector.kind === 'highest' ? -1 : 1;
  const ties = kind === 'keep' ? 1 : -1;
  const ordered = left.toSorted((a, b) => direction * (valueAt(a) - valueAt(b)) || ties * (a - b));
  return ordered.slice(0, selector.count);
}

function reroll(
  die: RolledDie,
  { until, faces }: { until: boolean; faces: readonly Comparison[] },
  node: DiceNode,
  drawing: Drawing,
): RolledDie[] {
  const all = [die];
  for (let last = die; passesOne(faces, last.counts); ) {
    if (drawing.spare === 0) {
      last.marks.push('capped');
      break;
    }
    drawing.spare -= 1;
    last.kept = false;
    last.marks.push('rerolled');
    last = drawDie(node, drawing);
    all.push(last);
    if (!until) break;
  }
  return all;
}

function explode(
  dice: readonly RolledDie[],
  { manner, faces }: { manner: ExplosionManner; faces: readonly Comparison[] },
  node: DiceNode,
  drawing: Drawing,
): RolledDie[] {
  const all: RolledDie[] = [];
  let isOver = false;
  for (const die of dice) {
    all.push(die);
    if (!die.kept || isOver) continue;
    const before = all.length;
    if (manner === 'compound' || manner === 'compound_penetrate') compound(die, manner, faces, node, drawing);
    else chain(all, manner, faces, node, drawing);
    isOver = manner === 'first' && all.length > before;
  }
  return all;
}

/** Adds dice behind the last one for as long as the last one explodes. */
function chain(all: RolledDie[], manner: ExplosionManner, faces: readonly Comparison[], node: DiceNode, drawing: Drawing): void {
  let last = all.at(-1);
  for (let face = last?.counts; last !== undefined && face !== undefined && passesOne(faces, face); face = last.faces[0]) {
    if (!mark(last, 'exploded', drawing)) return;
    last = drawDie(node, drawing);
    if (manner === 'penetrate') {
      last.counts -= 1;
      last.marks.push('penetrated');
    }
    all.push(last);
    if (manner !== 'open' && manner !== 'penetrate') return;
  }
}

/** The die grows by what it brings. */
function compound(die: RolledDie, manner: ExplosionManner, faces: readonly Comparison[], node: DiceNode, drawing: Drawing): void {
  for (let face = die.counts; passesOne(faces, face); ) {
    if (!mark(die, 'compounded', drawing)) return;
    face = drawFace(node, drawing);
    die.faces.push(face);
    die.counts += manner === 'compound_penetrate' ? face - 1 : face;
  }
}

/** Takes one of the dice that are left to draw; without any, the die is marked as capped and false returned. */
function mark(die: RolledDie, done: DieMark, drawing: Drawing): boolean {
  const isLeft = drawing.spare > 0;
  const reached = isLeft ? done : 'capped';
  if (isLeft) drawing.spare -= 1;
  if (!die.marks.includes(reached)) die.marks.push(reached);
  return isLeft;
}

function limit(die: RolledDie, kind: 'raise' | 'lower', value: number): void {
  if (kind === 'raise' ? die.counts >= value : die.counts <= value) return;
  die.counts = value;
  die.marks.push(kind === 'raise' ? 'raised' : 'lowered');
}
