import type { FormerSeat, Message } from '@skald/protocol';
import type { CSSProperties, ReactNode } from 'react';
import type { Dictionary } from '../core/i18n/dictionary.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';
import { Icon } from './Icon.tsx';
import { RolledText } from './RolledText.tsx';

type PrivateMessage = Extract<Message, { kind: 'whisper' | 'note' }>;

interface PrivateLineProps {
  readonly message: PrivateMessage;
  readonly isContinued: boolean;
  readonly seats: readonly FormerSeat[];
}

/** A whisper or a note: marked in words and by a dashed frame, not by colour alone. */
export function PrivateLine({ message, isContinued, seats }: PrivateLineProps): ReactNode {
  const { words } = useWords();
  const ownSeat = useRoom().state.view?.you.seatId;
  const seat = seats.find(({ seatId }) => seatId === message.seatId);
  const style = { '--seat': `var(--seat-${seat?.colour ?? 0})` } as CSSProperties;
  return (
    <li
      className={isContinued ? 'line player private continued' : 'line player private'}
      style={style}
      data-kind={message.kind}
      data-seat={message.seatId}
      data-message-id={message.messageId}
    >
      {!isContinued && (
        <span className="line-name">
          {seat?.name ?? words.chat.gone}
          <small>
            <Icon name={message.kind === 'note' ? 'pen' : 'lock'} /> {markOf(message, seats, ownSeat, words)}
          </small>
        </span>
      )}
      <span className="line-text">{message.kind === 'note' ? message.text : <RolledText text={message.text} />}</span>
    </li>
  );
}

function markOf(message: PrivateMessage, seats: readonly FormerSeat[], ownSeat: string | undefined, words: Dictionary): string {
  if (message.kind === 'note') return words.chat.noteMark;
  if (message.to === 'dm') return words.chat.privatelyToDm;
  if (message.to === ownSeat) return words.chat.whisperToYou;
  return words.chat.whisperTo(seats.find(({ seatId }) => seatId === message.to)?.name ?? words.chat.gone);
}
