/** A track that notes whether it was stopped. */
export class FakeTrack {
  readonly id: string;
  readonly label: string;
  readonly deviceId: string;
  enabled = true;
  muted = false;
  readyState: 'live' | 'ended' = 'live';
  readonly #events = new EventTarget();

  constructor(id: string, deviceId: string) {
    this.id = id;
    this.deviceId = deviceId;
    this.label = `Microphone ${deviceId}`;
  }

  clone(): FakeTrack {
    return new FakeTrack(`${this.id}-twin`, this.deviceId);
  }

  getSettings(): { deviceId: string } {
    return { deviceId: this.deviceId };
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** The device was pulled out. */
  end(): void {
    this.readyState = 'ended';
    this.#events.dispatchEvent(new Event('ended'));
  }

  addEventListener(type: string, listener: () => void): void {
    this.#events.addEventListener(type, listener);
  }
}

/** Devices of a browser: which there are, and what asking for one gives, is the test's to say. */
export class FakeDevices {
  readonly asked: MediaStreamConstraints[] = [];
  readonly opened: FakeTrack[] = [];
  present = ['built-in'];
  refusal: string | null = null;

  async getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    this.asked.push(constraints);
    if (this.refusal) throw new DOMException('refused', this.refusal);
    const wanted = (constraints.audio as { deviceId?: { exact: string } }).deviceId?.exact;
    const deviceId = wanted ?? this.present[0];
    if (deviceId === undefined || !this.present.includes(deviceId)) throw new DOMException('gone', 'NotFoundError');
    const track = new FakeTrack(`track-${this.opened.length + 1}`, deviceId);
    this.opened.push(track);
    return { getAudioTracks: () => [track], getTracks: () => [track] } as unknown as MediaStream;
  }

  async enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return this.present.map((deviceId) => ({ kind: 'audioinput', deviceId, label: deviceId, groupId: '' }) as MediaDeviceInfo);
  }

  addEventListener(): void {}

  removeEventListener(): void {}

  asDevices(): MediaDevices {
    return this as unknown as MediaDevices;
  }
}

/** An audio clock with one analyser that hears silence. */
export function fakeContext(): AudioContext {
  const context = {
    state: 'running',
    createMediaStreamSource: () => ({ connect: () => undefined, disconnect: () => undefined }),
    createAnalyser: () => ({ fftSize: 0, getFloatTimeDomainData: (samples: Float32Array) => void samples.fill(0) }),
    resume: async () => undefined,
    close: async () => undefined,
  };
  return context as unknown as AudioContext;
}
