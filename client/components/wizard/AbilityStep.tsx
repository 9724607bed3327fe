import type { Ability } from '@skald/protocol';
import type { ReactNode } from 'react';
import { backgroundOf, increasesFor, withScore } from '../../core/character-choices.ts';
import { signed } from '../../core/encounter.ts';
import { useWords } from '../../hooks/useWords.ts';
import { OptionList } from './OptionList.tsx';
import type { StepProps } from './OriginSteps.tsx';

/** Six scores for six abilities, and what the background adds. */
export function AbilityStep({ catalogue, draft, onChange }: StepProps): ReactNode {
  const { words } = useWords();
  const { wizard } = words.character;
  const nameOf = (ability: Ability): string => catalogue.abilities.find(({ key }) => key === ability)?.name ?? ability;
  const plans = increasePlans(backgroundOf(catalogue, draft.background).abilities).map(({ order, isEven }) => {
    const [first = '', second = '', third = ''] = order.map(nameOf);
    const name = isEven ? wizard.increaseEven(first, second, third) : `${first} +2, ${second} +1`;
    return { key: keyOf(increasesFor(order, isEven)), name, text: '', increases: increasesFor(order, isEven) };
  });
  return (
    <>
      <p className="hint">{wizard.abilitiesHint}</p>
      <ul className="scores">
        {catalogue.abilities.map(({ key, name, text }) => {
          const total = draft.scores[key] + (draft.increases[key] ?? 0);
          return (
            <li key={key}>
              <span>
                <strong>{name}</strong>
                <small>{text}</small>
              </span>
              <select
                value={draft.scores[key]}
                aria-label={wizard.scoreOf(name)}
                data-testid={`wizard-score-${key}`}
                onChange={({ target }) => onChange(withScore(draft, key, Number(target.value)))}
              >
                {catalogue.standardArray.map((score) => (
                  <option key={score} value={score}>
                    {score}
                  </option>
                ))}
              </select>
              <output>
                {total} <small>{signed(Math.floor((total - 10) / 2))}</small>
              </output>
            </li>
          );
        })}
      </ul>
      <OptionList
        legend={wizard.increase}
        testId="wizard-increase"
        isSingle
        options={plans}
        chosen={[keyOf(draft.increases)]}
        onChoose={(key) => {
          const plan = plans.find((one) => one.key === key);
          if (plan) onChange({ ...draft, increases: plan.increases });
        }}
      />
    </>
  );
}

/** 2 and 1 in each order of three abilities, and 1 to each. */
function increasePlans(abilities: readonly Ability[]): { order: Ability[]; isEven: boolean }[] {
  const orders = abilities.flatMap((first) =>
    abilities
      .filter((one) => one !== first)
      .map((second) => [first, second, ...abilities.filter((one) => one !== first && one !== second)]),
  );
  return [...orders.map((order) => ({ order, isEven: false })), { order: [...abilities], isEven: true }];
}

function keyOf(increases: Readonly<Partial<Record<Ability, number>>>): string {
  return Object.entries(increases)
    .map(([ability, size]) => `${ability}${size}`)
    .sort()
    .join('-');
}
