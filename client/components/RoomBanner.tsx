import type { ReactNode } from 'react';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';

/** One quiet line for what is wrong with the connection or the microphone; nothing when all is well. */
export function RoomBanner(): ReactNode {
  const { words, explain } = useWords();
  const { room, state } = useRoom();
  const { link, voice, isSoundBlocked, warning } = state;
  if (isSoundBlocked) {
    return (
      <button type="button" className="banner calls" data-testid="banner" onClick={() => room.touch()}>
        {words.room.tapToHear}
      </button>
    );
  }
  let text: string | null = null;
  if (link.state !== 'open') text = words.banner.tableLost;
  else if (voice.state === 'ended') text = explain(voice.code);
  else if (voice.state === 'lost') text = words.banner.voiceLost;
  else if (warning) text = words.warnings[warning];
  return text === null ? null : (
    <p className="banner" role="status" data-testid="banner">
      {text}
    </p>
  );
}
