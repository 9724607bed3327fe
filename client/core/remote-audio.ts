import { DM_PEER_ID, type PeerId, type Source } from '@skald/protocol';

export interface RemoteTrack {
  readonly consumerId: string;
  readonly peerId: PeerId;
  readonly source: Source;
  readonly track: MediaStreamTrack;
}

export interface RemoteAudioOptions {
  readonly document: Document;
  /** Loudness of a peer, 0 to 1. */
  readonly readVolume: (peerId: PeerId) => number;
  /** The browser wants a click or key before it plays. */
  readonly onBlocked: (isBlocked: boolean) => void;
}

/** One audio element for each remote track, in the page, so that the browser's echo cancellation knows what it plays. */
export class RemoteAudio {
  readonly #options: RemoteAudioOptions;
  readonly #elements = new Map<string, HTMLAudioElement>();
  readonly #shelf: HTMLElement;

  constructor(options: RemoteAudioOptions) {
    this.#options = options;
    this.#shelf = options.document.createElement('div');
    this.#shelf.hidden = true;
    this.#shelf.dataset.remoteAudio = '';
    options.document.body.append(this.#shelf);
  }

  add({ consumerId, peerId, source, track }: RemoteTrack): void {
    this.remove(consumerId);
    const element = this.#options.document.createElement('audio');
    element.autoplay = true;
    element.setAttribute('playsinline', '');
    element.dataset.peerId = peerId;
    element.dataset.source = source;
    element.srcObject = new MediaStream([track]);
    this.#elements.set(consumerId, element);
    this.#shelf.append(element);
    this.#tune(element);
    void this.#play(element);
  }

  remove(consumerId: string): void {
    const element = this.#elements.get(consumerId);
    if (!element) return;
    this.#elements.delete(consumerId);
    element.srcObject = null;
    element.remove();
  }

  /** Applies a loudness that has changed. */
  retune(): void {
    for (const element of this.#elements.values()) this.#tune(element);
  }

  /** Call it from a click or a key: plays what the browser held back. */
  async unblock(): Promise<void> {
    await Promise.all([...this.#elements.values()].filter((element) => element.paused).map((element) => this.#play(element)));
  }

  close(): void {
    for (const consumerId of [...this.#elements.keys()]) this.remove(consumerId);
    this.#shelf.remove();
  }

  async #play(element: HTMLAudioElement): Promise<void> {
    try {
      await element.play();
      this.#options.onBlocked(false);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.#options.onBlocked(true);
    }
  }

  #tune(element: HTMLAudioElement): void {
    const volume = this.#options.readVolume((element.dataset.peerId ?? DM_PEER_ID) as PeerId);
    element.volume = volume;
    element.muted = volume === 0;
  }
}
