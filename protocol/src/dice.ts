import { z } from 'zod';

/** Most dice one roll may draw, those that were rerolled or exploded included. */
export const MAX_DICE = 1_000;
export const MAX_SIDES = 1_000;
/** Most parts of one node: the longest notation has fewer. */
const MAX_PARTS = 128;

/** What happened to a die, besides being kept or dropped. */
export const DIE_MARKS = [
  'rerolled',
  'exploded',
  'compounded',
  'penetrated',
  'raised',
  'lowered',
  'success',
  'failure',
  'critical',
  'fumble',
  'capped',
] as const;
export const dieMarkSchema = z.enum(DIE_MARKS);
export type DieMark = z.infer<typeof dieMarkSchema>;

export const rolledDieSchema = z.object({
  /** What it showed; several faces for a die that exploded into itself. -1, 0 or 1 for a Fate die. */
  faces: z.array(z.int().min(-1).max(MAX_SIDES)).min(1).max(MAX_DICE),
  /** What it adds while it is kept. Other than the face where it was raised, lowered, compounded or penetrated. */
  counts: z.int(),
  /** False for a die that was dropped or rerolled: shown, and not counted. */
  kept: z.boolean(),
  /**
   * `rerolled`: replaced by the die after it. `exploded`: brought another die. `compounded`: the other die is among its faces.
   * `penetrated`: came from an explosion and counts one less. `critical`, `fumble`: a d20 that counts and shows 20 or 1.
   * `capped`: would have gone on if the roll had any dice left.
   */
  marks: z.array(dieMarkSchema).max(DIE_MARKS.length),
});
export type RolledDie = z.infer<typeof rolledDieSchema>;

export const diceOperatorSchema = z.enum(['+', '-', '*', '/', '//', '%']);
export type DiceOperator = z.infer<typeof diceOperatorSchema>;
export const diceFunctionSchema = z.enum(['floor', 'ceil', 'round', 'abs', 'min', 'max']);
export type DiceFunction = z.infer<typeof diceFunctionSchema>;

/** Deepest tree. Notation is read to a depth that stays below it. */
export const MAX_ROLL_DEPTH = 80;

/** `value` may have a fraction: only the total of a roll is rounded. `label` is what was written in brackets, as `[fire]`. */
const common = { value: z.number(), label: z.string().max(80).nullable() };
const notation = z.string().max(256);

/** One term of dice; `sides` is 3 for Fate dice. With `isCount` the value is successes less failures, not a sum. */
const diceNodeSchema = z.object({
  ...common,
  kind: z.literal('dice'),
  notation,
  sides: z.int().min(2).max(MAX_SIDES),
  isFate: z.boolean(),
  isCount: z.boolean(),
  dice: z.array(rolledDieSchema).max(MAX_DICE),
});
const numberNodeSchema = z.object({ ...common, kind: z.literal('number') });

export type DiceRollNode = z.infer<typeof diceNodeSchema>;
type NumberRollNode = z.infer<typeof numberNodeSchema>;
interface Common {
  value: number;
  label: string | null;
}
/** Parts one after the other, worked out from the left; the first has no operator. */
export interface ChainRollNode extends Common {
  kind: 'chain';
  parts: { operator: DiceOperator | null; node: RollNode }[];
}
export interface PowerRollNode extends Common {
  kind: 'power';
  base: RollNode;
  exponent: RollNode;
}
export interface NegationRollNode extends Common {
  kind: 'negation';
  operand: RollNode;
}
export interface CallRollNode extends Common {
  kind: 'call';
  name: DiceFunction;
  items: RollNode[];
}
/** Expressions side by side, some of which may be dropped. `notation` has what was done to them, as `kh1`. */
export interface GroupRollNode extends Common {
  kind: 'group';
  notation: string;
  isCount: boolean;
  items: { kept: boolean; outcome: 'success' | 'failure' | null; node: RollNode }[];
}
/** A roll as it was read and drawn: everything a page needs to show it, and nothing else. Recursion cannot be derived from a schema. */
export type RollNode =
  | DiceRollNode
  | NumberRollNode
  | ChainRollNode
  | PowerRollNode
  | NegationRollNode
  | CallRollNode
  | GroupRollNode;

const byDepth = new Map<number, z.ZodType<RollNode>>();

/** Reads a node in which others lie at most `depth` deep, one in the other. */
function nodeSchema(depth: number): z.ZodType<RollNode> {
  const known = byDepth.get(depth);
  if (known !== undefined) return known;
  const leaves = [diceNodeSchema, numberNodeSchema] as const;
  const node = z.lazy(() => nodeSchema(depth - 1));
  const schema =
    depth === 0 ? z.discriminatedUnion('kind', leaves) : z.discriminatedUnion('kind', [...leaves, ...nestingSchemas(node)]);
  byDepth.set(depth, schema);
  return schema;
}

function nestingSchemas(node: z.ZodType<RollNode>) {
  const part = z.object({ operator: diceOperatorSchema.nullable(), node });
  const outcome = z.enum(['success', 'failure']).nullable();
  const item = z.object({ kept: z.boolean(), outcome, node });
  return [
    z.object({ ...common, kind: z.literal('chain'), parts: z.array(part).min(2).max(MAX_PARTS) }),
    z.object({ ...common, kind: z.literal('power'), base: node, exponent: node }),
    z.object({ ...common, kind: z.literal('negation'), operand: node }),
    z.object({ ...common, kind: z.literal('call'), name: diceFunctionSchema, items: z.array(node).min(1).max(MAX_PARTS) }),
    z.object({
      ...common,
      kind: z.literal('group'),
      notation,
      isCount: z.boolean(),
      items: z.array(item).min(1).max(MAX_PARTS),
    }),
  ] as const;
}

export const rollNodeSchema = nodeSchema(MAX_ROLL_DEPTH);
