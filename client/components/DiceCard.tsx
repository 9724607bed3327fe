import type { Roll } from '@skald/protocol';
import type { ReactNode } from 'react';
import { moodOf } from '../core/roll-marks.ts';
import { useWords } from '../hooks/useWords.ts';
import { DiceTree } from './DiceTree.tsx';
import { DieShape } from './DieShape.tsx';
import { Icon } from './Icon.tsx';

interface DiceCardProps {
  readonly roll: Roll;
  /** Who rolled. */
  readonly name: string;
}

/** Dice of a roll without a tree beyond this many are not drawn one by one. */
const SHOWN_DICE = 12;

/** A roll: each die, what is added, what it was against, and what came of it, in words and not only in colour. */
export function DiceCard({ roll, name }: DiceCardProps): ReactNode {
  const { words } = useWords();
  const { tree, total, difficulty, outcome, natural } = roll;
  const mood = moodOf(roll);
  return (
    <article className={['dice', outcome, mood].filter((name) => name !== null).join(' ')} data-testid="dice" data-total={total}>
      <header>
        <span>{words.dice.rolls(name)}</span>
        <strong>{roll.label}</strong>
        <code>{roll.notation}</code>
      </header>
      <div className="dice-row">
        {tree === null ? <FlatDice roll={roll} /> : <DiceTree node={tree} />}
        <output className="dice-total" aria-label={`${words.dice.total}: ${total}`}>
          {total}
        </output>
      </div>
      {(outcome !== null || difficulty !== null || natural !== null || mood !== null) && (
        <footer>
          {outcome && <Icon name={outcome === 'success' ? 'mark' : 'cross'} />}
          {outcome && <strong>{words.dice[outcome]}</strong>}
          {difficulty !== null && <span>{words.dice.against(difficulty)}</span>}
          {natural !== null && mood !== 'both' && <span>· {words.dice.natural(natural)}</span>}
          {mood !== null && <strong className="dice-mood">· {words.dice.moods[mood]}</strong>}
        </footer>
      )}
    </article>
  );
}

/** Rolls that were kept before there were trees. */
function FlatDice({ roll: { dice, modifier } }: { roll: Roll }): ReactNode {
  const { words } = useWords();
  return (
    <>
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
    </>
  );
}
