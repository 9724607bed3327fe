import type { CombatantView } from '@skald/protocol';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { Act } from '../../hooks/useAct.ts';
import { useWords } from '../../hooks/useWords.ts';
import { ActButton } from './ActButton.tsx';

interface InitiativeControlsProps {
  readonly one: CombatantView;
  readonly act: Act;
  /** May write down what was rolled by hand. */
  readonly mayWrite: boolean;
}

/** Initiative of one: rolled, or written down. */
export function InitiativeControls({ one, act, mayWrite }: InitiativeControlsProps): ReactNode {
  const { words } = useWords();
  const { rollInitiative, setInitiative } = words.combat;
  const { combatantId, initiative } = one;
  const [value, setValue] = useState(initiative === null ? '' : String(initiative));
  const write = (event: FormEvent): void => {
    event.preventDefault();
    void act.take({ kind: 'initiative:set', combatantId, value: Number(value) });
  };
  return (
    <div className="care-line">
      {initiative === null && (
        <ActButton
          act={act}
          step={{ kind: 'initiative:roll', combatantId, mode: 'normal' }}
          label={rollInitiative}
          testId="roll-own"
        />
      )}
      {mayWrite && (
        <form className="care-line" onSubmit={write}>
          <input
            type="number"
            min={-20}
            max={60}
            required
            aria-label={setInitiative}
            title={setInitiative}
            value={value}
            data-testid="initiative-value"
            onChange={({ target }) => setValue(target.value)}
          />
          <button type="submit" className="act" disabled={act.isBusy} data-testid="initiative-set">
            {setInitiative}
          </button>
        </form>
      )}
    </div>
  );
}
