import type { TalkTarget } from '@skald/protocol';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { talkTarget } from '../core/talk.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';
import { Icon } from './Icon.tsx';

/** Mute, and the two large buttons one holds to talk. (V2, V3) */
export function TalkDock({ hasKeys }: { readonly hasKeys: boolean }): ReactNode {
  const { words } = useWords();
  return (
    <div className="dock">
      <TalkButton target="table" short={words.room.talkTableShort} hint={hasKeys ? words.room.keys.space : null} />
      <MuteButton />
      <TalkButton target="dm" short={words.room.talkDmShort} hint={hasKeys ? words.room.keys.dm : null} />
    </div>
  );
}

function MuteButton(): ReactNode {
  const { words } = useWords();
  const { room, state } = useRoom();
  const { microphone, talk } = state;
  if (microphone.state !== 'ready') {
    return (
      <button type="button" className="mute none" data-testid="mute" onClick={() => room.chooseDevice(null)}>
        <Icon name="microphoneOff" />
        <span>{words.room.noMicrophone}</span>
      </button>
    );
  }
  return (
    <button
      type="button"
      className={talk.isMuted ? 'mute muted' : 'mute'}
      data-testid="mute"
      data-muted={talk.isMuted}
      aria-label={talk.isMuted ? words.room.unmute : words.room.mute}
      onClick={() => room.setMuted(!talk.isMuted)}
    >
      <Icon name={talk.isMuted ? 'microphoneOff' : 'microphone'} />
      <span aria-hidden="true">{talk.isMuted ? words.room.unmuteShort : words.room.muteShort}</span>
    </button>
  );
}

interface TalkButtonProps {
  readonly target: TalkTarget;
  readonly short: string;
  /** Name of the key that does the same. */
  readonly hint: string | null;
}

function TalkButton({ target, short, hint }: TalkButtonProps): ReactNode {
  const { words } = useWords();
  const { room, state } = useRoom();
  const isHeld = talkTarget(state.talk) === target;
  const press = (): void => room.voice.talk.handle({ type: 'pressed', target });
  const release = (): void => room.voice.talk.handle({ type: 'released', target });
  return (
    <button
      type="button"
      className={isHeld ? `talk ${target} held` : `talk ${target}`}
      data-testid={`talk-${target}`}
      aria-pressed={isHeld}
      disabled={state.microphone.state !== 'ready' || state.talk.isMuted}
      onPointerDown={(event: PointerEvent<HTMLButtonElement>) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        press();
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onLostPointerCapture={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event: KeyboardEvent) => {
        if ((event.key === ' ' || event.key === 'Enter') && !event.repeat) press();
      }}
      onKeyUp={(event: KeyboardEvent) => {
        if (event.key === ' ' || event.key === 'Enter') release();
      }}
      onBlur={release}
    >
      <Icon name={target === 'dm' ? 'flame' : 'table'} />
      <span className="talk-label">{short}</span>
      {hint && <kbd>{hint}</kbd>}
      <span className="unseen">({words.room.hold})</span>
    </button>
  );
}
