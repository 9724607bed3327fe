import { campaignRequests, type Quest } from '@skald/protocol';
import { useState, type FormEvent, type ReactNode } from 'react';
import { readObjectives, sortQuests, writeObjectives } from '../core/campaign-view.ts';
import { useAsk } from '../hooks/useAsk.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';
import { Icon } from './Icon.tsx';
import { Toggle } from './Toggle.tsx';

interface QuestPanelProps {
  readonly quests: readonly Quest[];
  readonly isHost: boolean;
}

/** A quest as it is typed; steps are one a line. */
interface QuestDraft {
  readonly title: string;
  readonly text: string;
  readonly state: Quest['state'];
  readonly steps: string;
  readonly isHidden: boolean;
}

/** What the party set out to do, as far as this seat knows; the host writes it. (G8) */
export function QuestPanel({ quests, isHost }: QuestPanelProps): ReactNode {
  const { words } = useWords();
  const sentences = words.campaign.quests;
  const [edited, setEdited] = useState<Quest | 'new' | null>(null);
  return (
    <section className="quests" data-testid="quests">
      <h3>{sentences.title}</h3>
      {quests.length === 0 && <p className="hint">{sentences.none}</p>}
      <ul>
        {sortQuests(quests).map((quest) => (
          <li key={quest.questId} data-state={quest.state}>
            <QuestEntry quest={quest} />
            {isHost && (
              <button type="button" className="tool" aria-label={sentences.edit(quest.title)} onClick={() => setEdited(quest)}>
                <Icon name="pen" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {isHost && edited === null && (
        <button type="button" className="quiet" data-testid="add-quest" onClick={() => setEdited('new')}>
          {sentences.add}
        </button>
      )}
      {edited !== null && (
        <QuestForm
          key={edited === 'new' ? 'new' : edited.questId}
          quest={edited === 'new' ? null : edited}
          onDone={() => setEdited(null)}
        />
      )}
    </section>
  );
}

function QuestEntry({ quest }: { readonly quest: Quest }): ReactNode {
  const { words } = useWords();
  const sentences = words.campaign.quests;
  return (
    <div>
      <strong>{quest.title}</strong>{' '}
      {quest.state !== 'open' && <small className="quest-state">{sentences.states[quest.state]}</small>}{' '}
      {quest.isHidden && <small className="quest-state">{sentences.hidden}</small>}
      {quest.text !== '' && <p>{quest.text}</p>}
      {quest.objectives.length > 0 && (
        <ul className="quest-steps">
          {quest.objectives.map(({ text, isDone }, index) => (
            <li key={`${index}-${text}`} data-done={isDone}>
              <Icon name={isDone ? 'mark' : 'table'} label={isDone ? sentences.stepDone : sentences.stepOpen} /> {text}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function QuestForm({ quest, onDone }: { readonly quest: Quest | null; readonly onDone: () => void }): ReactNode {
  const { words, explain } = useWords();
  const { room } = useRoom();
  const { run, problem, isBusy } = useAsk();
  const sentences = words.campaign.quests;
  const [draft, setDraft] = useState<QuestDraft>({
    title: quest?.title ?? '',
    text: quest?.text ?? '',
    state: quest?.state ?? 'open',
    steps: writeObjectives(quest?.objectives ?? []),
    isHidden: quest?.isHidden ?? false,
  });
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { steps, ...content } = draft;
    const wish = { questId: quest?.questId ?? null, ...content, objectives: readObjectives(steps) };
    if (await run(() => room.ask(campaignRequests.setQuest, wish))) onDone();
  };
  return (
    <form className="quest-form" onSubmit={(event) => void save(event)} data-testid="quest-form">
      <QuestFields draft={draft} onChange={setDraft} />
      {problem && (
        <p className="problem" role="alert">
          {explain(problem)}
        </p>
      )}
      <p>
        <button type="submit" className="quiet strong" disabled={isBusy} data-testid="save-quest">
          {sentences.save}
        </button>
        <button type="button" className="quiet" onClick={onDone}>
          {words.common.cancel}
        </button>
      </p>
    </form>
  );
}

interface QuestFieldsProps {
  readonly draft: QuestDraft;
  readonly onChange: (draft: QuestDraft) => void;
}

function QuestFields({ draft, onChange }: QuestFieldsProps): ReactNode {
  const { words } = useWords();
  const sentences = words.campaign.quests;
  return (
    <>
      <label className="field">
        <span>{sentences.name}</span>
        <input
          value={draft.title}
          maxLength={120}
          required
          data-testid="quest-title"
          onChange={({ target }) => onChange({ ...draft, title: target.value })}
        />
      </label>
      <label className="field">
        <span>{sentences.text}</span>
        <textarea
          value={draft.text}
          maxLength={2_000}
          rows={3}
          onChange={({ target }) => onChange({ ...draft, text: target.value })}
        />
      </label>
      <label className="field">
        <span>{sentences.objectives}</span>
        <textarea value={draft.steps} rows={3} onChange={({ target }) => onChange({ ...draft, steps: target.value })} />
      </label>
      <label className="field">
        <span>{sentences.state}</span>
        <select value={draft.state} onChange={({ target }) => onChange({ ...draft, state: target.value as Quest['state'] })}>
          {(['open', 'done', 'failed'] as const).map((state) => (
            <option key={state} value={state}>
              {sentences.states[state]}
            </option>
          ))}
        </select>
      </label>
      <Toggle
        label={sentences.isHidden}
        isOn={draft.isHidden}
        testId="quest-hidden"
        onChange={(isHidden) => onChange({ ...draft, isHidden })}
      />
    </>
  );
}
