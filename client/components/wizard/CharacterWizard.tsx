import { gameRequests, nameSchema, type Catalogue, type CharacterId, type ErrorCode, type TableId } from '@skald/protocol';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { isWhole, mendedDraft, spellCount, suggestedDraft, type Draft } from '../../core/character-choices.ts';
import { keepWizard, recallWizard, WIZARD_STEPS, type WizardProgress, type WizardStep } from '../../core/wizard-memory.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { useCatalogue } from '../../hooks/useCatalogue.ts';
import { useRoom } from '../../hooks/useRoom.ts';
import { useWords } from '../../hooks/useWords.ts';
import { Sheet } from '../Sheet.tsx';
import { AbilityStep } from './AbilityStep.tsx';
import { NameStep } from './NameStep.tsx';
import { BackgroundStep, ClassStep, SpeciesStep, type StepProps } from './OriginSteps.tsx';
import { SkillStep, SpellStep } from './TalentSteps.tsx';

interface CharacterWizardProps {
  readonly tableId: TableId;
  /** Name that the seat came with. */
  readonly name: string;
  readonly onMade: (characterId: CharacterId) => void;
  readonly onClose: () => void;
}

const STEPS: Readonly<Record<WizardStep, (props: StepProps) => ReactNode>> = {
  class: ClassStep,
  species: SpeciesStep,
  background: BackgroundStep,
  abilities: AbilityStep,
  skills: SkillStep,
  spells: SpellStep,
  name: NameStep,
};

/** A playable character of level 1, everything chosen beforehand and open to change. (G6) */
export function CharacterWizard(props: CharacterWizardProps): ReactNode {
  const { words, explain } = useWords();
  const { wizard } = words.character;
  const { catalogue, problem, askAgain } = useCatalogue();
  return (
    <Sheet title={wizard.title} testId="wizard" onClose={props.onClose}>
      {catalogue ? (
        <Steps {...props} catalogue={catalogue} />
      ) : problem ? (
        <p className="problem" role="alert">
          {wizard.failed} {explain(problem)}{' '}
          <button type="button" className="quiet" onClick={askAgain}>
            {words.common.tryAgain}
          </button>
        </p>
      ) : (
        <p className="hint">{words.common.loading}</p>
      )}
    </Sheet>
  );
}

function Steps({ catalogue, tableId, name, onMade }: CharacterWizardProps & { readonly catalogue: Catalogue }): ReactNode {
  const { words } = useWords();
  const { wizard } = words.character;
  const { room } = useRoom();
  const { run, problem, isBusy } = useAsk();
  const { progress, go, forget } = useProgress(catalogue, tableId, name);
  const { draft } = progress;
  const steps = WIZARD_STEPS.filter((one) => one !== 'spells' || hasSpells(catalogue, draft));
  const index = Math.max(steps.indexOf(progress.step), 0);
  const step = steps[index] ?? 'class';
  const heading = useFocusOnChange(step);
  const isLast = step === 'name';
  const isReady = isLast ? nameSchema.safeParse(draft.name).success : isWholeAt(catalogue, draft, step);
  const move = (by: number): void => go({ draft, step: steps[index + by] ?? step });
  const make = async (): Promise<void> => {
    await run(async () => {
      const choices = { ...draft, name: nameSchema.parse(draft.name) };
      const { characterId } = await room.ask(gameRequests.createCharacter, { choices });
      forget();
      onMade(characterId);
    });
  };
  const Step = STEPS[step];
  return (
    <form
      className="wizard"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady || isBusy) return;
        if (isLast) void make();
        else move(1);
      }}
    >
      <h3 ref={heading} tabIndex={-1} data-testid="wizard-progress">
        {wizard.progress(index + 1, steps.length, wizard.steps[step])}
      </h3>
      <progress max={steps.length} value={index + 1} aria-hidden="true" />
      <div className="wizard-step">
        <Step catalogue={catalogue} draft={draft} onChange={(changed) => go({ step, draft: changed })} />
      </div>
      <Ways
        isFirst={index === 0}
        isLast={isLast}
        isReady={isReady && !isBusy}
        label={isLast ? (isBusy ? wizard.making : wizard.done) : wizard.next}
        problem={problem}
        onBack={() => move(-1)}
        onSuggest={() => go({ step: 'name', draft: mendedDraft(catalogue, draft) })}
      />
    </form>
  );
}

interface WaysProps {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isReady: boolean;
  readonly label: string;
  readonly problem: ErrorCode | null;
  readonly onBack: () => void;
  readonly onSuggest: () => void;
}

/** Back, on, and straight to the end. */
function Ways({ isFirst, isLast, isReady, label, problem, onBack, onSuggest }: WaysProps): ReactNode {
  const { words, explain } = useWords();
  const { wizard } = words.character;
  return (
    <footer>
      {problem && (
        <p className="problem" role="alert">
          {explain(problem)}
        </p>
      )}
      {!isFirst && (
        <button type="button" className="quiet" data-testid="wizard-back" onClick={onBack}>
          {wizard.back}
        </button>
      )}
      {!isLast && (
        <button type="button" className="quiet" data-testid="wizard-suggest" onClick={onSuggest}>
          {wizard.suggestRest}
        </button>
      )}
      <button type="submit" className="primary" disabled={!isReady} data-testid={isLast ? 'wizard-done' : 'wizard-next'}>
        {label}
      </button>
    </footer>
  );
}

/** Where one is; it outlives a reload of the page. */
function useProgress(catalogue: Catalogue, tableId: TableId, name: string) {
  const [progress, setProgress] = useState<WizardProgress>(
    () => recallWizard(window.sessionStorage, tableId) ?? { step: 'class', draft: suggestedDraft(catalogue, 'fighter', name) },
  );
  const go = (next: WizardProgress): void => {
    keepWizard(window.sessionStorage, tableId, next);
    setProgress(next);
  };
  return { progress, go, forget: () => keepWizard(window.sessionStorage, tableId, null) };
}

/** The heading takes the focus when the step changes, not when the wizard opens. */
function useFocusOnChange(step: WizardStep) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    heading.current?.focus();
    heading.current?.scrollIntoView?.({ block: 'end' });
  }, [step]);
  return heading;
}

function hasSpells(catalogue: Catalogue, draft: Draft): boolean {
  return spellCount(catalogue, draft, 0) + spellCount(catalogue, draft, 1) > 0;
}

function isWholeAt(catalogue: Catalogue, draft: Draft, step: WizardStep): boolean {
  return step === 'skills' || step === 'spells' ? isWhole(catalogue, draft, step) : true;
}
