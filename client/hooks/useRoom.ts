import type { TableId } from '@skald/protocol';
import { createContext, useContext, useEffect, useRef, useState } from 'react';
import { Room } from '../core/room.ts';
import type { RoomState } from '../core/room-state.ts';
import { keepAwake } from '../core/wake-lock.ts';
import { useServices } from './useServices.ts';
import { useStore } from './useStore.ts';
import { useWords } from './useWords.ts';

export const RoomContext = createContext<Room | null>(null);

/** The room around this component. */
export function useRoom(): { room: Room; state: RoomState } {
  const room = useContext(RoomContext);
  if (!room) throw new Error('no room around this component');
  return { room, state: useStore(room.store) };
}

/** Opens the room for as long as the component lives. Null for the first moment. */
export function useOpenRoom(tableId: TableId, seatToken: string): Room | null {
  const { environment, shelf } = useServices();
  const { language } = useWords();
  const languageNow = useRef(language);
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => {
    languageNow.current = language;
  }, [language]);
  useEffect(() => {
    const opened = new Room({ environment, shelf, tableId, seatToken, readLanguage: () => languageNow.current });
    const stopWaking = followPage(opened);
    const letSleep = keepAwake(window);
    opened.open();
    setRoom(opened);
    return () => {
      stopWaking();
      letSleep();
      opened.close();
      setRoom(null);
    };
  }, [environment, shelf, tableId, seatToken]);
  return room;
}

/** The page's own events that a room lives by: touches, sight, network. */
function followPage(room: Room): () => void {
  const touch = (): void => room.touch();
  const wake = (): void => {
    if (document.visibilityState === 'visible') room.wake();
    else room.voice.talk.handle({ type: 'allReleased' });
  };
  const lose = (): void => room.voice.talk.handle({ type: 'allReleased' });
  const online = (): void => room.wake();
  window.addEventListener('pointerdown', touch);
  window.addEventListener('keydown', touch);
  window.addEventListener('blur', lose);
  window.addEventListener('online', online);
  document.addEventListener('visibilitychange', wake);
  return () => {
    window.removeEventListener('pointerdown', touch);
    window.removeEventListener('keydown', touch);
    window.removeEventListener('blur', lose);
    window.removeEventListener('online', online);
    document.removeEventListener('visibilitychange', wake);
  };
}
