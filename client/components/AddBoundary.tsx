import { campaignRequests, MAX_BOUNDARY_LENGTH } from '@skald/protocol';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useAsk } from '../hooks/useAsk.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';

/** A field for one line or veil, without a name. */
export function AddBoundary(): ReactNode {
  const { words, explain } = useWords();
  const { room } = useRoom();
  const { run, problem, isBusy } = useAsk();
  const [text, setText] = useState('');
  const [list, setList] = useState<'lines' | 'veils'>('lines');
  const { boundaries } = words.campaign;
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const isAdded = await run(() => room.ask(campaignRequests.changeBoundary, { list, text: text.trim(), isKept: true }));
    if (isAdded) setText('');
  };
  return (
    <form className="boundary-form" onSubmit={(event) => void add(event)}>
      <input
        value={text}
        maxLength={MAX_BOUNDARY_LENGTH}
        aria-label={boundaries.label}
        placeholder={boundaries.placeholder}
        data-testid="boundary-text"
        onChange={({ target }) => setText(target.value)}
      />
      <select
        value={list}
        aria-label={boundaries.title}
        data-testid="boundary-list"
        onChange={({ target }) => setList(target.value === 'veils' ? 'veils' : 'lines')}
      >
        <option value="lines">{boundaries.asLine}</option>
        <option value="veils">{boundaries.asVeil}</option>
      </select>
      <button type="submit" className="quiet strong" disabled={isBusy || text.trim() === ''} data-testid="boundary-add">
        {boundaries.add}
      </button>
      {problem && (
        <small className="problem" role="alert">
          {explain(problem)}
        </small>
      )}
    </form>
  );
}
