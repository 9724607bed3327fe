import type { CombatantId, EncounterView } from '@skald/protocol';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Act } from '../../hooks/useAct.ts';
import { useWords } from '../../hooks/useWords.ts';
import { CombatantRow } from './CombatantRow.tsx';

interface TurnOrderProps {
  readonly encounter: EncounterView;
  readonly act: Act;
  readonly onAttack: (id: CombatantId) => void;
}

/** Everybody in the order of turns. One tab stop; arrows, Home and End move within it. */
export function TurnOrder({ encounter, act, onAttack }: TurnOrderProps): ReactNode {
  const { words } = useWords();
  const { combatants, turnOf } = encounter;
  const [openId, setOpenId] = useState<CombatantId | null>(null);
  const [focusId, setFocusId] = useState<CombatantId | null>(null);
  const isThere = (id: CombatantId | null): boolean => combatants.some((one) => one.combatantId === id);
  const stop = isThere(focusId) ? focusId : isThere(turnOf) ? turnOf : (combatants[0]?.combatantId ?? null);
  if (combatants.length === 0) return <p className="hint">{words.combat.gatheringHint}</p>;
  return (
    <ol className="turn-order" aria-label={words.combat.order} data-testid="turn-order" onKeyDown={moveFocus}>
      {combatants.map((one) => (
        <CombatantRow
          key={one.combatantId}
          encounter={encounter}
          one={one}
          act={act}
          isOpen={one.combatantId === openId}
          isStop={one.combatantId === stop}
          onFocus={() => setFocusId(one.combatantId)}
          onOpen={() => setOpenId(one.combatantId === openId ? null : one.combatantId)}
          onAttack={() => onAttack(one.combatantId)}
        />
      ))}
    </ol>
  );
}

const MOVES: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowDown: (index, last) => Math.min(last, index + 1),
  ArrowUp: (index) => Math.max(0, index - 1),
  Home: () => 0,
  End: (_, last) => last,
};

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const move = MOVES[event.key];
  if (!move || !(event.target instanceof HTMLElement) || !event.target.matches('.combatant-open')) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.combatant-open')];
  event.preventDefault();
  rows[move(rows.indexOf(event.target), rows.length - 1)]?.focus();
}
