import type { ReactNode } from 'react';
import type { TableView } from '../core/table-view.ts';
import { useServices } from '../hooks/useServices.ts';
import { useWords } from '../hooks/useWords.ts';
import type { OpenSheet } from '../screens/RoomScreen.tsx';
import { Icon } from './Icon.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { LeaveButton } from './LeaveButton.tsx';

interface RoomHeadProps {
  readonly view: TableView;
  readonly onOpen: (sheet: OpenSheet) => void;
}

export function RoomHead({ view, onOpen }: RoomHeadProps): ReactNode {
  const { words } = useWords();
  const { shelf } = useServices();
  const { table, session, you } = view;
  const isHost = you.isHost && shelf.keyOf(table.tableId)?.hostToken;
  return (
    <header className="room-head">
      <div className="room-title">
        <h1>{table.title}</h1>
        <p>
          {table.adventureTitle && <span className="room-adventure">{table.adventureTitle} · </span>}
          {session.number > 0 && `${words.session.number(session.number)} · `}
          {words.session.states[session.state]}
        </p>
      </div>
      <nav className="room-tools">
        <button
          type="button"
          className="tool safety-tool"
          data-testid="open-safety"
          aria-label={words.campaign.cards.open}
          aria-keyshortcuts="x"
          onClick={() => onOpen({ sheet: 'safety' })}
        >
          <Icon name="hold" />
        </button>
        {isHost && (
          <button
            type="button"
            className="tool"
            data-testid="open-host-panel"
            aria-label={words.room.invite}
            onClick={() => onOpen({ sheet: 'host' })}
          >
            <Icon name="link" />
            <span aria-hidden="true">{words.room.invite}</span>
          </button>
        )}
        <LanguageSwitch />
        <button
          type="button"
          className="tool"
          data-testid="open-settings"
          aria-label={words.room.settings}
          onClick={() => onOpen({ sheet: 'settings' })}
        >
          <Icon name="gear" />
        </button>
        <LeaveButton />
      </nav>
    </header>
  );
}
