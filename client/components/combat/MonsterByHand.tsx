import { DAMAGE_TYPES, type DamageType } from '@skald/protocol';
import type { ReactNode } from 'react';
import type { HandMonster } from '../../core/encounter.ts';
import { ruleWords } from '../../core/i18n/rule-words.ts';
import { useWords } from '../../hooks/useWords.ts';

interface MonsterByHandProps {
  readonly written: HandMonster;
  readonly onChange: (written: HandMonster) => void;
}

/** A monster in a few fields. Without the name of an attack it has none. */
export function MonsterByHand({ written, onChange }: MonsterByHandProps): ReactNode {
  const { words, language } = useWords();
  const { name, armour, health, initiativeBonus, attackName, toHit, damageDice, damageType } = words.combat;
  const field = (key: Exclude<keyof HandMonster, 'damageType'>, label: string, isNumber = false): ReactNode => (
    <label className="field">
      <span>{label}</span>
      <input
        value={written[key]}
        maxLength={80}
        {...(isNumber ? { type: 'number' } : {})}
        required={key !== 'attackName' && key !== 'damageDice'}
        data-testid={`monster-${key}`}
        onChange={({ target }) => onChange({ ...written, [key]: target.value })}
      />
    </label>
  );
  return (
    <div className="by-hand">
      {field('name', name)}
      {field('armourClass', armour, true)}
      {field('hitPoints', health)}
      {field('initiativeBonus', initiativeBonus, true)}
      {field('attackName', attackName)}
      {field('toHit', toHit, true)}
      {field('damageDice', damageDice)}
      <label className="field">
        <span>{damageType}</span>
        <select
          value={written.damageType}
          onChange={({ target }) => onChange({ ...written, damageType: target.value as DamageType })}
        >
          {DAMAGE_TYPES.map((option) => (
            <option key={option} value={option}>
              {ruleWords(language).damage[option]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
