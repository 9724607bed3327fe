import type { Catalogue } from '@skald/protocol';
import { useState, type ReactNode } from 'react';
import { useWords } from '../../hooks/useWords.ts';
import { Chips } from './Chips.tsx';

interface MonsterFromBookProps {
  readonly list: Catalogue['monsters'];
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
}

/** Monsters of the rules; a few letters find one. */
export function MonsterFromBook({ list, chosen, onChoose }: MonsterFromBookProps): ReactNode {
  const { words } = useWords();
  const sentences = words.combat;
  const [sought, setSought] = useState('');
  const found = list.filter(({ monster }) => monster.name.toLocaleLowerCase().includes(sought.trim().toLocaleLowerCase()));
  const text = list.find(({ key }) => key === chosen)?.text;
  return (
    <>
      <label className="field">
        <span>{sentences.search}</span>
        <input value={sought} maxLength={40} data-testid="monster-search" onChange={({ target }) => setSought(target.value)} />
      </label>
      {found.length === 0 ? (
        <p className="hint">{sentences.noMonster}</p>
      ) : (
        <Chips
          legend={sentences.monster}
          testId="monster-list"
          options={found.map(({ key, challenge, monster }) => ({
            value: key,
            label: `${monster.name} · ${sentences.challenge(challenge)}`,
          }))}
          chosen={chosen}
          onChoose={onChoose}
        />
      )}
      {text && <p className="hint">{text}</p>}
    </>
  );
}
