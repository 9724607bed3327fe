import type { Roll } from '@skald/protocol';
import type { ReactNode } from 'react';
import { useWords } from '../hooks/useWords.ts';
import { Icon } from './Icon.tsx';

interface DiceCardProps {
  readonly roll: Roll;
  /** Who rolled. */
  readonly name: string;
}

/** Dice beyond this many are not drawn one by one. */
const SHOWN_DICE = 12;

/** A roll: each die, what is added, what it was against, and what came of it, in words and not only in colour. */
export function DiceCard({ roll, name }: DiceCardProps): ReactNode {
  const { words } = useWords();
  const { dice, modifier, total, difficulty, outcome, natural } = roll;
  return (
    <article className={outcome ? `dice ${outcome}` : 'dice'} data-testid="dice" data-total={total}>
      <header>
        <span>{words.dice.rolls(name)}</span>
        <strong>{roll.label}</strong>
        <code>{roll.notation}</code>
      </header>
      <div className="dice-row">
        <ul>
          {dice.slice(0, SHOWN_DICE).map((die, index) => (
            <li key={index} className={die.kept ? 'die' : 'die dropped'}>
              <DieShape sides={die.sides} />
              <span>{die.value}</span>
              {!die.kept && <span className="unseen">{words.dice.dropped}</span>}
            </li>
          ))}
        </ul>
        {modifier !== 0 && <span className="dice-modifier">{modifier > 0 ? `+ ${modifier}` : `− ${-modifier}`}</span>}
        <output className="dice-total" aria-label={`${words.dice.total}: ${total}`}>
          {total}
        </output>
      </div>
      {(outcome !== null || difficulty !== null || natural !== null) && (
        <footer>
          {outcome && <Icon name={outcome === 'success' ? 'mark' : 'cross'} />}
          {outcome && <strong>{words.dice[outcome]}</strong>}
          {difficulty !== null && <span>{words.dice.against(difficulty)}</span>}
          {natural !== null && <span>· {words.dice.natural(natural)}</span>}
        </footer>
      )}
    </article>
  );
}

/** Outlines of dice by their number of sides; others are a plain square. */
const OUTLINES: Record<number, string> = {
  4: 'M16 4l13 23H3z',
  6: 'M6 6h20v20H6z',
  8: 'M16 2l12 14-12 14L4 16z',
  10: 'M16 2l12 12-3 8-9 8-9-8-3-8z',
  12: 'M16 2l9 3.500 5 8.500-2 9-6 6H10l-6-6-2-9 5-8.500z',
  20: 'M16 2l12.500 7v14L16 30 3.500 23V9z',
};

function DieShape({ sides }: { sides: number }): ReactNode {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <path d={OUTLINES[sides] ?? OUTLINES[6]} />
    </svg>
  );
}
