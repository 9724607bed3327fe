import { openLevelMeter, SILENCE_DBFS, type LevelMeter } from './level-meter.ts';

/** Why there is no microphone. */
export type MicrophoneTrouble = 'denied' | 'missing' | 'busy' | 'insecure' | 'failed';

export type MicrophoneState =
  | { state: 'off' }
  | { state: 'asking' }
  | { state: 'ready'; deviceId: string | null; label: string }
  | { state: 'troubled'; trouble: MicrophoneTrouble };

export interface InputDevice {
  readonly deviceId: string;
  readonly label: string;
}

export interface MicrophoneOptions {
  /** Undefined where the page is not secure: browsers then offer no devices at all. */
  readonly devices: MediaDevices | undefined;
  readonly createContext: () => AudioContext;
  readonly onState: (state: MicrophoneState) => void;
  readonly onDevices: (devices: readonly InputDevice[]) => void;
  /** The track to send has changed; null when there is none. */
  readonly onTrack: (track: MediaStreamTrack | null) => void;
}

/**
 * One microphone, two tracks: the raw one feeds the meter and never leaves the page; its twin is sent, and is switched off
 * and on by `setEnabled`. A device that goes is replaced by the default one.
 */
export class Microphone {
  readonly #options: MicrophoneOptions;
  #raw: MediaStreamTrack | undefined;
  #sent: MediaStreamTrack | undefined;
  #meter: LevelMeter | undefined;
  #isEnabled = false;
  #wish: string | null = null;
  #request = 0;
  readonly #onDeviceChange = (): void => void this.#listDevices();

  constructor(options: MicrophoneOptions) {
    this.#options = options;
    options.devices?.addEventListener('devicechange', this.#onDeviceChange);
  }

  get track(): MediaStreamTrack | null {
    return this.#sent ?? null;
  }

  /** Opens a device, or the default one for null; the one before plays on until the new one is there. Never throws. */
  async open(deviceId: string | null): Promise<void> {
    const request = ++this.#request;
    const { devices, onState } = this.#options;
    this.#wish = deviceId;
    if (!devices?.getUserMedia) return onState({ state: 'troubled', trouble: 'insecure' });
    if (!this.#raw) onState({ state: 'asking' });
    try {
      const stream = await devices.getUserMedia({ audio: constraints(deviceId), video: false });
      const track = stream.getAudioTracks()[0];
      if (request !== this.#request) return stream.getTracks().forEach((each) => each.stop());
      if (!track) throw new DOMException('no audio track', 'NotFoundError');
      this.#take(track);
      await this.#listDevices();
    } catch (error) {
      if (request !== this.#request) return;
      const trouble = troubleOf(error);
      if (trouble === 'missing' && deviceId !== null) return this.open(null);
      this.#release();
      onState({ state: 'troubled', trouble });
    }
  }

  /** Whether what is heard is sent. Takes effect at once, with no round trip. */
  setEnabled(isEnabled: boolean): void {
    this.#isEnabled = isEnabled;
    if (this.#sent) this.#sent.enabled = isEnabled;
  }

  /** Level of the raw microphone, also while nothing is sent, in dBFS; silence while it cannot be measured. */
  readDbfs(): number {
    return this.#meter?.readDbfs() ?? SILENCE_DBFS;
  }

  isMeasuring(): boolean {
    return this.#meter?.isRunning() ?? false;
  }

  /** Call it from a click or key, and when the page is visible again: wakes the meter, and takes a lost device again. */
  wake(): void {
    this.#meter?.resume();
    if (this.#raw && (this.#raw.readyState === 'ended' || this.#raw.muted)) void this.open(this.#wish);
  }

  /** Lets the device go; `open` takes it again. */
  release(): void {
    this.#request += 1;
    this.#release();
    this.#options.onState({ state: 'off' });
  }

  close(): void {
    this.#request += 1;
    this.#options.devices?.removeEventListener('devicechange', this.#onDeviceChange);
    this.#release();
  }

  #take(raw: MediaStreamTrack): void {
    const before = { raw: this.#raw, sent: this.#sent, meter: this.#meter };
    const sent = raw.clone();
    sent.enabled = this.#isEnabled;
    this.#raw = raw;
    this.#sent = sent;
    this.#meter = openLevelMeter(raw, this.#options.createContext);
    this.#meter.resume();
    raw.addEventListener('ended', () => {
      if (this.#raw === raw) void this.open(null);
    });
    this.#options.onTrack(sent);
    before.meter?.close();
    before.raw?.stop();
    before.sent?.stop();
    this.#options.onState({ state: 'ready', deviceId: raw.getSettings().deviceId ?? null, label: raw.label });
  }

  #release(): void {
    this.#meter?.close();
    this.#raw?.stop();
    this.#sent?.stop();
    const hadTrack = this.#sent !== undefined;
    this.#raw = this.#sent = this.#meter = undefined;
    if (hadTrack) this.#options.onTrack(null);
  }

  async #listDevices(): Promise<void> {
    const all = await this.#options.devices?.enumerateDevices?.().catch(() => []);
    const inputs = (all ?? []).filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '');
    this.#options.onDevices(inputs.map(({ deviceId, label }) => ({ deviceId, label })));
  }
}

function constraints(deviceId: string | null): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    channelCount: 1,
    ...(deviceId === null ? {} : { deviceId: { exact: deviceId } }),
  };
}

function troubleOf(error: unknown): MicrophoneTrouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  return 'failed';
}
