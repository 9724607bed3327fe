import type { GameStep, SheetView, Spell } from '@skald/protocol';
import type { ReactNode } from 'react';
import { signed } from '../../core/encounter.ts';
import { useWords } from '../../hooks/useWords.ts';
import { ActButton } from '../combat/ActButton.tsx';
import type { PartProps } from './CharacterSheet.tsx';

type Casting = NonNullable<SheetView['character']['spellcasting']>;
type Slot = Extract<GameStep, { kind: 'spell:cast' }>['slot'];

/** Slots, spells and features, each with a way to use it. */
export function MagicPart({ sheet, act }: PartProps): ReactNode {
  const { words } = useWords();
  const sentences = words.character.sheet;
  const { character, characterId, derived } = sheet;
  const { spellcasting } = character;
  return (
    <section className="sheet-part">
      {spellcasting && (
        <>
          <h3>{sentences.spells}</h3>
          {derived.spellAttack !== null && derived.spellDifficulty !== null && (
            <p className="hint">{sentences.spellNumbers(signed(derived.spellAttack), derived.spellDifficulty)}</p>
          )}
          <Slots casting={spellcasting} />
          <ul className="entry-rows">
            {spellcasting.spells.map((spell) => (
              <li key={spell.id}>
                <details>
                  <summary>
                    <strong>{spell.name}</strong>{' '}
                    <small>
                      {spell.level === 0 ? sentences.cantrip : sentences.spellLevel(spell.level)}
                      {spell.needsConcentration && ` · ${sentences.concentrates}`}
                    </small>
                  </summary>
                  <p>{spell.text}</p>
                </details>
                <span className="entry-actions">
                  {slotsFor(spellcasting, spell).map((slot) => (
                    <ActButton
                      key={slot === null ? 'none' : `${slot.level}-${String(slot.isPact)}`}
                      act={act}
                      step={{ kind: 'spell:cast', characterId, spellId: spell.id, slot }}
                      label={slot === null ? sentences.cast : slot.isPact ? sentences.castPact : sentences.castAt(slot.level)}
                      testId={`cast-${spell.id}`}
                    />
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Features sheet={sheet} act={act} />
    </section>
  );
}

function Features({ sheet: { characterId, character }, act }: Pick<PartProps, 'sheet' | 'act'>): ReactNode {
  const { words } = useWords();
  const sentences = words.character.sheet;
  return (
    <>
      <h3>{sentences.features}</h3>
      <ul className="entry-rows">
        {character.features.map(({ id, name, text, uses }) => (
          <li key={id}>
            <details>
              <summary>
                <strong>{name}</strong> {uses && <small>{sentences.uses(uses.max - uses.spent, uses.max)}</small>}
              </summary>
              <p>{text}</p>
            </details>
            {uses && uses.spent < uses.max && (
              <ActButton
                act={act}
                step={{ kind: 'feature:use', characterId, featureId: id }}
                label={sentences.use}
                testId={`use-${id}`}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Slots({ casting: { slots, pact } }: { readonly casting: Casting }): ReactNode {
  const { words } = useWords();
  const sentences = words.character.sheet;
  const lines = slots.flatMap(({ max, spent }, index) => (max > 0 ? [sentences.slotsOf(index + 1, max - spent, max)] : []));
  if (pact) lines.push(sentences.pactOf(pact.level, pact.max - pact.spent, pact.max));
  if (lines.length === 0) return null;
  return (
    <ul className="slot-rows" aria-label={sentences.slots} data-testid="sheet-slots">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** Slots that are left and large enough; none is needed for a cantrip. */
function slotsFor({ slots, pact }: Casting, { level, isPrepared }: Spell): Slot[] {
  if (level === 0) return [null];
  if (!isPrepared) return [];
  const own = slots.flatMap(({ max, spent }, index) =>
    spent < max && index + 1 >= level ? [{ level: index + 1, isPact: false }] : [],
  );
  return pact && pact.spent < pact.max && pact.level >= level ? [...own, { level: pact.level, isPact: true }] : own;
}
