import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFrameReader, encodeFrame, FRAME_KINDS, type Frame } from './frames.ts';

const kinds = fc.constantFrom(...Object.values(FRAME_KINDS));
const frames = fc.array(fc.record({ kind: kinds, payload: fc.uint8Array({ maxLength: 40 }) }), { maxLength: 12 });

it('frames come out as they went in, however the stream is cut', () => {
  fc.assert(
    fc.property(frames, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (sent, cuts) => {
      const stream = Uint8Array.from(sent.flatMap((frame) => [...encodeFrame(frame.kind, frame.payload)]));
      const received: Frame[] = [];
      const read = createFrameReader((frame) => received.push(frame));
      for (let at = 0, turn = 0; at < stream.length; turn += 1) {
        const end = at + (cuts[turn % cuts.length] ?? 1);
        read(stream.subarray(at, end));
        at = end;
      }
      expect(received).toEqual(sent);
    }),
  );
});

it('a frame of absurd length or of no kind is refused at once', () => {
  expect(() => createFrameReader(() => undefined)(Uint8Array.of(255, 255, 255, 255, 2))).toThrow(RangeError);
  expect(() => createFrameReader(() => undefined)(Uint8Array.of(0, 0, 0, 0, 99))).toThrow(RangeError);
});
