import { DM_PEER_ID, type PeerId, type Source } from '@skald/protocol';
import { levelToShare } from './level-meter.ts';

/** Who speaks how loudly, 0 to 1; apart from the rest of the state, because it changes ten times a second. */
export interface SpeakingBoard {
  hear(peerId: PeerId, source: Source, isSpeaking: boolean, levelDbov: number): void;
  /** 0 while silent. For the DM its voices count, its ambience does not. */
  readLevel(peerId: PeerId): number;
  isSpeaking(peerId: PeerId): boolean;
  subscribe(listener: () => void): () => void;
  clear(): void;
}

/** Lowest light of somebody who speaks: soft voices are seen too. */
const LEAST_SPEAKING_LEVEL = 0.25;

export function createSpeakingBoard(): SpeakingBoard {
  const levels = new Map<string, number>();
  const listeners = new Set<() => void>();
  const announce = (): void => listeners.forEach((listener) => listener());
  const sourcesOf = (peerId: PeerId): Source[] => (peerId === DM_PEER_ID ? ['narrator', 'characters'] : ['microphone']);
  const readLevel = (peerId: PeerId): number =>
    Math.max(...sourcesOf(peerId).map((source) => levels.get(`${peerId}/${source}`) ?? 0));
  return {
    hear(peerId, source, isSpeaking, levelDbov) {
      if (isSpeaking) levels.set(`${peerId}/${source}`, Math.max(LEAST_SPEAKING_LEVEL, levelToShare(levelDbov)));
      else levels.delete(`${peerId}/${source}`);
      announce();
    },
    readLevel,
    isSpeaking: (peerId) => readLevel(peerId) > 0,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    clear() {
      levels.clear();
      announce();
    },
  };
}
