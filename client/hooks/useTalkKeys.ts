import { useEffect } from 'react';
import type { Room } from '../core/room.ts';
import { keyAction } from '../core/talk-keys.ts';

/** Push-to-talk and mute by key, while `isOn`. A release counts wherever the focus went meanwhile. */
export function useTalkKeys(room: Room, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const { talk } = room.voice;
    const held = new Map<string, 'table' | 'dm'>();
    const press = (event: KeyboardEvent): void => {
      const action = keyAction(event);
      if (!action) return;
      event.preventDefault();
      if (event.repeat) return;
      if (action.type === 'mute') return room.setMuted(!talk.talk.isMuted);
      held.set(event.code, action.target);
      talk.handle({ type: 'pressed', target: action.target });
    };
    const release = (event: KeyboardEvent): void => {
      const target = held.get(event.code);
      if (!target) return;
      held.delete(event.code);
      talk.handle({ type: 'released', target });
    };
    window.addEventListener('keydown', press);
    window.addEventListener('keyup', release);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener('keyup', release);
    };
  }, [room, isOn]);
}
