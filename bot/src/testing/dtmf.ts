import { measurePower } from './tones.ts';

const LOW_HZ = [697, 770, 852, 941] as const;
const HIGH_HZ = [1_209, 1_336, 1_477, 1_633] as const;
const SYMBOLS = '123A456B789C*0#D';
const RAMP_MS = 4;
/** Of each of the two tones: 0.35 together. */
const TONE_LEVEL = 0.175;
const WINDOW_MS = 20;
/** Quieter windows hold no symbol: -40 dBFS. */
const MIN_MEAN_SQUARE = 1e-4;
/** Share of the energy that the two tones must hold. */
const MIN_SHARE = 0.6;
/** One tone may hold at most this many times the power of the other. */
const MAX_TWIST = 10;

export interface DtmfOptions {
  /** Length of a symbol and of the pause after it, in ms. At least 80 where packets are lost. */
  readonly onMs?: number;
  readonly offMs?: number;
}

/** Symbols of `0-9 A-D * #` as sound, each followed by a pause. Throws on any other symbol. */
export function makeDtmf(symbols: string, sampleRate: number, { onMs = 60, offMs = 60 }: DtmfOptions = {}): Int16Array {
  const on = Math.round((onMs * sampleRate) / 1_000);
  const off = Math.round((offMs * sampleRate) / 1_000);
  const samples = new Int16Array(symbols.length * (on + off));
  [...symbols].forEach((symbol, index) => samples.set(makeSymbol(symbol, on, sampleRate), index * (on + off)));
  return samples;
}

/** The symbols in a sound, in order. Speech and noise give none. */
export function decodeDtmf(samples: Int16Array, sampleRate: number): string {
  const windowSamples = Math.round((WINDOW_MS * sampleRate) / 1_000);
  let decoded = '';
  let previous: string | null = null;
  let isCounted = false;
  for (let at = 0; at + windowSamples <= samples.length; at += windowSamples / 2) {
    const symbol = readWindow(samples.subarray(at, at + windowSamples), sampleRate);
    if (symbol !== previous) isCounted = false;
    else if (symbol !== null && !isCounted) {
      decoded += symbol;
      isCounted = true;
    }
    previous = symbol;
  }
  return decoded;
}

function makeSymbol(symbol: string, length: number, sampleRate: number): Int16Array {
  const index = SYMBOLS.indexOf(symbol);
  const lowHz = LOW_HZ[Math.floor(index / 4)];
  const highHz = HIGH_HZ[index % 4];
  if (index < 0 || lowHz === undefined || highHz === undefined) throw new RangeError(`no DTMF symbol: ${symbol}`);
  const ramp = (RAMP_MS * sampleRate) / 1_000;
  const turn = (2 * Math.PI) / sampleRate;
  return new Int16Array(length).map((_, at) => {
    const envelope = Math.min(1, at / ramp, (length - 1 - at) / ramp);
    return envelope * TONE_LEVEL * 32_767 * (Math.sin(at * turn * lowHz) + Math.sin(at * turn * highHz));
  });
}

function readWindow(window: Int16Array, sampleRate: number): string | null {
  let energy = 0;
  for (const sample of window) energy += (sample / 32_768) ** 2;
  const meanSquare = energy / window.length;
  if (meanSquare < MIN_MEAN_SQUARE) return null;
  const low = strongest(window, sampleRate, LOW_HZ);
  const high = strongest(window, sampleRate, HIGH_HZ);
  if (low.power + high.power < MIN_SHARE * 2 * meanSquare) return null;
  if (Math.max(low.power, high.power) > MAX_TWIST * Math.min(low.power, high.power)) return null;
  return SYMBOLS[low.index * 4 + high.index] ?? null;
}

function strongest(window: Int16Array, sampleRate: number, frequenciesHz: readonly number[]): { index: number; power: number } {
  const powers = frequenciesHz.map((frequencyHz) => measurePower(window, sampleRate, frequencyHz));
  const power = Math.max(...powers);
  return { index: powers.indexOf(power), power };
}
