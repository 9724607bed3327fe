import type { VoiceState } from './media-link.ts';
import type { MicWarning } from './mic-watch.ts';
import type { InputDevice, MicrophoneState } from './microphone.ts';
import type { RecogniserState } from './recogniser.ts';
import type { LinkState } from './table-link.ts';
import type { TableView } from './table-view.ts';
import { SILENT_TALK, type Talk } from './talk.ts';

/** Everything the room's screen shows, except levels, which have a board of their own. */
export interface RoomState {
  readonly link: LinkState;
  readonly voice: VoiceState;
  /** Null until the api has told of the table for the first time. */
  readonly view: TableView | null;
  readonly microphone: MicrophoneState;
  readonly devices: readonly InputDevice[];
  readonly talk: Talk;
  readonly consent: boolean;
  readonly recogniser: RecogniserState;
  readonly warning: MicWarning | null;
  /** The browser wants a click or key before it plays sound. */
  readonly isSoundBlocked: boolean;
  readonly isLoadingEarlier: boolean;
}

export const EMPTY_ROOM: RoomState = {
  link: { state: 'closed' },
  voice: { state: 'connecting' },
  view: null,
  microphone: { state: 'off' },
  devices: [],
  talk: SILENT_TALK,
  consent: false,
  recogniser: 'off',
  warning: null,
  isSoundBlocked: false,
  isLoadingEarlier: false,
};

/** How the DM takes in what this player says aloud. */
export type OwnHearing = 'server' | 'browser' | 'no_microphone' | 'no_consent' | 'deaf_missing' | 'deaf_failed';

/** What the page says at once about being heard (D3, V10). */
export function ownHearing(state: RoomState): OwnHearing {
  if (state.microphone.state !== 'ready') return 'no_microphone';
  if (!state.consent) return 'no_consent';
  if (state.view?.dm.abilities.hasEars) return 'server';
  if (state.recogniser === 'missing') return 'deaf_missing';
  return state.recogniser === 'failed' ? 'deaf_failed' : 'browser';
}
