import loadSpeex from '@echogarden/speex-resampler-wasm/simd';

/** 0-10; 5 keeps the band flat and 90 dB of stop band for 16-62 microseconds a frame. */
const QUALITY = 5;
/** Input samples handed to the library at once. */
const CHUNK_SAMPLES = 4_096;

let loading: ReturnType<typeof loadSpeex> | null = null;

/** Changes the rate of one mono stream that comes in chunks of any size. The opener closes it. */
export interface Resampler {
  process(samples: Int16Array): Int16Array;
  /** The end of the stream, which the filter still holds. */
  flush(): Int16Array;
  close(): void;
}

export async function createResampler(inputRate: number, outputRate: number): Promise<Resampler> {
  if (inputRate === outputRate) return PASS_THROUGH;
  const speex = await (loading ??= loadSpeex());
  const outputCapacity = Math.ceil((CHUNK_SAMPLES * outputRate) / inputRate) + 16;
  const lengths = speex._malloc(8);
  const state = speex._speex_resampler_init(1, inputRate, outputRate, QUALITY, lengths);
  if (state === 0) {
    speex._free(lengths);
    throw new RangeError(`cannot resample from ${inputRate} to ${outputRate} Hz`);
  }
  const input = speex._malloc(CHUNK_SAMPLES * 2);
  const output = speex._malloc(outputCapacity * 2);
  let isClosed = false;

  function processChunk(chunk: Int16Array): { used: number; made: Int16Array } {
    speex.HEAP16.set(chunk, input >> 1);
    speex.HEAP32[lengths >> 2] = chunk.length;
    speex.HEAP32[(lengths >> 2) + 1] = outputCapacity;
    const code = speex._speex_resampler_process_int(state, 0, input, lengths, output, lengths + 4);
    if (code !== 0) throw new Error(`the resampler failed with code ${code}`);
    const made = speex.HEAP32[(lengths >> 2) + 1] ?? 0;
    return { used: speex.HEAP32[lengths >> 2] ?? 0, made: speex.HEAP16.slice(output >> 1, (output >> 1) + made) };
  }

  function process(samples: Int16Array): Int16Array {
    if (isClosed) throw new Error('the resampler is closed');
    const pieces: Int16Array[] = [];
    for (let at = 0; at < samples.length; ) {
      const { used, made } = processChunk(samples.subarray(at, at + CHUNK_SAMPLES));
      at += used;
      pieces.push(made);
    }
    return joinSamples(pieces);
  }

  return {
    process,
    flush: () => process(new Int16Array(speex._speex_resampler_get_input_latency(state))),
    close() {
      if (isClosed) return;
      isClosed = true;
      speex._speex_resampler_destroy(state);
      for (const pointer of [lengths, input, output]) speex._free(pointer);
    },
  };
}

const PASS_THROUGH: Resampler = { process: (samples) => samples, flush: () => new Int16Array(0), close: () => undefined };

function joinSamples(pieces: readonly Int16Array[]): Int16Array {
  const joined = new Int16Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
