import loadFvad from '@echogarden/fvad-wasm';
import type { VoiceActivity } from './ports.ts';

const SAMPLE_RATE = 16_000;
const FRAME_SAMPLES = 320;
/** 0-3; the strictest costs almost nothing on clean speech and has the shortest tail. */
const MODE = 3;

let loading: ReturnType<typeof loadFvad> | null = null;

/** The detector that needs no key, one instance for each player. */
export async function openVoiceActivity(): Promise<VoiceActivity> {
  const fvad = await (loading ??= loadFvad());
  const instance = fvad._fvad_new();
  const pointer = fvad._malloc(FRAME_SAMPLES * 2);
  let isClosed = false;

  function configure(): void {
    fvad._fvad_set_mode(instance, MODE);
    fvad._fvad_set_sample_rate(instance, SAMPLE_RATE);
  }
  configure();

  function assertOpen(): void {
    if (isClosed) throw new Error('the voice activity detector is closed');
  }

  return {
    isVoice(frame) {
      assertOpen();
      if (frame.length !== FRAME_SAMPLES) throw new RangeError(`a frame has ${FRAME_SAMPLES} samples, got ${frame.length}`);
      fvad.HEAP16.set(frame, pointer >> 1);
      return fvad._fvad_process(instance, pointer, FRAME_SAMPLES) === 1;
    },
    reset() {
      assertOpen();
      fvad._fvad_reset(instance);
      configure();
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      fvad._fvad_free(instance);
      fvad._free(pointer);
    },
  };
}
