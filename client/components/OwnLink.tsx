import { useState, type ReactNode } from 'react';
import { useWords } from '../hooks/useWords.ts';
import { CopyField } from './CopyField.tsx';
import { Icon } from './Icon.tsx';

/** The host's own link: kept apart from the one for friends, and covered until it is asked for. */
export function OwnLink({ text }: { readonly text: string }): ReactNode {
  const { words } = useWords();
  const [isShown, setIsShown] = useState(false);
  return (
    <section className="own-link">
      <h3>
        <Icon name="lock" /> {words.hostPanel.ownOnly}
      </h3>
      <p className="hint">{words.hostPanel.ownHint}</p>
      <button
        type="button"
        className="quiet"
        aria-expanded={isShown}
        data-testid="show-host-link"
        onClick={() => setIsShown(!isShown)}
      >
        {isShown ? words.hostPanel.ownHide : words.hostPanel.ownShow}
      </button>
      {isShown && <CopyField label={words.hostPanel.hostLink} hint={words.hostPanel.hostHint} text={text} testId="host-link" />}
    </section>
  );
}
