import { ProtocolError, type Catalogue, type ErrorCode } from '@skald/protocol';
import { useEffect, useState } from 'react';
import { useServices } from './useServices.ts';
import { useWords } from './useWords.ts';

export interface CatalogueState {
  readonly catalogue: Catalogue | null;
  readonly problem: ErrorCode | null;
  readonly askAgain: () => void;
}

/** The rules in the person's language; null until they are here. */
export function useCatalogue(): CatalogueState {
  const { rest } = useServices();
  const { language } = useWords();
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<Omit<CatalogueState, 'askAgain'>>({ catalogue: null, problem: null });
  useEffect(() => {
    let isOver = false;
    rest.readCatalogue(language).then(
      (catalogue) => !isOver && setState({ catalogue, problem: null }),
      (error: unknown) =>
        !isOver && setState({ catalogue: null, problem: error instanceof ProtocolError ? error.code : 'internal' }),
    );
    return () => {
      isOver = true;
    };
  }, [rest, language, tries]);
  return { ...state, askAgain: () => setTries((count) => count + 1) };
}
