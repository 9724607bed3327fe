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
  const rowOf = (one: Wish, label: ReactNode): ReactNode => (
    <RollRow
      title={titleOf(one)}
      bonus={signed(bonusOf(one))}
      isAsked={wish?.of === one.of && wish.what === one.what}
      testId={testIdOf(one)}
      onAsk={() => setWish(one)}
    >
      {label}
    </RollRow>
  );
  return (
    <section className="sheet-part">
      {form}
      <h3>{sentences.abilities}</h3>
      <AbilityRows character={character} rowOf={rowOf} />
      <h3>{sentences.skills}</h3>
      <SkillRows character={character} rowOf={rowOf} />
    </section>
  );
}

interface RowsProps {
  readonly character: PartProps['sheet']['character'];
  readonly rowOf: (wish: Wish, label: ReactNode) => ReactNode;
}

function AbilityRows({ character, rowOf }: RowsProps): ReactNode {
  const { words, language } = useWords();
  const sentences = words.character.sheet;
  return (
    <ul className="ability-rows">
      {ABILITIES.map((ability) => (
        <li key={ability}>
          {rowOf({ of: 'check', what: ability }, `${ruleWords(language).abilities[ability]} ${character.abilities[ability]}`)}
          {rowOf(
            { of: 'save', what: ability },
            <>
              {sentences.save}
              {character.saves.includes(ability) && <em> · {sentences.trained}</em>}
            </>,
          )}
        </li>
      ))}
    </ul>
  );
}

function SkillRows({ character, rowOf }: RowsProps): ReactNode {
  const { words, language } = useWords();
  const sentences = words.character.sheet;
  const rules = ruleWords(language);
  return (
    <ul className="skill-rows">
      {SKILLS.map((skill) => {
        const training = character.skills[skill];
        return (
          <li key={skill}>
            {rowOf(
              { of: 'check', what: skill },
              <>
                {rules.skills[skill]} <small>{rules.abilities[SKILL_ABILITIES[skill]]}</small>
                {training && <em> · {training === 'expert' ? sentences.expert : sentences.trained}</em>}
              </>,
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface RollRowProps {
  readonly title: string;
  readonly bonus: string;
  readonly isAsked: boolean;
  readonly testId: string;
  readonly onAsk: () => void;
  readonly children: ReactNode;
}

function RollRow({ title, bonus, isAsked, testId, onAsk, children }: RollRowProps): ReactNode {
  const { words } = useWords();
  return (
    <button
      type="button"
      className="roll-row"
      aria-label={words.character.sheet.rollOf(title, bonus)}
      aria-expanded={isAsked}
      data-testid={testId}
      onClick={onAsk}
    >
      <span>{children}</span>
      <b>{bonus}</b>
    </button>
  );
}

function testIdOf({ of, what }: Wish): string {
  if (of === 'save') return `save-${what}`;
  return what in SKILL_ABILITIES ? `skill-${what}` : `ability-${what}`;
}

function stepOf(
  wish: Wish,
  actor: PartProps['sheet']['characterId'],
  { mode, words, difficulty }: { mode: RollMode; words: string; difficulty: number },
): GameStep {
  if (wish.of === 'save') return { kind: 'save', actor, ability: wish.what, difficulty, mode, against: words };
  return { kind: 'check', actor, what: wish.what, difficulty: null, mode, attempt: words, onSuccess: '', onFailure: '' };
}
