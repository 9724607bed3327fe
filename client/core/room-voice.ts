import type { Language, PeerId, SeatId, TalkTarget } from '@skald/protocol';
import type { Environment } from './environment.ts';
import { SPEECH_DBFS } from './level-meter.ts';
import { MediaLink, type MediaPass } from './media-link.ts';
import { MediaSession } from './media-session.ts';
import { CALM_WATCH, watchMicrophone, type MicWatch } from './mic-watch.ts';
import { Microphone } from './microphone.ts';
import { RemoteAudio } from './remote-audio.ts';
import type { RoomState } from './room-state.ts';
import type { SpeakingBoard } from './speaking.ts';
import type { Store } from './store.ts';
import { isSending, type Talk } from './talk.ts';
import { TalkSwitch } from './talk-switch.ts';

export interface RoomVoiceOptions {
  readonly environment: Environment;
  readonly store: Store<RoomState>;
  readonly speaking: SpeakingBoard;
  readonly readLanguage: () => Language;
  readonly initialTalk: Talk;
  readonly requestPass: () => Promise<MediaPass>;
  readonly readVolume: (peerId: PeerId) => number;
  readonly readOwnSeat: () => SeatId | null;
  readonly onTarget: (target: TalkTarget | null, sequence: number) => void;
  readonly onSending: (isSending: boolean) => void;
}

/** How often the own microphone is measured, in ms. (V4: shown within 100 ms) */
const MEASURE_EVERY_MS = 80;

/** Everything of the room that makes or takes sound: microphone, talk keys, the link to the sfu, the others' voices. */
export class RoomVoice {
  readonly microphone: Microphone;
  readonly talk: TalkSwitch;
  readonly link: MediaLink;
  readonly remoteAudio: RemoteAudio;
  readonly #options: RoomVoiceOptions;
  readonly #measuring: ReturnType<typeof setInterval>;
  #watch: MicWatch = CALM_WATCH;

  constructor(options: RoomVoiceOptions) {
    const { environment, store } = options;
    this.#options = options;
    this.remoteAudio = new RemoteAudio({
      document: environment.document,
      readVolume: options.readVolume,
      onBlocked: (isSoundBlocked) => store.update((state) => ({ ...state, isSoundBlocked })),
    });
    this.link = this.#createLink();
    this.microphone = new Microphone({
      devices: environment.devices,
      createContext: environment.createContext,
      onState: (microphone) => store.update((state) => ({ ...state, microphone })),
      onDevices: (devices) => store.update((state) => ({ ...state, devices })),
      onTrack: (track) => this.link.publish(track),
    });
    this.talk = new TalkSwitch({
      initial: options.initialTalk,
      firstSequence: environment.todayMs(),
      onTalk: (talk) => store.update((state) => ({ ...state, talk })),
      onSending: (sending) => {
        this.microphone.setEnabled(sending);
        options.onSending(sending);
      },
      onTarget: options.onTarget,
    });
    this.#measuring = setInterval(() => this.#measure(), MEASURE_EVERY_MS);
  }

  close(): void {
    clearInterval(this.#measuring);
    this.talk.close();
    this.link.close();
    this.microphone.close();
    this.remoteAudio.close();
    this.#options.speaking.clear();
  }

  #createLink(): MediaLink {
    const { environment, store, speaking, readLanguage, requestPass, readOwnSeat } = this.#options;
    return new MediaLink({
      requestPass,
      openSocket: (pass, instance) => environment.openMediaSocket(pass, instance, readLanguage()),
      createInstance: environment.createInstance,
      createSession: ({ routerRtpCapabilities }, ask, events) =>
        new MediaSession({
          device: environment.createDevice(),
          routerRtpCapabilities,
          ask,
          remoteAudio: this.remoteAudio,
          ...events,
        }),
      nowMs: environment.nowMs,
      random: environment.random,
      onState: (voice) => {
        if (voice.state !== 'open') speaking.clear();
        store.update((state) => ({ ...state, voice }));
      },
      onSpeaking: ({ peerId, source, speaking: isSpeaking, levelDbov }) => {
        const isMeasuredHere = peerId === readOwnSeat() && this.microphone.isMeasuring();
        if (!isMeasuredHere) speaking.hear(peerId, source, isSpeaking, levelDbov);
      },
    });
  }

  #measure(): void {
    if (!this.microphone.isMeasuring()) return;
    const { store, speaking, readOwnSeat } = this.#options;
    const levelDbfs = this.microphone.readDbfs();
    const talk = this.talk.talk;
    const seatId = readOwnSeat();
    const isSpeaking = isSending(talk) && levelDbfs >= SPEECH_DBFS;
    if (seatId && isSpeaking !== speaking.isSpeaking(seatId)) speaking.hear(seatId, 'microphone', isSpeaking, levelDbfs);
    else if (seatId && isSpeaking) speaking.hear(seatId, 'microphone', true, levelDbfs);
    this.#watch = watchMicrophone(this.#watch, levelDbfs, talk.isMuted, MEASURE_EVERY_MS);
    const warning = this.#watch.warning;
    store.update((state) => (state.warning === warning ? state : { ...state, warning }));
  }
}
