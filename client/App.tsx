import type { Language } from '@skald/protocol';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Environment } from './core/environment.ts';
import { chooseLanguage, type PreferenceShelf } from './core/preferences.ts';
import { createRest } from './core/rest.ts';
import { dictionaryOf } from './core/i18n/dictionary.ts';
import type { Route } from './core/route.ts';
import { ServicesContext, type Services } from './hooks/useServices.ts';
import { useRoute } from './hooks/useRoute.ts';
import { wordsIn, WordsContext, useWords } from './hooks/useWords.ts';
import { FairnessScreen } from './screens/FairnessScreen.tsx';
import { JoinScreen } from './screens/JoinScreen.tsx';
import { LandingScreen } from './screens/LandingScreen.tsx';
import { ProblemScreen } from './screens/ProblemScreen.tsx';
import { RoomGate } from './screens/RoomGate.tsx';

export function App({ environment, shelf }: { readonly environment: Environment; readonly shelf: PreferenceShelf }): ReactNode {
  const [language, setLanguage] = useState(() => chooseLanguage(shelf.read().language, navigator.languages));
  const { route, goTo } = useRoute();
  const words = useMemo(
    () =>
      wordsIn(language, (chosen: Language) => {
        shelf.update({ language: chosen });
        setLanguage(chosen);
      }),
    [language, shelf],
  );
  const services = useMemo<Services>(() => {
    const readLanguage = (): Language => chooseLanguage(shelf.read().language, navigator.languages);
    return { environment, shelf, goTo, rest: createRest({ fetch: (...call) => fetch(...call), readLanguage }) };
  }, [environment, shelf, goTo]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${dictionaryOf(language).name}: ${dictionaryOf(language).landing.tagline}`;
  }, [language]);
  return (
    <WordsContext value={words}>
      <ServicesContext value={services}>
        <Screen route={route} />
      </ServicesContext>
    </WordsContext>
  );
}

function Screen({ route }: { route: Route }): ReactNode {
  const { words } = useWords();
  switch (route.at) {
    case 'landing':
      return <LandingScreen />;
    case 'join':
      return <JoinScreen key={route.token} token={route.token} isHost={route.isHost} />;
    case 'table':
      return <RoomGate key={route.tableId} tableId={route.tableId} />;
    case 'dice':
      return <FairnessScreen key={route.tableId} tableId={route.tableId} />;
    case 'nowhere':
      return <ProblemScreen title={words.problems.nowhereTitle} text={words.problems.nowhere} />;
  }
}
