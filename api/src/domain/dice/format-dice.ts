import type {
  ChainNode,
  Comparison,
  DiceExpression,
  DiceModifier,
  DiceNode,
  ExplosionManner,
  ExpressionNode,
  Selector,
} from './expression.ts';

/** The notation as Skald writes it: Latin, without spaces, every choice written out. Reading it gives the same expression. */
export function formatDice({ root, comment }: DiceExpression): string {
  const roll = formatNode(root);
  return comment === null ? roll : `${roll} # ${comment}`;
}

/** One part of an expression. */
export function formatNode(node: ExpressionNode): string {
  if (node.label === null) return formatBare(node);
  // A label belongs to what stands right before it.
  const isJoined = node.kind === 'chain' || node.kind === 'power' || node.kind === 'negation';
  return `${isJoined ? `(${formatBare(node)})` : formatBare(node)}[${node.label}]`;
}

/** Dice with their modifiers, without the label. */
export function formatTerm({ count, sides, isFate, modifiers }: DiceNode): string {
  const highest = isFate ? 1 : sides;
  const term = `${count}d${isFate ? 'F' : sides}`;
  return modifiers.length === 0 ? term : term + formatModifiers(modifiers, highest);
}

/** Modifiers of dice that show at most `highest`. */
export function formatModifiers(modifiers: readonly DiceModifier[], highest: number): string {
  return modifiers
    .map((modifier, index) => formatModifier(modifier, isSignEnough(modifiers[index + 1]) ? highest : null, index === 0))
    .join('');
}

function formatBare(node: ExpressionNode): string {
  switch (node.kind) {
    case 'number':
      return String(node.value);
    case 'dice':
      return formatTerm(node);
    case 'chain':
      return formatChain(node);
    case 'power':
      return `${inParentheses(node.base, mayBeBase(node.base))}**${inParentheses(node.exponent, node.exponent.kind !== 'chain')}`;
    case 'negation':
      return `-${inParentheses(node.operand, mayBeNegated(node.operand))}`;
    case 'call':
      return `${node.name}(${node.items.map(formatNode).join(',')})`;
    case 'group':
      return `{${node.items.map(formatNode).join(',')}}${formatModifiers(node.modifiers, 0)}`;
  }
}

function formatChain({ rank, first, rest }: ChainNode): string {
  const isPlain = (node: ExpressionNode): boolean => node.kind !== 'chain' || (rank === 'sum' && node.rank === 'product');
  let text = inParentheses(first, isPlain(first));
  for (const { operator, operand } of rest) text += operator + inParentheses(operand, isPlain(operand));
  return text;
}

function inParentheses(node: ExpressionNode, isPlain: boolean): string {
  return isPlain || node.label !== null ? formatNode(node) : `(${formatNode(node)})`;
}

function mayBeBase(node: ExpressionNode): boolean {
  if (node.kind === 'number') return node.value >= 0;
  return node.kind !== 'chain' && node.kind !== 'negation' && node.kind !== 'power';
}

function mayBeNegated(node: ExpressionNode): boolean {
  return node.kind !== 'chain' && node.kind !== 'negation' && node.kind !== 'number';
}

/** Whether a bare sign of explosion cannot run together with the modifier behind it, as `!` and `p1` would. */
function isSignEnough(next: DiceModifier | undefined): boolean {
  if (next?.kind === 'drop') return next.selectors[0]?.kind !== 'faces';
  return next?.kind !== 'explode';
}

/** `highest` is the face that an explosion need not name; null where it has to. */
function formatModifier(modifier: DiceModifier, highest: number | null, isFirst: boolean): string {
  switch (modifier.kind) {
    case 'keep':
      return modifier.selectors.map((selector) => formatSelector(selector, 'k', 'k')).join('');
    case 'drop':
      return modifier.selectors.map((selector) => formatSelector(selector, 'd', 'p')).join('');
    case 'reroll':
      return modifier.faces.map((faces) => (modifier.until ? 'rr' : 'ro') + formatFaces(faces)).join('');
    case 'explode': {
      const sign = EXPLOSIONS[modifier.manner];
      const [only] = modifier.faces;
      if (modifier.faces.length === 1 && only !== undefined && isFace(only, highest)) return sign;
      return modifier.faces.map((faces) => sign + formatFaces(faces)).join('');
    }
    case 'raise':
      return `min${modifier.value}`;
    case 'lower':
      return `max${modifier.value}`;
    case 'count': {
      // Behind another modifier a bare comparison could be taken for a part of it.
      const successes = modifier.successes.map((faces, index) =>
        isFirst && index === 0 ? formatComparison(faces) : `cs${formatFaces(faces)}`,
      );
      return [...successes, ...modifier.failures.map((faces) => `f${formatFaces(faces)}`)].join('');
    }
  }
}

const EXPLOSIONS: Record<ExplosionManner, string> = {
  open: '!',
  once: 'xo',
  first: 'ra',
  compound: '!!',
  penetrate: '!p',
  compound_penetrate: '!!p',
};

function isFace({ test, value }: Comparison, face: number | null): boolean {
  return test === 'equal' && value === face;
}

/** `letter` picks by rank, `faceLetter` by what a die shows. */
function formatSelector(selector: Selector, letter: string, faceLetter: string): string {
  if (selector.kind === 'faces') return faceLetter + formatComparison(selector.faces);
  return `${letter}${selector.kind === 'highest' ? 'h' : 'l'}${selector.count}`;
}

function formatFaces(faces: Comparison): string {
  return faces.test === 'equal' && faces.value >= 0 ? String(faces.value) : formatComparison(faces);
}

function formatComparison({ test, value }: Comparison): string {
  return `${SIGNS[test]}${value}`;
}

const SIGNS: Record<Comparison['test'], string> = { least: '>=', most: '<=', equal: '=', other: '<>' };
