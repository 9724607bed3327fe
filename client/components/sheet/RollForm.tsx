import type { RollMode } from '@skald/protocol';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useWords } from '../../hooks/useWords.ts';
import { Chips } from '../combat/Chips.tsx';

interface RollFormProps {
  readonly title: string;
  readonly bonus: string;
  /** Saving throws are against a number, which whoever asks for them says. */
  readonly hasDifficulty: boolean;
  readonly isBusy: boolean;
  /** What is tried may be empty. */
  readonly onRoll: (mode: RollMode, said: string, difficulty: number) => void;
  readonly onCancel: () => void;
}

const MODES: readonly RollMode[] = ['normal', 'advantage', 'disadvantage'];
const USUAL_DIFFICULTY = 10;

/** How to roll: plain or not, what is tried, against what. The focus is on the roll itself. */
export function RollForm({ title, bonus, hasDifficulty, isBusy, onRoll, onCancel }: RollFormProps): ReactNode {
  const { words } = useWords();
  const sentences = words.character.sheet;
  const [mode, setMode] = useState<RollMode>('normal');
  const [said, setSaid] = useState('');
  const [difficulty, setDifficulty] = useState(String(USUAL_DIFFICULTY));
  const rollButton = useRef<HTMLButtonElement>(null);
  useEffect(() => rollButton.current?.focus(), []);
  const number = Number(difficulty);
  const isReady = !hasDifficulty || (Number.isInteger(number) && number >= 1 && number <= 40);
  return (
    <form
      className="roll-form"
      aria-label={sentences.rollOf(title, bonus)}
      data-testid="roll-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isBusy) onRoll(mode, said.trim(), number);
      }}
    >
      <Chips
        legend={`${title} ${bonus}`}
        testId="roll-mode"
        options={MODES.map((value) => ({ value, label: words.combat.modes[value] }))}
        chosen={mode}
        onChoose={setMode}
      />
      <label className="field">
        <span>{sentences.what}</span>
        <input
          value={said}
          maxLength={80}
          placeholder={title}
          autoComplete="off"
          data-testid="roll-what"
          onChange={({ target }) => setSaid(target.value)}
        />
      </label>
      {hasDifficulty ? <DifficultyField value={difficulty} onChange={setDifficulty} /> : <p className="hint">{sentences.kept}</p>}
      <div className="sheet-actions">
        <button ref={rollButton} type="submit" className="act strong" disabled={!isReady || isBusy} data-testid="roll-now">
          {sentences.roll}
        </button>
        <button type="button" className="act" onClick={onCancel}>
          {words.common.cancel}
        </button>
      </div>
    </form>
  );
}

function DifficultyField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }): ReactNode {
  const { words } = useWords();
  return (
    <label className="field">
      <span>{words.character.sheet.difficulty}</span>
      <input
        type="number"
        inputMode="numeric"
        min={1}
        max={40}
        value={value}
        data-testid="roll-difficulty"
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  );
}
