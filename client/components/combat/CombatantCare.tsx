import type { CombatantView, EncounterView } from '@skald/protocol';
import type { ReactNode } from 'react';
import type { Act } from '../../hooks/useAct.ts';
import { useWords } from '../../hooks/useWords.ts';
import { ConfirmButton } from '../ConfirmButton.tsx';
import { ActButton } from './ActButton.tsx';
import { ConditionControls } from './ConditionControls.tsx';
import { HitPointControls } from './HitPointControls.tsx';
import { InitiativeControls } from './InitiativeControls.tsx';

interface CombatantCareProps {
  readonly encounter: EncounterView;
  readonly one: CombatantView;
  readonly act: Act;
  readonly onAttack: () => void;
}

/** What this seat may do with one in the fight: its player for the own character, the leader for everybody. */
export function CombatantCare({ encounter, one, act, onAttack }: CombatantCareProps): ReactNode {
  const { words } = useWords();
  const sentences = words.combat;
  const mayTend = encounter.mayLead || (one.kind === 'character' && one.isYours);
  return (
    <div className="combatant-care" data-testid="combatant-care">
      {one.initiative === null || encounter.mayLead ? (
        <InitiativeControls one={one} act={act} mayWrite={encounter.mayLead} />
      ) : null}
      {mayTend && <HitPointControls one={one} act={act} />}
      {mayTend && <ConditionControls encounter={encounter} one={one} act={act} />}
      <div className="combat-actions">
        {one.isYours && <OwnActions encounter={encounter} one={one} act={act} onAttack={onAttack} />}
        {encounter.mayLead && one.kind === 'monster' && (
          <ActButton
            act={act}
            step={{ kind: one.isHidden ? 'combatant:reveal' : 'combatant:hide', combatantId: one.combatantId }}
            label={one.isHidden ? sentences.reveal : sentences.hide}
            testId={one.isHidden ? 'reveal' : 'hide'}
          />
        )}
        {(encounter.mayLead || one.isYours) && (
          <ConfirmButton
            label={sentences.remove}
            question={sentences.removeSure(one.name)}
            testId="remove-combatant"
            isDisabled={act.isBusy}
            onConfirm={() => void act.take({ kind: 'combatant:remove', combatantId: one.combatantId })}
          />
        )}
      </div>
    </div>
  );
}

/** What one does besides the turn: a reaction, the turn that was put off, the concentration that is let go. */
function OwnActions({ encounter, one, act, onAttack }: CombatantCareProps): ReactNode {
  const { words } = useWords();
  const sentences = words.combat;
  const { combatantId } = one;
  const isElsewhere = encounter.state === 'running' && encounter.turnOf !== combatantId;
  return (
    <>
      {isElsewhere && one.isDelaying && (
        <ActButton act={act} step={{ kind: 'turn:resume', combatantId }} label={sentences.resume} testId="turn-resume" isStrong />
      )}
      {isElsewhere && !one.hasReacted && one.attacks.length > 0 && (
        <button type="button" className="act" data-testid="attack-reaction" onClick={onAttack}>
          {sentences.attackNow}
        </button>
      )}
      {encounter.state === 'running' && !one.hasReacted && (
        <ActButton
          act={act}
          step={{ kind: 'reaction:use', creature: combatantId }}
          label={sentences.useReaction}
          testId="reaction"
        />
      )}
      {one.isConcentrating && (
        <ActButton
          act={act}
          step={{ kind: 'concentration:end', creature: combatantId }}
          label={sentences.endConcentration}
          testId="end-concentration"
        />
      )}
    </>
  );
}
