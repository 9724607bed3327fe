import type { DiceDocument } from '@skald/protocol';
import type { ReactNode } from 'react';
import type { CheckedRoll, CheckedSeed } from '../core/fairness.ts';
import { useWords } from '../hooks/useWords.ts';
import { Icon } from './Icon.tsx';

/** One seed of an evening: what was promised, what was shown, and every roll with its mark. */
export function CheckedSeedPanel({ checked, names }: { checked: CheckedSeed; names: DiceDocument['names'] }): ReactNode {
  const { words } = useWords();
  const { seed, state, faults, rolls, isRemembered } = checked;
  return (
    <section className="fair-seed" data-testid="fair-seed" data-state={state}>
      <h2>
        {words.fairness.audiences[audienceKey(seed.audience)]}{' '}
        <small className="fair-state">{words.fairness.states[state]}</small>
      </h2>
      {faults.map((fault) => (
        <p key={fault} className="problem" role="alert">
          {words.fairness.faults[fault]}
        </p>
      ))}
      <dl className="fair-facts">
        <dt>{words.fairness.commitment}</dt>
        <dd>
          <code>{seed.commitment}</code>
          {isRemembered && <small>{words.fairness.remembered}</small>}
        </dd>
        {seed.seed !== null && (
          <>
            <dt>{words.fairness.seed}</dt>
            <dd>
              <code data-testid="fair-secret">{seed.seed}</code>
            </dd>
          </>
        )}
        {seed.contributions.length > 0 && (
          <>
            <dt>{words.fairness.chance}</dt>
            {seed.contributions.map(({ seatId, value, fromCounter }) => (
              <dd key={seatId}>
                {names[seatId] ?? seatId}: <code>{value}</code> <small>{words.fairness.from(fromCounter + 1)}</small>
              </dd>
            ))}
          </>
        )}
      </dl>
      {rolls === null ? <p className="hint">{words.fairness.withheld}</p> : <Rolls rolls={rolls} />}
    </section>
  );
}

function audienceKey(audience: string): 'party' | 'dm' | 'self' | 'circle' | 'whisper' {
  if (audience === 'party' || audience === 'dm') return audience;
  if (!audience.includes('+')) return 'self';
  return audience.startsWith('dm+') ? 'circle' : 'whisper';
}

function Rolls({ rolls }: { rolls: readonly CheckedRoll[] }): ReactNode {
  const { words } = useWords();
  if (rolls.length === 0) return <p className="hint">{words.fairness.none}</p>;
  return (
    <div className="fair-scroll" tabIndex={0} role="region" aria-label={words.fairness.roll}>
      <table className="fair-rolls">
        <thead>
          <tr>
            <th scope="col">{words.fairness.roll}</th>
            <th scope="col">{words.fairness.dice}</th>
            <th scope="col">{words.fairness.total}</th>
            <th scope="col">{words.fairness.mark}</th>
          </tr>
        </thead>
        <tbody>
          {rolls.map(({ roll, mark }, index) => (
            <tr key={index} data-mark={mark} data-testid="fair-roll">
              <td>
                {roll.counter + 1}. {roll.label} <code>{roll.notation}</code>
              </td>
              <td>{roll.draws.map(([sides, value]) => `${value}/${sides}`).join(' ')}</td>
              <td>{roll.total}</td>
              <td>
                <Icon name={mark === 'true' ? 'mark' : mark === 'false' ? 'cross' : 'lock'} /> {words.fairness.marks[mark]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
