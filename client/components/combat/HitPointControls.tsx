import { DAMAGE_TYPES, type CombatantView, type DamageType } from '@skald/protocol';
import { useState, type ReactNode } from 'react';
import { readAmount } from '../../core/encounter.ts';
import { ruleWords } from '../../core/i18n/rule-words.ts';
import type { Act } from '../../hooks/useAct.ts';
import { useWords } from '../../hooks/useWords.ts';

/** Hurting and healing by a number or by dice. */
export function HitPointControls({ one, act }: { readonly one: CombatantView; readonly act: Act }): ReactNode {
  const { words, language } = useWords();
  const sentences = words.combat;
  const [text, setText] = useState('');
  const [type, setType] = useState<DamageType | ''>('');
  const amount = readAmount(text);
  const isUnready = amount === null || act.isBusy;
  const apply = async (kind: 'damage' | 'heal'): Promise<void> => {
    if (amount === null) return;
    const target = one.combatantId;
    const step =
      kind === 'heal'
        ? ({ kind, target, amount } as const)
        : ({ kind, target, amount, type: type === '' ? null : type } as const);
    if (await act.take(step)) setText('');
  };
  return (
    <div className="care-line">
      <input
        value={text}
        maxLength={80}
        placeholder="2d6+3"
        autoComplete="off"
        aria-label={sentences.amount}
        title={sentences.amount}
        data-testid="amount"
        onChange={({ target }) => setText(target.value)}
      />
      <select
        value={type}
        aria-label={sentences.damageType}
        data-testid="damage-type"
        onChange={({ target }) => setType(target.value as DamageType | '')}
      >
        <option value="">{sentences.anyType}</option>
        {DAMAGE_TYPES.map((option) => (
          <option key={option} value={option}>
            {ruleWords(language).damage[option]}
          </option>
        ))}
      </select>
      <button type="button" className="act" disabled={isUnready} data-testid="damage" onClick={() => void apply('damage')}>
        {sentences.damage}
      </button>
      <button type="button" className="act" disabled={isUnready} data-testid="heal" onClick={() => void apply('heal')}>
        {sentences.heal}
      </button>
    </div>
  );
}
