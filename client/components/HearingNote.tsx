import type { ReactNode } from 'react';
import { ownHearing } from '../core/room-state.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';

/** Says at once that the DM does not hear this player, and what would help. (D3) */
export function HearingNote(): ReactNode {
  const { words } = useWords();
  const { room, state } = useRoom();
  const hearing = ownHearing(state);
  if (hearing === 'no_consent') {
    return (
      <p className="hearing" role="status" data-testid="hearing">
        {words.hearing.noConsent}{' '}
        <button type="button" className="quiet" onClick={() => room.setConsent(true)}>
          {words.hearing.allow}
        </button>
      </p>
    );
  }
  if (hearing === 'no_microphone' && state.microphone.state === 'troubled') {
    return (
      <p className="hearing" role="status" data-testid="hearing">
        {words.troubles[state.microphone.trouble]}
      </p>
    );
  }
  if (hearing !== 'deaf_missing' && hearing !== 'deaf_failed') return null;
  return (
    <p className="hearing" role="status" data-testid="hearing">
      {hearing === 'deaf_missing' ? words.hearing.deafMissing : words.hearing.deafFailed}
    </p>
  );
}
