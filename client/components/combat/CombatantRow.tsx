import type { CombatantView, EncounterView } from '@skald/protocol';
import type { CSSProperties, ReactNode } from 'react';
import { describeCondition, describeHealth, describeMarks, healthShare, isDead } from '../../core/encounter.ts';
import type { Act } from '../../hooks/useAct.ts';
import { useWords } from '../../hooks/useWords.ts';
import { CombatantCare } from './CombatantCare.tsx';

interface CombatantRowProps {
  readonly encounter: EncounterView;
  readonly one: CombatantView;
  readonly act: Act;
  readonly isOpen: boolean;
  /** The row that Tab stops at. */
  readonly isStop: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
  readonly onAttack: () => void;
}

/** One in the order of turns; opened, what may be done with it. */
export function CombatantRow({ encounter, one, act, isOpen, isStop, onFocus, onOpen, onAttack }: CombatantRowProps): ReactNode {
  const hasTurn = one.combatantId === encounter.turnOf;
  const mayCare = encounter.mayLead || one.isYours;
  return (
    <li
      className={`combatant${hasTurn ? ' has-turn' : ''}${isDead(one) ? ' dead' : ''}${one.isHidden ? ' hidden-one' : ''}`}
      data-testid="combatant"
      data-name={one.name}
      data-kind={one.kind}
      {...(hasTurn ? { 'aria-current': 'true' } : {})}
    >
      <button
        type="button"
        className="combatant-open"
        tabIndex={isStop ? 0 : -1}
        aria-expanded={mayCare ? isOpen : undefined}
        onFocus={onFocus}
        onClick={mayCare ? onOpen : undefined}
      >
        <Summary one={one} hasTurn={hasTurn} />
      </button>
      {isOpen && mayCare && <CombatantCare encounter={encounter} one={one} act={act} onAttack={onAttack} />}
    </li>
  );
}

function Summary({ one, hasTurn }: { readonly one: CombatantView; readonly hasTurn: boolean }): ReactNode {
  const { words, language } = useWords();
  const sentences = words.combat;
  const share = healthShare(one);
  const notes = [
    ...one.conditions.map((active) => describeCondition(active, sentences, language)),
    ...describeMarks(one, sentences),
  ];
  return (
    <>
      <span
        className="combatant-place"
        aria-label={one.initiative === null ? sentences.noInitiative : `${sentences.initiative} ${one.initiative}`}
      >
        {one.initiative ?? '–'}
      </span>
      <span className="combatant-name">
        {hasTurn && <span className="turn-mark" aria-hidden="true" />}
        {one.name}
        {hasTurn && <small className="turn-word">{sentences.now}</small>}
      </span>
      <span className="combatant-health" data-testid="combatant-health">
        {share !== null && <span className="health-bar" aria-hidden="true" style={{ '--share': share } as CSSProperties} />}
        <span>{describeHealth(one, sentences, language)}</span>
        {one.armourClass !== null && <small>{sentences.armourClass(one.armourClass)}</small>}
      </span>
      {notes.length > 0 && (
        <span className="combatant-notes">
          {notes.map((note) => (
            <small key={note}>{note}</small>
          ))}
        </span>
      )}
    </>
  );
}
