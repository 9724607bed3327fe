/**
 * The embedded voice's own program: lines come on standard input, audio goes to standard output, both as frames.
 * It alone loads the GPL-3 engine. It ends with its input.
 */
import { writeSync } from 'node:fs';
import { loadEngine } from './engines.ts';
import { createFrameReader, encodeFrame, FRAME_KINDS, type FrameKind, type Line } from './frames.ts';

const STANDARD_OUTPUT = 1;

const engine = await loadEngine();
let previous: Promise<void> = Promise.resolve();

const read = createFrameReader((frame) => {
  if (frame.kind !== FRAME_KINDS.line) return;
  const line = JSON.parse(new TextDecoder().decode(frame.payload)) as Line;
  previous = previous.then(() => speak(line));
});
process.stdin.on('data', (chunk: Buffer) => read(chunk));
process.stdin.on('end', () => process.exit(0));
send(FRAME_KINDS.ready, new TextEncoder().encode(engine.name));

async function speak(line: Line): Promise<void> {
  try {
    await engine.speak(line, (samples) =>
      send(FRAME_KINDS.audio, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)),
    );
    send(FRAME_KINDS.end);
  } catch (error) {
    send(FRAME_KINDS.failed, new TextEncoder().encode(error instanceof Error ? error.message : 'unknown'));
  }
}

/** Blocks until it is written: synthesis does not come back to the event loop before a line's end, and audio must not wait for that. */
function send(kind: FrameKind, payload?: Uint8Array): void {
  const frame = encodeFrame(kind, payload);
  for (let written = 0; written < frame.length; ) written += writeSync(STANDARD_OUTPUT, frame, written);
}
