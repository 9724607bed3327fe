import type { CombatantId, CombatantView, EncounterView, GameStep, RollMode } from '@skald/protocol';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { describeDamage, describeHealth, signed, targetsFor } from '../../core/encounter.ts';
import type { Act } from '../../hooks/useAct.ts';
import { useWords } from '../../hooks/useWords.ts';
import { Chips } from './Chips.tsx';

interface AttackFormProps {
  readonly encounter: EncounterView;
  readonly attacker: CombatantView;
  readonly act: Act;
  readonly onDone: () => void;
}

const MODES: readonly RollMode[] = ['normal', 'advantage', 'disadvantage'];

/** Whom, how, with what: the last of the three attacks. Out of its own turn one attacks with the reaction. */
export function AttackForm({ encounter, attacker, act, onDone }: AttackFormProps): ReactNode {
  const { words } = useWords();
  const sentences = words.combat;
  const targets = targetsFor(encounter, attacker);
  const form = useRef<HTMLDivElement>(null);
  const isReaction = encounter.state === 'running' && encounter.turnOf !== attacker.combatantId;
  useEffect(() => form.current?.querySelector<HTMLElement>('input:checked, button')?.focus(), []);
  const attack = async (choice: AttackChoice): Promise<void> => {
    if (await act.take({ kind: 'attack', attacker: attacker.combatantId, ...choice, isReaction })) onDone();
  };
  return (
    <div
      ref={form}
      className="attack-form"
      role="group"
      aria-label={`${isReaction ? sentences.attackNow : sentences.attack}: ${attacker.name}`}
      data-testid="attack-form"
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <AttackChoices attacker={attacker} targets={targets} isBusy={act.isBusy} onAttack={(choice) => void attack(choice)} />
      <button type="button" className="act" data-testid="attack-cancel" onClick={onDone}>
        {words.common.cancel}
      </button>
    </div>
  );
}

type AttackChoice = Pick<Extract<GameStep, { kind: 'attack' }>, 'target' | 'mode' | 'attackId'>;

interface AttackChoicesProps {
  readonly attacker: CombatantView;
  readonly targets: readonly CombatantView[];
  readonly isBusy: boolean;
  readonly onAttack: (choice: AttackChoice) => void;
}

function AttackChoices({ attacker, targets, isBusy, onAttack }: AttackChoicesProps): ReactNode {
  const { words, language } = useWords();
  const sentences = words.combat;
  const [wanted, setWanted] = useState<CombatantId | null>(null);
  const [mode, setMode] = useState<RollMode>('normal');
  const target = targets.find((one) => one.combatantId === wanted) ?? targets[0];
  if (!target) return <p className="hint">{sentences.noTargets}</p>;
  const options = targets.map((one) => ({
    value: one.combatantId,
    label: `${one.name} · ${describeHealth(one, sentences, language)}`,
  }));
  return (
    <>
      <Chips
        legend={sentences.target}
        testId="attack-target"
        options={options}
        chosen={target.combatantId}
        onChoose={setWanted}
      />
      <Chips
        legend={sentences.mode}
        testId="attack-mode"
        options={MODES.map((value) => ({ value, label: sentences.modes[value] }))}
        chosen={mode}
        onChoose={setMode}
      />
      <p className="attack-legend">{attacker.attacks.length > 0 ? sentences.attackWith : sentences.noAttacks}</p>
      <div className="combat-actions">
        {attacker.attacks.map(({ id, name, toHit, damage }) => (
          <button
            key={id}
            type="button"
            className="act strong weapon"
            disabled={isBusy}
            data-testid="attack-with"
            onClick={() => onAttack({ attackId: id, target: target.combatantId, mode })}
          >
            {name} <small>{`${signed(toHit)} · ${describeDamage(damage, language)}`}</small>
          </button>
        ))}
      </div>
    </>
  );
}
