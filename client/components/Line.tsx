import type { FormerSeat, Message } from '@skald/protocol';
import { memo, type CSSProperties, type ReactNode } from 'react';
import { hueOf } from '../core/flame-mood.ts';
import { heardPart } from '../core/stream-lines.ts';
import { useWords } from '../hooks/useWords.ts';
import { DeedLine } from './combat/DeedLine.tsx';
import { DiceCard } from './DiceCard.tsx';
import { Icon } from './Icon.tsx';
import { PrivateLine } from './PrivateLine.tsx';
import { RolledText } from './RolledText.tsx';

interface LineProps {
  readonly message: Message;
  readonly isContinued: boolean;
  /** Everybody who may have said it, also those who are gone. */
  readonly seats: readonly FormerSeat[];
}

/** One entry of the stream. */
export const Line = memo(function Line({ message, isContinued, seats }: LineProps): ReactNode {
  const { words } = useWords();
  switch (message.kind) {
    case 'chat':
    case 'speech':
      return <PlayerLine message={message} isContinued={isContinued} seats={seats} />;
    case 'whisper':
    case 'note':
      return <PrivateLine message={message} isContinued={isContinued} seats={seats} />;
    case 'dm':
      return <DmLine message={message} isContinued={isContinued} />;
    case 'roll': {
      const name = seats.find((seat) => seat.seatId === message.roll.seatId)?.name ?? words.room.dm;
      return (
        <li className="line roll" data-kind="roll" data-message-id={message.messageId}>
          <DiceCard roll={message.roll} name={name} />
        </li>
      );
    }
    case 'deed':
      return <DeedLine message={message} />;
    case 'handout':
      return (
        <li className="line notice" data-kind="handout" data-message-id={message.messageId}>
          {words.campaign.handout.shown(message.title === '' ? words.campaign.handout.untitled : message.title)}
        </li>
      );
    case 'notice':
      return (
        <li className="line notice" data-kind="notice" data-code={message.code} data-message-id={message.messageId}>
          {words.notices[message.code]}
        </li>
      );
  }
});

type PlayerMessage = Extract<Message, { kind: 'chat' | 'speech' }>;

function PlayerLine({ message, isContinued, seats }: LineProps & { message: PlayerMessage }): ReactNode {
  const { words } = useWords();
  const seat = seats.find(({ seatId }) => seatId === message.seatId);
  const style = { '--seat': `var(--seat-${seat?.colour ?? 0})` } as CSSProperties;
  const isUnheard = message.text === null;
  const isOutOfCharacter = message.kind === 'chat' && message.tone === 'ooc';
  return (
    <li
      className={isContinued ? 'line player continued' : 'line player'}
      style={style}
      data-kind={message.kind}
      data-seat={message.seatId}
      data-target={message.target}
      data-tone={isOutOfCharacter ? 'ooc' : 'in'}
      data-message-id={message.messageId}
    >
      {!isContinued && (
        <span className="line-name">
          {seat?.name ?? '—'}
          {message.kind === 'chat' && <Icon name="quill" />}
          {isOutOfCharacter && <small>{words.chat.outOfCharacter}</small>}
          {message.target === 'dm' && (
            <small>
              <Icon name="flame" /> {words.room.toTheDm}
            </small>
          )}
        </span>
      )}
      <span className={isUnheard ? 'line-text unheard' : 'line-text'}>
        {message.text === null ? words.room.unheard : <RolledText text={message.text} />}
      </span>
    </li>
  );
}

type DmMessage = Extract<Message, { kind: 'dm' }>;

function DmLine({ message, isContinued }: { message: DmMessage; isContinued: boolean }): ReactNode {
  const { words } = useWords();
  const { speaker, state } = message;
  const style = { '--flame-hue': hueOf(speaker) } as CSSProperties;
  const heard = heardPart(message);
  return (
    <li
      className={`line dm-line${isContinued ? ' continued' : ''}${message.isPrivate ? ' private' : ''}`}
      style={style}
      data-kind="dm"
      data-state={state}
      data-speaker={speaker.kind === 'npc' ? speaker.name : 'narrator'}
      data-message-id={message.messageId}
    >
      {!isContinued && (
        <span className="line-name">
          {speaker.kind === 'npc' ? speaker.name : words.room.dm}
          {message.isPrivate && (
            <small>
              <Icon name="lock" /> {words.chat.forYouAlone}
            </small>
          )}
        </span>
      )}
      <span className="line-text">
        {heard}
        {state === 'cut' && '—'}
      </span>
      {state === 'cut' && <small className="line-mark"> {words.room.cut}</small>}
      {state === 'silent' && !message.isPrivate && <small className="line-mark"> {words.room.textOnly}</small>}
    </li>
  );
}
