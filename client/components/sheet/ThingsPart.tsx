import type { ReactNode } from 'react';
import { ruleWords } from '../../core/i18n/rule-words.ts';
import { useWords } from '../../hooks/useWords.ts';
import type { PartProps } from './CharacterSheet.tsx';

const COINS = ['platinum', 'gold', 'electrum', 'silver', 'copper'] as const;

/** What the character carries, knows to handle, and has written down. */
export function ThingsPart({ sheet: { character } }: PartProps): ReactNode {
  const { words, language } = useWords();
  const sentences = words.character.sheet;
  const coins = COINS.filter((coin) => character.coins[coin] > 0).map(
    (coin) => `${ruleWords(language).coins[coin]} ${character.coins[coin]}`,
  );
  return (
    <section className="sheet-part">
      <h3>{sentences.inventory}</h3>
      {character.inventory.length === 0 && <p className="hint">{sentences.nothing}</p>}
      <ul className="entry-rows">
        {character.inventory.map(({ id, name, quantity, isEquipped }) => (
          <li key={id}>
            <span>
              {name}
              {quantity !== 1 && ` × ${quantity}`}
              {isEquipped && <small> · {sentences.equipped}</small>}
            </span>
          </li>
        ))}
      </ul>
      <h3>{sentences.coins}</h3>
      <p className="hint">{coins.length === 0 ? sentences.noCoins : coins.join(', ')}</p>
      <h3>{sentences.training}</h3>
      <p className="hint">{character.training.join(', ')}</p>
      {character.notes !== '' && (
        <>
          <h3>{sentences.notes}</h3>
          <p className="hint">{character.notes}</p>
        </>
      )}
    </section>
  );
}
