import type { DiceRollNode, RolledDie, RollNode } from '@skald/protocol';
import type { ReactNode } from 'react';
import { needsParentheses } from '../core/roll-marks.ts';
import { useWords } from '../hooks/useWords.ts';
import { DieShape } from './DieShape.tsx';

/** Dice of one term beyond this many are not drawn one by one; their number is told. */
const SHOWN_DICE = 16;
const SIGNS = { '+': '+', '-': '−', '*': '×', '/': '÷', '//': '//', '%': '%' } as const;

interface DiceTreeProps {
  readonly node: RollNode;
  /** What it stands in; none at the top. */
  readonly parent?: RollNode;
}

/** A roll as it came about: each die, what was dropped, labels and operators, in the order of the notation. */
export function DiceTree({ node, parent }: DiceTreeProps): ReactNode {
  const hasParentheses = parent !== undefined && needsParentheses(node, parent);
  return (
    <span className="roll-part" data-kind={node.kind}>
      {hasParentheses && <span className="roll-sign">(</span>}
      <Bare node={node} />
      {hasParentheses && <span className="roll-sign">)</span>}
      {node.label !== null && <span className="roll-label">{node.label}</span>}
    </span>
  );
}

function Bare({ node }: { node: RollNode }): ReactNode {
  switch (node.kind) {
    case 'number':
      return <span className="roll-number">{node.value < 0 ? `−${-node.value}` : node.value}</span>;
    case 'dice':
      return <DiceTerm node={node} />;
    case 'chain':
      return node.parts.map((part, index) => (
        <span key={index} className="roll-part">
          {part.operator !== null && <span className="roll-sign">{SIGNS[part.operator]}</span>}
          <DiceTree node={part.node} parent={node} />
        </span>
      ));
    case 'power':
      return (
        <>
          <DiceTree node={node.base} parent={node} />
          <span className="roll-sign">^</span>
          <DiceTree node={node.exponent} parent={node} />
        </>
      );
    case 'negation':
      return (
        <>
          <span className="roll-sign">−</span>
          <DiceTree node={node.operand} parent={node} />
        </>
      );
    case 'call':
      return (
        <Items open={`${node.name}(`} close=")" items={node.items.map((item) => ({ node: item, kept: true }))} parent={node} />
      );
    case 'group':
      return <Items open="{" close={`}${node.notation}`} items={node.items} parent={node} />;
  }
}

interface ItemsProps {
  readonly open: string;
  readonly close: string;
  readonly items: readonly { readonly node: RollNode; readonly kept: boolean; readonly outcome?: 'success' | 'failure' | null }[];
  readonly parent: RollNode;
}

function Items({ open, close, items, parent }: ItemsProps): ReactNode {
  const { words } = useWords();
  return (
    <>
      <span className="roll-sign">{open}</span>
      {items.map(({ node, kept, outcome = null }, index) => (
        <span key={index} className={kept ? 'roll-part' : 'roll-part dropped'}>
          {index > 0 && <span className="roll-sign">,</span>}
          <DiceTree node={node} parent={parent} />
          {!kept && <span className="unseen">{words.dice.dropped}</span>}
          {outcome !== null && <span className="unseen">{words.dice.marks[outcome]}</span>}
        </span>
      ))}
      <span className="roll-sign">{close}</span>
    </>
  );
}

function DiceTerm({ node }: { node: DiceRollNode }): ReactNode {
  const { words } = useWords();
  const hidden = node.dice.length - SHOWN_DICE;
  return (
    <>
      <ul aria-label={node.notation}>
        {node.dice.slice(0, SHOWN_DICE).map((die, index) => (
          <Die key={index} die={die} node={node} />
        ))}
      </ul>
      {hidden > 0 && <span className="roll-sign">{words.dice.more(hidden)}</span>}
      {node.isCount && <span className="roll-label">{words.dice.successes(node.value)}</span>}
    </>
  );
}

function Die({ die, node }: { die: RolledDie; node: DiceRollNode }): ReactNode {
  const { words } = useWords();
  const faces = node.isFate ? die.faces.map(fateFace) : die.faces;
  const said = [...die.marks.map((mark) => words.dice.marks[mark]), ...(die.kept ? [] : [words.dice.dropped])];
  const isChanged = die.counts !== die.faces[0];
  return (
    <li className={['die', ...(die.kept ? [] : ['dropped']), ...die.marks].join(' ')} title={said.join(', ') || undefined}>
      <DieShape sides={node.sides} />
      <span>{faces[0]}</span>
      {isChanged && <small>{`=${die.counts}`}</small>}
      {said.length > 0 && <span className="unseen">{said.join(', ')}</span>}
    </li>
  );
}

function fateFace(face: number): string {
  return face > 0 ? '+' : face < 0 ? '−' : '0';
}
