import type { ReactNode } from 'react';
import { landingPath } from '../core/route.ts';
import { moodOf, type FlameMood } from '../core/flame-mood.ts';
import { useServices } from '../hooks/useServices.ts';
import { useWords } from '../hooks/useWords.ts';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { TableScene } from './TableScene.tsx';

interface PageProps {
  readonly mood?: FlameMood;
  /** What stands around the table in the picture. */
  readonly picture?: ReactNode;
  readonly children: ReactNode;
}

const LISTENING = moodOf({ state: 'listening' });
const silent = (): number => 0;

/** A page outside the room: words on one side, the table and its lamp on the other. */
export function Page({ mood = LISTENING, picture, children }: PageProps): ReactNode {
  const { words } = useWords();
  const { goTo } = useServices();
  return (
    <div className="page">
      <header className="page-head">
        <a
          className="wordmark"
          href={landingPath()}
          onClick={(event) => {
            event.preventDefault();
            goTo(landingPath());
          }}
        >
          {words.name}
        </a>
        <LanguageSwitch />
      </header>
      <div className="page-picture" aria-hidden="true">
        <TableScene mood={mood} readLevel={silent}>
          {picture}
        </TableScene>
      </div>
      <main className="page-main">{children}</main>
    </div>
  );
}
