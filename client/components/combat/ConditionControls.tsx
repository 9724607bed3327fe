import { CONDITIONS, type CombatantView, type Condition, type EncounterView } from '@skald/protocol';
import { useState, type FormEvent, type ReactNode } from 'react';
import { ruleWords } from '../../core/i18n/rule-words.ts';
import type { Act } from '../../hooks/useAct.ts';
import { useWords } from '../../hooks/useWords.ts';
import { ActButton } from './ActButton.tsx';

interface ConditionControlsProps {
  readonly encounter: EncounterView;
  readonly one: CombatantView;
  readonly act: Act;
}

/** Puts conditions on and takes them off. Rounds count at the end of the creature's own turns. */
export function ConditionControls({ encounter, one, act }: ConditionControlsProps): ReactNode {
  const { words, language } = useWords();
  const sentences = words.combat;
  const names = ruleWords(language).conditions;
  const [condition, setCondition] = useState<Condition>('prone');
  const [rounds, setRounds] = useState('');
  const kinds = [...new Set(one.conditions.map((active) => active.condition))];
  const put = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const target = one.combatantId;
    const ends = rounds === '' ? null : ({ rounds: Number(rounds), at: 'end', of: target } as const);
    if (await act.take({ kind: 'condition:add', target, condition, source: '', ends, heldBy: null })) setRounds('');
  };
  return (
    <>
      <form className="care-line" onSubmit={(event) => void put(event)}>
        <select
          value={condition}
          aria-label={sentences.condition}
          data-testid="condition"
          onChange={({ target }) => setCondition(target.value as Condition)}
        >
          {CONDITIONS.map((option) => (
            <option key={option} value={option}>
              {names[option]}
            </option>
          ))}
        </select>
        <input
          type="number"
          min={1}
          max={1_000}
          value={rounds}
          disabled={encounter.state !== 'running'}
          placeholder={sentences.rounds}
          aria-label={`${sentences.rounds} (${sentences.untilRemoved})`}
          title={sentences.untilRemoved}
          data-testid="condition-rounds"
          onChange={({ target }) => setRounds(target.value)}
        />
        <button type="submit" className="act" disabled={act.isBusy} data-testid="condition-add">
          {sentences.addCondition}
        </button>
      </form>
      {kinds.length > 0 && (
        <div className="combat-actions">
          {kinds.map((kind) => (
            <ActButton
              key={kind}
              act={act}
              step={{ kind: 'condition:remove', target: one.combatantId, condition: kind }}
              label={sentences.removeCondition(names[kind])}
              testId="condition-remove"
            />
          ))}
        </div>
      )}
    </>
  );
}
