import type { Skill } from '@skald/protocol';
import type { ReactNode } from 'react';
import {
  chosenSpells,
  classOf,
  mendedDraft,
  skillOffer,
  spellCount,
  spellOffer,
  toggled,
  trainedSkills,
} from '../../core/character-choices.ts';
import { useWords } from '../../hooks/useWords.ts';
import { OptionList } from './OptionList.tsx';
import type { StepProps } from './OriginSteps.tsx';

export function SkillStep({ catalogue, draft, onChange }: StepProps): ReactNode {
  const { words } = useWords();
  const { wizard } = words.character;
  const entry = classOf(catalogue, draft.class);
  const offer = skillOffer(catalogue, draft);
  const trained = trainedSkills(catalogue, draft);
  const named = (keys: readonly Skill[]) => catalogue.skills.filter(({ key }) => keys.includes(key));
  const had = trained.filter((skill) => !draft.skills.includes(skill));
  const choose = (skill: Skill): void => {
    const skills = toggled(draft.skills, skill, entry.skills.choose);
    const isWhole = skills.length === entry.skills.choose;
    const expertise = draft.expertise.filter((one) => skills.includes(one) || had.includes(one));
    onChange(isWhole ? mendedDraft(catalogue, { ...draft, skills, expertise }) : { ...draft, skills, expertise });
  };
  return (
    <>
      <p className="hint">
        {wizard.had(
          named(had)
            .map(({ name }) => name)
            .join(', '),
        )}
      </p>
      <OptionList
        legend={`${wizard.skillsOfClass} · ${wizard.choose(draft.skills.length, entry.skills.choose)}`}
        testId="wizard-skill"
        isSingle={false}
        options={named(offer).map((skill) => marked(skill, entry.suggested.skills, wizard.recommended))}
        chosen={draft.skills}
        onChoose={choose}
      />
      {entry.expertise > 0 && (
        <OptionList
          legend={`${wizard.expertise} · ${wizard.choose(draft.expertise.length, entry.expertise)}`}
          testId="wizard-expertise"
          isSingle={false}
          options={named(trained).map(({ key, name }) => ({ key, name, text: '' }))}
          chosen={draft.expertise}
          onChoose={(skill) => onChange({ ...draft, expertise: toggled(draft.expertise, skill, entry.expertise) })}
        />
      )}
    </>
  );
}

export function SpellStep({ catalogue, draft, onChange }: StepProps): ReactNode {
  const { words } = useWords();
  const { wizard } = words.character;
  const { suggested } = classOf(catalogue, draft.class);
  return ([0, 1] as const)
    .filter((level) => spellCount(catalogue, draft, level) > 0)
    .map((level) => {
      const most = spellCount(catalogue, draft, level);
      const chosen = draft.spells.filter((key) => chosenSpells(catalogue, draft, level).some((spell) => spell.key === key));
      const others = draft.spells.filter((key) => !chosen.includes(key));
      return (
        <OptionList
          key={level}
          legend={`${level === 0 ? wizard.cantrips : wizard.spellsOfLevel} · ${wizard.choose(chosen.length, most)}`}
          testId={`wizard-spell-${level}`}
          isSingle={false}
          options={spellOffer(catalogue, draft, level).map((spell) => marked(spell, suggested.spells, wizard.recommended))}
          chosen={chosen}
          onChoose={(key) => onChange({ ...draft, spells: [...others, ...toggled(chosen, key, most)] })}
        />
      );
    });
}

function marked<Key extends string>(
  { key, name, text }: { key: Key; name: string; text: string },
  suggested: readonly string[],
  mark: string,
) {
  return { key, name, text, ...(suggested.includes(key) ? { mark } : {}) };
}
