import { useMemo, useState, type KeyboardEvent } from 'react';
import { hintsFor, NO_HINTS, type CommandHints } from '../core/command-completion.ts';
import { ownSeat } from '../core/table-view.ts';
import { useRoom } from './useRoom.ts';
import { useWords } from './useWords.ts';

export interface HintsOfField {
  readonly hints: CommandHints;
  readonly active: number;
  readonly choose: (index: number) => void;
  /** Handles arrows, Tab, Enter and Escape while there is something to choose. Returns whether the key was used up. */
  readonly press: (event: KeyboardEvent) => boolean;
}

/** Completion of one field: follows its text, by keys and by touch. */
export function useCommandHints(text: string, setText: (text: string) => void): HintsOfField {
  const { state } = useRoom();
  const { language } = useWords();
  const [dismissed, setDismissed] = useState<string | null>(null);
  const [chosen, setChosen] = useState({ text: '', index: 0 });
  const { view } = state;
  const hints = useMemo(() => {
    if (view === null || dismissed === text) return NO_HINTS;
    const names = view.seats.filter(({ seatId }) => seatId !== view.you.seatId).map(({ name }) => name);
    return hintsFor(text, { language, role: ownSeat(view)?.role ?? 'listener', names });
  }, [view, dismissed, text, language]);
  const { completions } = hints;
  const active = chosen.text === text ? Math.min(chosen.index, Math.max(0, completions.length - 1)) : 0;
  const choose = (index: number): void => {
    const completion = completions[index];
    if (completion) setText(completion.line);
  };
  const press = (event: KeyboardEvent): boolean => {
    if (completions.length === 0 || event.nativeEvent.isComposing) return false;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setChosen({ text, index: (active + step + completions.length) % completions.length });
    else if (event.key === 'Escape') setDismissed(text);
    else if (!isChoice(event, hints.isWhole && chosen.text !== text)) return false;
    else choose(active);
    event.preventDefault();
    return true;
  };
  return { hints, active, choose, press };
}

/** Tab takes the active one; so does Enter, unless the line is a command already and nothing was chosen: then it is sent. */
function isChoice(event: KeyboardEvent, isReady: boolean): boolean {
  if (event.shiftKey) return false;
  return event.key === 'Tab' || (event.key === 'Enter' && !isReady);
}
