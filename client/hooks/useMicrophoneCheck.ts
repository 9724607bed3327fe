import { useCallback, useEffect, useRef, useState } from 'react';
import { levelToShare, SPEECH_DBFS } from '../core/level-meter.ts';
import { Microphone, type InputDevice, type MicrophoneState } from '../core/microphone.ts';
import { useServices } from './useServices.ts';

export interface MicrophoneCheck {
  readonly state: MicrophoneState;
  readonly devices: readonly InputDevice[];
  /** 0 to 1, for a meter. */
  readonly level: number;
  /** Speech was heard since the device was opened. */
  readonly hasHeard: boolean;
  /** The browser lets the level be measured; it may want a click or key first. */
  readonly isMeasuring: boolean;
  readonly open: (deviceId: string | null) => void;
  readonly release: () => void;
}

const MEASURE_EVERY_MS = 60;
const SILENT = { level: 0, hasHeard: false, isMeasuring: false };

/** A microphone of the screen's own, for trying it before one sits down. It is let go when the screen goes. */
export function useMicrophoneCheck(isWanted: boolean, firstDeviceId: string | null): MicrophoneCheck {
  const { environment } = useServices();
  const [state, setState] = useState<MicrophoneState>({ state: 'off' });
  const [devices, setDevices] = useState<readonly InputDevice[]>([]);
  const [measured, setMeasured] = useState(SILENT);
  const microphone = useRef<Microphone | null>(null);
  const first = useRef(firstDeviceId);

  useEffect(() => {
    if (!isWanted) return undefined;
    const opened = new Microphone({
      devices: environment.devices,
      createContext: environment.createContext,
      onState: setState,
      onDevices: setDevices,
      onTrack: () => setMeasured(SILENT),
    });
    microphone.current = opened;
    void opened.open(first.current);
    const timer = setInterval(() => {
      const levelDbfs = opened.readDbfs();
      const isMeasuring = opened.isMeasuring();
      setMeasured(({ hasHeard }) => ({
        level: levelToShare(levelDbfs),
        hasHeard: hasHeard || levelDbfs >= SPEECH_DBFS,
        isMeasuring,
      }));
    }, MEASURE_EVERY_MS);
    const stopWaking = wakeOnTouch(opened);
    return () => {
      stopWaking();
      clearInterval(timer);
      opened.close();
      setState({ state: 'off' });
      setMeasured(SILENT);
    };
  }, [environment, isWanted]);

  const open = useCallback((deviceId: string | null) => {
    first.current = deviceId;
    void microphone.current?.open(deviceId);
  }, []);
  const release = useCallback(() => microphone.current?.release(), []);
  return { state, devices, ...measured, open, release };
}

/** Browsers start an audio clock only after a click or key. */
function wakeOnTouch(microphone: Microphone): () => void {
  const wake = (): void => microphone.wake();
  window.addEventListener('pointerdown', wake);
  window.addEventListener('keydown', wake);
  return () => {
    window.removeEventListener('pointerdown', wake);
    window.removeEventListener('keydown', wake);
  };
}
