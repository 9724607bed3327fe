import type { EncounterView, GameView } from '@skald/protocol';
import { useState, type ReactNode } from 'react';
import { lacksInitiative, partyOutside } from '../../core/encounter.ts';
import type { Act } from '../../hooks/useAct.ts';
import { useWords } from '../../hooks/useWords.ts';
import { ConfirmButton } from '../ConfirmButton.tsx';
import { ActButton } from './ActButton.tsx';
import { AddMonsters } from './AddMonsters.tsx';

interface LeaderControlsProps {
  readonly game: GameView;
  readonly encounter: EncounterView;
  readonly act: Act;
}

/** Who comes into the fight, and its end: the leader's. */
export function LeaderControls({ game, encounter, act }: LeaderControlsProps): ReactNode {
  const { words } = useWords();
  const sentences = words.combat;
  const [isAdding, setIsAdding] = useState(false);
  const outside = partyOutside(game);
  return (
    <div className="leader" data-testid="leader">
      {game.characters.length === 0 && encounter.state === 'gathering' && <p className="hint">{sentences.noParty}</p>}
      <div className="combat-actions">
        {outside.length > 0 && (
          <button
            type="button"
            className="act"
            disabled={act.isBusy}
            data-testid="add-party"
            onClick={() => void act.takeAll(outside.map((characterId) => ({ kind: 'combatant:join', characterId })))}
          >
            {sentences.addParty}
          </button>
        )}
        <button
          type="button"
          className="act"
          aria-expanded={isAdding}
          data-testid="add-monsters"
          onClick={() => setIsAdding(!isAdding)}
        >
          {sentences.addMonsters}
        </button>
        {encounter.state === 'running' && lacksInitiative(encounter) && (
          <ActButton
            act={act}
            step={{ kind: 'initiative:roll', combatantId: null, mode: 'normal' }}
            label={sentences.rollInitiative}
            testId="roll-initiative"
          />
        )}
        <ConfirmButton
          label={sentences.end}
          question={sentences.endSure}
          testId="end-fight"
          isDisabled={act.isBusy}
          onConfirm={() => void act.take({ kind: 'encounter:end' })}
        />
      </div>
      {isAdding && <AddMonsters act={act} onDone={() => setIsAdding(false)} />}
    </div>
  );
}
