import type { CombatantId, EncounterView, GameStep } from '@skald/protocol';
import type { ReactNode } from 'react';
import { isDying, lacksInitiative, mayStart, turnHolder } from '../../core/encounter.ts';
import type { Act } from '../../hooks/useAct.ts';
import { useWords } from '../../hooks/useWords.ts';
import { ActButton } from './ActButton.tsx';

interface TurnActionsProps {
  readonly encounter: EncounterView;
  readonly act: Act;
  readonly onAttack: (id: CombatantId) => void;
}

/** What this seat can do about the turn that is going on, under the thumb. */
export function TurnActions({ encounter, act, onAttack }: TurnActionsProps): ReactNode {
  const { words } = useWords();
  const sentences = words.combat;
  const button = (step: GameStep, label: string, testId: string, isStrong = false): ReactNode => (
    <ActButton act={act} step={step} label={label} testId={testId} isStrong={isStrong} />
  );
  if (encounter.state === 'gathering') {
    if (!encounter.mayLead) return null;
    return (
      <div className="combat-actions">
        {lacksInitiative(encounter) &&
          button(
            { kind: 'initiative:roll', combatantId: null, mode: 'normal' },
            sentences.rollInitiative,
            'roll-initiative',
            true,
          )}
        {mayStart(encounter) && button({ kind: 'turn:next' }, sentences.start, 'turn-next', true)}
      </div>
    );
  }
  const holder = turnHolder(encounter);
  const isMine = holder?.isYours === true;
  if (!isMine && !encounter.mayLead) return null;
  return (
    <div className="combat-actions">
      {encounter.mayLead && button({ kind: 'turn:previous' }, sentences.previous, 'turn-previous')}
      {holder && isMine && isDying(holder) && holder.characterId !== null
        ? button({ kind: 'death:save', characterId: holder.characterId }, sentences.deathSave, 'death-save', true)
        : holder &&
          isMine && (
            <button type="button" className="act strong" data-testid="attack" onClick={() => onAttack(holder.combatantId)}>
              {sentences.attack}
            </button>
          )}
      {holder && !holder.hasActed && button({ kind: 'turn:delay' }, sentences.delay, 'turn-delay')}
      {button({ kind: 'turn:next' }, encounter.mayLead ? sentences.next : sentences.endTurn, 'turn-next')}
    </div>
  );
}
