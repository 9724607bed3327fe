import type { DmState, SeatId } from '@skald/protocol';
import type { Dictionary } from './i18n/dictionary.ts';

/** What the DM is doing, in words. */
export function describeDm(state: DmState, words: Dictionary, nameOf: (seatId: SeatId) => string | undefined): string {
  switch (state.state) {
    case 'absent':
      return words.dm.absent;
    case 'listening':
      return words.dm.listening;
    case 'heard': {
      const name = state.seatId ? nameOf(state.seatId) : undefined;
      return name ? words.dm.heard(name) : words.dm.heardSomebody;
    }
    case 'thinking':
      return words.dm[state.doing];
    case 'speaking':
      return state.speaker.kind === 'npc' ? words.dm.speakingAs(state.speaker.name) : words.dm.speaking;
    case 'paused':
      return words.dm.paused;
    case 'waiting':
      return state.for === 'players' ? words.dm.waitingPlayers : words.dm.waitingProvider;
  }
}

export function queuedOf(state: DmState): number {
  return state.state === 'thinking' || state.state === 'speaking' ? state.queued : 0;
}
