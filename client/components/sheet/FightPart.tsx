import type { ReactNode } from 'react';
import { describeDamage, signed } from '../../core/encounter.ts';
import { ruleWords } from '../../core/i18n/rule-words.ts';
import { useWords } from '../../hooks/useWords.ts';
import { ActButton } from '../combat/ActButton.tsx';
import { ConfirmButton } from '../ConfirmButton.tsx';
import type { PartProps } from './CharacterSheet.tsx';

/** Attacks, what lies on the character, rest and the next level. */
export function FightPart({ sheet, act, isInFight }: PartProps): ReactNode {
  const { words, language } = useWords();
  const sentences = words.character.sheet;
  const { character, derived } = sheet;
  const { conditions, concentration } = character.vitals;
  return (
    <section className="sheet-part">
      <h3>{sentences.attacks}</h3>
      <ul className="entry-rows">
        {character.attacks.map(({ id, name }) => {
          const numbers = derived.attacks.find((one) => one.id === id);
          return (
            <li key={id}>
              <strong>{name}</strong>
              {numbers && <span>{`${signed(numbers.toHit)} · ${describeDamage(numbers.damage, language)}`}</span>}
            </li>
          );
        })}
      </ul>
      <p className="hint">{character.attacks.length > 0 ? sentences.attackHint : sentences.noAttacks}</p>
      <h3>{sentences.conditions}</h3>
      <p className="hint" data-testid="sheet-conditions">
        {conditions.length === 0
          ? sentences.noConditions
          : conditions
              .map(({ condition, level }) => ruleWords(language).conditions[condition] + (level > 1 ? ` ${level}` : ''))
              .join(', ')}
      </p>
      {concentration !== null && <p className="hint">{sentences.concentration(concentration)}</p>}
      {!isInFight && character.vitals.life === 'alive' && <Rests sheet={sheet} act={act} isInFight={isInFight} />}
    </section>
  );
}

function Rests({ sheet, act }: PartProps): ReactNode {
  const { words } = useWords();
  const sentences = words.character.sheet;
  const { characterId, character, derived } = sheet;
  const { classes, experience, hasInspiration } = character;
  return (
    <>
      <h3>{sentences.rests}</h3>
      <div className="sheet-actions">
        <ActButton
          act={act}
          step={{ kind: 'rest:short', characterId, hitDice: [] }}
          label={sentences.shortRest}
          testId="rest-short"
        />
        {classes.map(
          ({ name, level, hitDiceSpent, hitDie }, classIndex) =>
            hitDiceSpent < level && (
              <ActButton
                key={name}
                act={act}
                step={{ kind: 'rest:short', characterId, hitDice: [{ classIndex, count: 1 }] }}
                label={sentences.shortRestWith(hitDie)}
                testId={`rest-short-${classIndex}`}
              />
            ),
        )}
        <ConfirmButton
          label={sentences.longRest}
          question={sentences.longRestSure}
          testId="rest-long"
          isDisabled={act.isBusy}
          onConfirm={() => void act.take({ kind: 'rest:long', characterIds: [characterId] })}
        />
      </div>
      {derived.nextLevelAt !== null && <p className="hint">{sentences.experience(experience, derived.nextLevelAt)}</p>}
      <div className="sheet-actions">
        {derived.nextLevelAt !== null && experience >= derived.nextLevelAt && (
          <ActButton
            act={act}
            step={{ kind: 'level:up', characterId, classIndex: 0, hitPoints: 'average' }}
            label={sentences.levelUp}
            testId="level-up"
            isStrong
          />
        )}
        {hasInspiration && (
          <ActButton
            act={act}
            step={{ kind: 'inspiration:spend', characterId }}
            label={sentences.inspiration}
            testId="inspiration"
          />
        )}
      </div>
    </>
  );
}
