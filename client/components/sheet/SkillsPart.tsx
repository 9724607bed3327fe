import { ABILITIES, SKILL_ABILITIES, SKILLS, type Ability, type GameStep, type RollMode, type Skill } from '@skald/protocol';
import { useState, type ReactNode } from 'react';
import { signed } from '../../core/encounter.ts';
import { ruleWords } from '../../core/i18n/rule-words.ts';
import { useWords } from '../../hooks/useWords.ts';
import type { PartProps } from './CharacterSheet.tsx';
import { RollForm } from './RollForm.tsx';

type Wish = { of: 'check'; what: Skill | Ability } | { of: 'save'; what: Ability };

/** Abilities, saving throws and skills; a touch asks how, a second one rolls. */
export function SkillsPart({ sheet, act }: PartProps): ReactNode {
  const { words, language } = useWords();
  const sentences = words.character.sheet;
  const rules = ruleWords(language);
  const [wish, setWish] = useState<Wish | null>(null);
  const { character, derived, characterId } = sheet;
  const nameOf = (what: Skill | Ability): string => ({ ...rules.abilities, ...rules.skills })[what];
  const bonusOf = ({ of, what }: Wish): number =>
    of === 'save' ? derived.saves[what] : ({ ...derived.modifiers, ...derived.skills }[what] ?? 0);
  const titleOf = (one: Wish): string => (one.of === 'save' ? sentences.saveOf(nameOf(one.what)) : nameOf(one.what));
  const roll = async (mode: RollMode, said: string, difficulty: number): Promise<void> => {
    if (!wish) return;
    if (await act.take(stepOf(wish, characterId, { mode, words: said || titleOf(wish), difficulty }))) setWish(null);
  };
  const form = wish && (
    <RollForm
      key={`${wish.of}-${wish.what}`}
      title={titleOf(wish)}
      bonus={signed(bonusOf(wish))}
      hasDifficulty={wish.of === 'save'}
      isBusy={act.isBusy}
      onRoll={(...how) => void roll(...how)}
      onCancel={() => setWish(null)}
    />
  );
  const button = (one: Wish, label: ReactNode, testId: string): ReactNode => (
    <button
      type="button"
      className="roll-row"
      aria-label={sentences.rollOf(titleOf(one), signed(bonusOf(one)))}
      aria-expanded={wish?.of === one.of && wish.what === one.what}
      data-testid={testId}
      onClick={() => setWish(one)}
    >
      <span>{label}</span>
      <b>{signed(bonusOf(one))}</b>
    </button>
  );
  return (
    <section className="sheet-part">
      {form}
      <h3>{sentences.abilities}</h3>
      <ul className="ability-rows">
        {ABILITIES.map((ability) => (
          <li key={ability}>
            {button({ of: 'check', what: ability }, `${nameOf(ability)} ${character.abilities[ability]}`, `ability-${ability}`)}
            {button(
              { of: 'save', what: ability },
              <>
                {sentences.save}
                {character.saves.includes(ability) && <em> · {sentences.trained}</em>}
              </>,
              `save-${ability}`,
            )}
          </li>
        ))}
      </ul>
      <h3>{sentences.skills}</h3>
      <ul className="skill-rows">
        {SKILLS.map((skill) => {
          const training = character.skills[skill];
          return (
            <li key={skill}>
              {button(
                { of: 'check', what: skill },
                <>
                  {nameOf(skill)} <small>{nameOf(SKILL_ABILITIES[skill])}</small>
                  {training && <em> · {training === 'expert' ? sentences.expert : sentences.trained}</em>}
                </>,
                `skill-${skill}`,
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function stepOf(
  wish: Wish,
  actor: PartProps['sheet']['characterId'],
  { mode, words, difficulty }: { mode: RollMode; words: string; difficulty: number },
): GameStep {
  if (wish.of === 'save') return { kind: 'save', actor, ability: wish.what, difficulty, mode, against: words };
  return { kind: 'check', actor, what: wish.what, difficulty: null, mode, attempt: words, onSuccess: '', onFailure: '' };
}
