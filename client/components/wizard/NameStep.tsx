import type { ReactNode } from 'react';
import { backgroundOf, classOf, speciesOf, trainedSkills } from '../../core/character-choices.ts';
import { useWords } from '../../hooks/useWords.ts';
import type { StepProps } from './OriginSteps.tsx';

/** What came together, and the name. */
export function NameStep({ catalogue, draft, onChange }: StepProps): ReactNode {
  const { words } = useWords();
  const { wizard } = words.character;
  const skills = trainedSkills(catalogue, draft);
  const parts = [
    [wizard.steps.class, classOf(catalogue, draft.class).name],
    [wizard.steps.species, speciesOf(catalogue, draft.species).name],
    [wizard.steps.background, backgroundOf(catalogue, draft.background).name],
    [
      wizard.steps.abilities,
      catalogue.abilities.map(({ key, name }) => `${name} ${draft.scores[key] + (draft.increases[key] ?? 0)}`).join(', '),
    ],
    [wizard.steps.skills, catalogue.skills.flatMap(({ key, name }) => (skills.includes(key) ? [name] : [])).join(', ')],
    [wizard.steps.spells, catalogue.spells.flatMap(({ key, name }) => (draft.spells.includes(key) ? [name] : [])).join(', ')],
  ].filter(([, value]) => value !== '');
  return (
    <>
      <label className="field">
        <span>{wizard.nameLabel}</span>
        <input
          data-testid="wizard-name"
          value={draft.name}
          maxLength={40}
          autoComplete="off"
          placeholder={wizard.namePlaceholder}
          onChange={({ target }) => onChange({ ...draft, name: target.value })}
        />
      </label>
      <dl className="summary">
        {parts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
