import type { CombatantId, EncounterView, GameView, SeatId } from '@skald/protocol';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { CombatKey } from '../../core/encounter-keys.ts';
import { describeTurn, findCombatant, lacksInitiative, turnHolder } from '../../core/encounter.ts';
import { useAct, type Act } from '../../hooks/useAct.ts';
import { useCombatKeys } from '../../hooks/useCombatKeys.ts';
import { useWords } from '../../hooks/useWords.ts';
import { Icon } from '../Icon.tsx';
import { AttackForm } from './AttackForm.tsx';
import { KeyList } from './KeyList.tsx';
import { LeaderControls } from './LeaderControls.tsx';
import { TurnActions } from './TurnActions.tsx';
import { TurnOrder } from './TurnOrder.tsx';
import { UndoButton } from './UndoButton.tsx';

interface CombatPanelProps {
  readonly game: GameView;
  /** Whose page this is. */
  readonly seatId: SeatId;
  readonly hasKeys: boolean;
}

/** The fight: order, turns, and what may be done. There is nothing while nobody fights. (G5) */
export function CombatPanel({ game, seatId, hasKeys }: CombatPanelProps): ReactNode {
  if (game.encounter === null) return null;
  return <Fight key={game.encounter.encounterId} game={game} encounter={game.encounter} seatId={seatId} hasKeys={hasKeys} />;
}

function Fight({ game, encounter, seatId, hasKeys }: CombatPanelProps & { readonly encounter: EncounterView }): ReactNode {
  const { words } = useWords();
  const sentences = words.combat;
  const act = useAct();
  // A small screen begins with the turn alone: the table and the words stay in sight.
  const [isOpen, setIsOpen] = useState(() => (encounter.state === 'gathering' && encounter.mayLead ? true : isWide()));
  const [attackerId, setAttackerId] = useState<CombatantId | null>(null);
  const panel = useRef<HTMLElement>(null);
  const attacker = findCombatant(encounter, attackerId);
  const focusOrder = (): void => {
    setIsOpen(true);
    requestAnimationFrame(() => panel.current?.querySelector<HTMLElement>('.combatant-open[tabindex="0"]')?.focus());
  };
  useCombatKeys(hasKeys, useKeyed({ game, encounter, act, focusOrder, attack: setAttackerId }));
  return (
    <section
      ref={panel}
      className="combat"
      aria-label={sentences.title}
      data-testid="combat"
      data-open={isOpen}
      data-state={encounter.state}
    >
      <Head turn={describeTurn(encounter, sentences, seatId)} isOpen={isOpen} onFold={() => setIsOpen(!isOpen)} />
      <div className="combat-body">
        <TurnActions encounter={encounter} act={act} onAttack={setAttackerId} />
        {attacker && (
          <AttackForm
            key={attacker.combatantId}
            encounter={encounter}
            attacker={attacker}
            act={act}
            onDone={() => setAttackerId(null)}
          />
        )}
        <Refusal act={act} />
        {isOpen && (
          <>
            <TurnOrder encounter={encounter} act={act} onAttack={setAttackerId} />
            {encounter.mayLead && <LeaderControls game={game} encounter={encounter} act={act} />}
            <UndoButton undoable={game.undoable} act={act} />
            {hasKeys && <KeyList mayLead={encounter.mayLead} />}
          </>
        )}
      </div>
    </section>
  );
}

interface HeadProps {
  readonly turn: string;
  readonly isOpen: boolean;
  readonly onFold: () => void;
}

/** Whose turn it is, said once more by screen readers when it changes. */
function Head({ turn, isOpen, onFold }: HeadProps): ReactNode {
  const { words } = useWords();
  return (
    <header className="combat-head">
      <h2 aria-live="polite" aria-atomic="true" data-testid="combat-turn">
        {turn}
      </h2>
      <button
        type="button"
        className="tool"
        aria-expanded={isOpen}
        aria-label={isOpen ? words.combat.fold : words.combat.open}
        data-testid="combat-fold"
        onClick={onFold}
      >
        <Icon name="down" />
      </button>
    </header>
  );
}

function Refusal({ act: { problem } }: { readonly act: Act }): ReactNode {
  const { explain } = useWords();
  return (
    <p className="problem" role="alert" hidden={problem === null} data-testid="combat-problem">
      {problem && explain(problem)}
    </p>
  );
}

interface Keyed extends Pick<CombatPanelProps, 'game'> {
  readonly encounter: EncounterView;
  readonly act: Act;
  readonly focusOrder: () => void;
  readonly attack: (id: CombatantId) => void;
}

/** What each key does now; a key that can do nothing here does nothing. */
function useKeyed({ game, encounter, act, focusOrder, attack }: Keyed): (key: CombatKey) => void {
  const holder = turnHolder(encounter);
  const isMine = holder?.isYours === true;
  const { mayLead } = encounter;
  const keyed = (key: CombatKey): void => {
    if (key === 'focus') return focusOrder();
    if (act.isBusy) return;
    if (key === 'next' && (mayLead || isMine)) void act.take({ kind: 'turn:next' });
    if (key === 'previous' && mayLead) void act.take({ kind: 'turn:previous' });
    if (key === 'attack' && holder && isMine) attack(holder.combatantId);
    if (key === 'wait' && (mayLead || isMine)) void act.take({ kind: 'turn:delay' });
    if (key === 'initiative' && mayLead && lacksInitiative(encounter))
      void act.take({ kind: 'initiative:roll', combatantId: null, mode: 'normal' });
    if (key === 'undo' && game.undoable) void act.undo(game.undoable.stepId);
  };
  const newest = useRef(keyed);
  useEffect(() => {
    newest.current = keyed;
  });
  return useCallback((key) => newest.current(key), []);
}

function isWide(): boolean {
  return window.matchMedia('(min-width: 56rem)').matches;
}
