import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Line } from './frames.ts';

/** Speaks lines as 22,050 Hz mono samples. Loaded by the voice's own process only: the engines behind it are GPL-3 (docs/licences.md). */
export interface Engine {
  readonly name: string;
  speak(line: Line, onSamples: (samples: Int16Array) => void): Promise<void>;
}

const PACKAGE = '@echogarden/espeak-ng-emscripten';
const PROGRAMS = ['/usr/bin/espeak-ng', '/usr/local/bin/espeak-ng'];
const WAV_HEADER_BYTES = 44;

interface WasmWorker {
  set_voice(name: string): number;
  set_pitch(value: number): void;
  set_rate(value: number): void;
  set_volume(value: number): void;
  /** Calls back with pieces as they are made, at last with none; a true answer stops it. */
  synthesize(text: string, onAudio: (samples: Int16Array | null) => boolean): void;
}
interface WasmModule {
  eSpeakNGWorker: new () => WasmWorker;
}

/** The package when it is installed, which is the same everywhere; else the program. Throws when there is neither. */
export async function loadEngine(): Promise<Engine> {
  try {
    return await loadPackage();
  } catch (error) {
    const program = PROGRAMS.find((path) => existsSync(path));
    if (!program) throw new Error('neither the espeak-ng package nor the program espeak-ng is installed', { cause: error });
    return useProgram(program);
  }
}

/** The wasm package. Synthesis blocks its process: a five-second sentence takes about 0.1 s. */
export async function loadPackage(): Promise<Engine> {
  const loaded = (await import(PACKAGE)) as { default: (options: object) => Promise<WasmModule> };
  const quiet = (): void => undefined;
  const module = await loaded.default({ print: quiet, printErr: quiet });
  const worker = new module.eSpeakNGWorker();
  return {
    name: 'package',
    async speak(line, onSamples) {
      if (worker.set_voice(line.voice) !== 0) throw new Error('the voice is not known to the engine');
      worker.set_pitch(line.pitch);
      worker.set_rate(line.wordsPerMinute);
      worker.set_volume(line.amplitude);
      worker.synthesize(line.text, (samples) => {
        if (samples && samples.length > 0) onSamples(samples);
        return false;
      });
    },
  };
}

/** The program, one run a line; its WAV header is dropped. */
export function useProgram(path: string): Engine {
  return {
    name: 'program',
    speak: (line, onSamples) =>
      new Promise((resolve, reject) => {
        const settings = ['-v', line.voice, '-p', `${line.pitch}`, '-s', `${line.wordsPerMinute}`, '-a', `${line.amplitude}`];
        const program = spawn(path, [...settings, '-b', '1', '--stdin', '--stdout'], {
          stdio: ['pipe', 'pipe', 'ignore'],
          env: {},
        });
        const push = wavSamples(onSamples);
        program.stdout.on('data', push);
        program.stdin.on('error', () => undefined);
        program.on('error', reject);
        program.on('close', (code) =>
          code === 0 ? resolve() : reject(new Error(`the program ended with ${code ?? 'a signal'}`)),
        );
        program.stdin.end(line.text);
      }),
  };
}

/** Carries odd bytes over and skips the header. */
function wavSamples(onSamples: (samples: Int16Array) => void): (chunk: Buffer) => void {
  let toSkip = WAV_HEADER_BYTES;
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    const skipped = Math.min(toSkip, chunk.length);
    toSkip -= skipped;
    const bytes = Buffer.concat([rest, chunk.subarray(skipped)]);
    const samples = new Int16Array(bytes.length >> 1);
    for (let index = 0; index < samples.length; index += 1) samples[index] = bytes.readInt16LE(index * 2);
    rest = bytes.subarray(samples.length * 2);
    if (samples.length > 0) onSamples(samples);
  };
}
