import type { Catalogue } from '@skald/protocol';
import type { ReactNode } from 'react';
import {
  backgroundOf,
  classOf,
  mendedDraft,
  speciesOf,
  speciesOptions,
  speciesSkillOffer,
  withClass,
  type Draft,
} from '../../core/character-choices.ts';
import { useWords } from '../../hooks/useWords.ts';
import { OptionList } from './OptionList.tsx';

export interface StepProps {
  readonly catalogue: Catalogue;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

export function ClassStep({ catalogue, draft, onChange }: StepProps): ReactNode {
  const { words } = useWords();
  const { wizard } = words.character;
  const { options } = classOf(catalogue, draft.class);
  return (
    <>
      <OptionList
        legend={wizard.steps.class}
        testId="wizard-class"
        isSingle
        options={catalogue.classes}
        chosen={[draft.class]}
        onChoose={(key) => onChange(withClass(catalogue, draft, key))}
      />
      {options.length > 0 && (
        <OptionList
          legend={`${classOf(catalogue, draft.class).name}: ${wizard.option}`}
          testId="wizard-class-option"
          isSingle
          options={options}
          chosen={draft.classOption === null ? [] : [draft.classOption]}
          onChoose={(classOption) => onChange(mendedDraft(catalogue, { ...draft, classOption }))}
        />
      )}
    </>
  );
}

export function SpeciesStep({ catalogue, draft, onChange }: StepProps): ReactNode {
  const { words } = useWords();
  const { wizard } = words.character;
  const options = speciesOptions(catalogue, draft);
  const skills = speciesSkillOffer(catalogue, draft);
  const { name } = speciesOf(catalogue, draft.species);
  return (
    <>
      <OptionList
        legend={wizard.steps.species}
        testId="wizard-species"
        isSingle
        options={catalogue.species}
        chosen={[draft.species]}
        onChoose={(species) => onChange(mendedDraft(catalogue, { ...draft, species }))}
      />
      {options.length > 0 && (
        <OptionList
          legend={`${name}: ${wizard.option}`}
          testId="wizard-species-option"
          isSingle
          options={options}
          chosen={draft.speciesOption === null ? [] : [draft.speciesOption]}
          onChoose={(speciesOption) => onChange(mendedDraft(catalogue, { ...draft, speciesOption }))}
        />
      )}
      {skills.length > 0 && (
        <OptionList
          legend={wizard.speciesSkill}
          testId="wizard-species-skill"
          isSingle
          options={catalogue.skills.filter(({ key }) => skills.includes(key))}
          chosen={draft.speciesSkill === null ? [] : [draft.speciesSkill]}
          onChoose={(speciesSkill) => onChange(mendedDraft(catalogue, { ...draft, speciesSkill }))}
        />
      )}
    </>
  );
}

export function BackgroundStep({ catalogue, draft, onChange }: StepProps): ReactNode {
  const { words } = useWords();
  const nameOf = (key: string): string => catalogue.skills.find((skill) => skill.key === key)?.name ?? key;
  return (
    <OptionList
      legend={words.character.wizard.steps.background}
      testId="wizard-background"
      isSingle
      options={catalogue.backgrounds.map(({ key, name, text, feature }) => {
        const skills = backgroundOf(catalogue, key).skills.map(nameOf);
        return { key, name, text: `${text} ${[...skills, feature.name].join(', ')}.` };
      })}
      chosen={[draft.background]}
      onChoose={(background) => onChange(mendedDraft(catalogue, { ...draft, background }))}
    />
  );
}
