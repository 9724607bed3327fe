import { useState, type ReactNode } from 'react';
import { readAmount } from '../../core/encounter.ts';
import { ruleWords } from '../../core/i18n/rule-words.ts';
import { useWords } from '../../hooks/useWords.ts';
import { ActButton } from '../combat/ActButton.tsx';
import type { PartProps } from './CharacterSheet.tsx';

/** Hit points, with a way to hurt and to heal; death saves while one is dying. */
export function HitPointsPart({ sheet, act }: PartProps): ReactNode {
  const { words, language } = useWords();
  const sentences = words.character.sheet;
  const [text, setText] = useState('');
  const { characterId, character } = sheet;
  const { hitPoints, life } = character.vitals;
  const amount = readAmount(text);
  const apply = async (kind: 'damage' | 'heal'): Promise<void> => {
    if (amount === null) return;
    const step = kind === 'heal' ? { kind, target: characterId, amount } : { kind, target: characterId, amount, type: null };
    if (await act.take(step)) setText('');
  };
  return (
    <section className="sheet-life" aria-label={sentences.hitPoints}>
      <p>
        <strong data-testid="sheet-hit-points">
          {hitPoints.current} / {hitPoints.max}
        </strong>{' '}
        {sentences.hitPoints}
        {hitPoints.temporary > 0 && ` ${sentences.temporary(hitPoints.temporary)}`}
        {life !== 'alive' && <em> · {ruleWords(language).life[life]}</em>}
      </p>
      <meter min={0} max={hitPoints.max} value={hitPoints.current} aria-hidden="true" />
      <div className="care-line">
        <input
          value={text}
          maxLength={80}
          placeholder="2d6+3"
          autoComplete="off"
          aria-label={sentences.amount}
          data-testid="sheet-amount"
          onChange={({ target }) => setText(target.value)}
        />
        {(['damage', 'heal'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            className="act"
            disabled={amount === null || act.isBusy}
            data-testid={`sheet-${kind}`}
            onClick={() => void apply(kind)}
          >
            {kind === 'damage' ? sentences.hurt : sentences.heal}
          </button>
        ))}
      </div>
      {life === 'dying' && <DeathSaves sheet={sheet} act={act} />}
    </section>
  );
}

function DeathSaves({ sheet: { characterId, character }, act }: Pick<PartProps, 'sheet' | 'act'>): ReactNode {
  const { words } = useWords();
  const sentences = words.character.sheet;
  const { successes, failures } = character.vitals.deathSaves;
  return (
    <div className="sheet-actions">
      <span>{sentences.deathSaves(successes, failures)}</span>
      <ActButton
        act={act}
        step={{ kind: 'death:save', characterId }}
        label={sentences.deathSave}
        testId="sheet-death-save"
        isStrong
      />
    </div>
  );
}
