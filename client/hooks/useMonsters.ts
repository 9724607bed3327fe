import { ProtocolError, type Catalogue, type ErrorCode } from '@skald/protocol';
import { useEffect, useState } from 'react';
import { useServices } from './useServices.ts';
import { useWords } from './useWords.ts';

export interface Monsters {
  readonly list: Catalogue['monsters'] | null;
  readonly problem: ErrorCode | null;
}

/** The monsters of the rules in the person's language. Asked for when it is first needed; null until they are here. */
export function useMonsters(): Monsters {
  const { rest } = useServices();
  const { language } = useWords();
  const [state, setState] = useState<Monsters>({ list: null, problem: null });
  useEffect(() => {
    let isOver = false;
    rest.readCatalogue(language).then(
      ({ monsters }) => !isOver && setState({ list: monsters, problem: null }),
      (error: unknown) => !isOver && setState({ list: null, problem: error instanceof ProtocolError ? error.code : 'internal' }),
    );
    return () => {
      isOver = true;
    };
  }, [rest, language]);
  return state;
}
