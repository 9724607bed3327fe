import { beforeAll, describe, expect, it, vi } from 'vitest';
import { rootMeanSquareDbfs, SILENCE_DBFS } from './level-meter.ts';
import { Microphone, type InputDevice, type MicrophoneState } from './microphone.ts';
import { FakeDevices, fakeContext } from './testing/fake-devices.ts';

beforeAll(() => {
  vi.stubGlobal('MediaStream', class {});
});

function plugIn(devices: FakeDevices | undefined = new FakeDevices()) {
  const states: MicrophoneState[] = [];
  const tracks: (string | null)[] = [];
  const lists: (readonly InputDevice[])[] = [];
  const microphone = new Microphone({
    devices: devices?.asDevices(),
    createContext: fakeContext,
    onState: (state) => states.push(state),
    onDevices: (list) => lists.push(list),
    onTrack: (track) => tracks.push(track?.id ?? null),
  });
  return { microphone, states, tracks, lists };
}

const settle = (): Promise<void> => new Promise((resolve) => queueMicrotask(() => queueMicrotask(resolve)));

describe('[V3] the microphone', () => {
  it('is opened with echo cancellation, noise suppression and gain control, mono', async () => {
    const devices = new FakeDevices();
    await plugIn(devices).microphone.open(null);
    expect(devices.asked[0]?.audio).toEqual({
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      channelCount: 1,
    });
  });

  it('sends a twin, shut until it may be heard; the raw track stays open for the meter', async () => {
    const devices = new FakeDevices();
    const { microphone, tracks } = plugIn(devices);
    await microphone.open(null);
    expect(tracks).toEqual(['track-1-twin']);
    expect(microphone.track?.enabled).toBe(false);
    microphone.setEnabled(true);
    expect(microphone.track?.enabled).toBe(true);
    microphone.setEnabled(false);
    expect([microphone.track?.enabled, devices.opened[0]?.enabled]).toEqual([false, true]);
  });

  it('is swapped in play: the new one is there before the old one goes', async () => {
    const devices = new FakeDevices();
    devices.present = ['built-in', 'headset'];
    const { microphone, tracks, states } = plugIn(devices);
    microphone.setEnabled(true);
    await microphone.open(null);
    await microphone.open('headset');
    expect(tracks).toEqual(['track-1-twin', 'track-2-twin']);
    expect(microphone.track?.enabled).toBe(true);
    expect(devices.opened.map((track) => track.readyState)).toEqual(['ended', 'live']);
    expect(states.at(-1)).toEqual({ state: 'ready', deviceId: 'headset', label: 'Microphone headset' });
  });

  it('[V5] falls back to the default device when its own is pulled out', async () => {
    const devices = new FakeDevices();
    devices.present = ['built-in', 'headset'];
    const { microphone, states } = plugIn(devices);
    await microphone.open('headset');
    devices.present = ['built-in'];
    devices.opened[0]?.end();
    await settle();
    await vi.waitFor(() => expect(states.at(-1)).toMatchObject({ state: 'ready', deviceId: 'built-in' }));
  });

  it('opens the default device when the remembered one is not there', async () => {
    const { microphone, states } = plugIn();
    await microphone.open('gone');
    expect(states.at(-1)).toMatchObject({ state: 'ready', deviceId: 'built-in' });
  });

  it('[V5] is taken again when the page is back and the system had silenced it', async () => {
    const devices = new FakeDevices();
    const { microphone } = plugIn(devices);
    await microphone.open(null);
    devices.opened[0]!.muted = true;
    microphone.wake();
    await vi.waitFor(() => expect(devices.opened).toHaveLength(2));
  });

  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'busy'],
    ['TypeError', 'failed'],
  ])('tells %s as %s', async (refusal, trouble) => {
    const devices = new FakeDevices();
    devices.refusal = refusal;
    const { microphone, states } = plugIn(devices);
    await microphone.open(null);
    expect(states.at(-1)).toEqual({ state: 'troubled', trouble });
  });

  it('says that the page is not secure where the browser offers no devices', async () => {
    const states: MicrophoneState[] = [];
    const microphone = new Microphone({
      devices: undefined,
      createContext: fakeContext,
      onState: (state) => states.push(state),
      onDevices: () => undefined,
      onTrack: () => undefined,
    });
    await microphone.open(null);
    expect(states).toEqual([{ state: 'troubled', trouble: 'insecure' }]);
  });

  it('stops its tracks when it is let go', async () => {
    const devices = new FakeDevices();
    const { microphone, tracks } = plugIn(devices);
    await microphone.open(null);
    microphone.release();
    expect(tracks.at(-1)).toBeNull();
    expect(devices.opened[0]?.readyState).toBe('ended');
  });
});

describe('levels', () => {
  it('are in dBFS: silence is -100, a full square wave 0, half of it -6', () => {
    expect(rootMeanSquareDbfs(new Float32Array(64))).toBe(SILENCE_DBFS);
    expect(rootMeanSquareDbfs(new Float32Array(64).fill(1))).toBeCloseTo(0);
    expect(rootMeanSquareDbfs(new Float32Array(64).fill(0.5))).toBeCloseTo(-6.02, 1);
  });
});
