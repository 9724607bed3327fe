import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASSUMED_SPEECH_DBOV, SILENCE_DBOV, packetLevelDbov } from './audio-level.ts';

const HEADER = [0x80, 100, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1];
const EXTENDED = [0x90, ...HEADER.slice(1)];
const speech = Array.from({ length: 60 }, () => 7);

describe('packetLevelDbov', () => {
  it('reads the level of a one-byte extension among others', () => {
    const extension = [0xbe, 0xde, 0, 2, (3 << 4) | 2, 1, 2, 3, 0, (6 << 4) | 0, 0x80 | 42, 0];
    expect(packetLevelDbov(Uint8Array.from([...EXTENDED, ...extension, ...speech]), 6)).toBe(-42);
  });

  it('reads the level of a two-byte extension', () => {
    const extension = [0x10, 0x00, 0, 1, 6, 1, 127, 0];
    expect(packetLevelDbov(Uint8Array.from([...EXTENDED, ...extension, ...speech]), 6)).toBe(-127);
  });

  it('calls the loudest packet 0 and not -0', () => {
    const extension = [0xbe, 0xde, 0, 1, 6 << 4, 0x80, 0, 0];
    expect(packetLevelDbov(Uint8Array.from([...EXTENDED, ...extension, ...speech]), 6)).toBe(0);
  });

  it('skips contributing sources before the extension', () => {
    const extension = [0xbe, 0xde, 0, 1, 6 << 4, 30, 0, 0];
    expect(packetLevelDbov(Uint8Array.from([0x92, ...HEADER.slice(1), 9, 9, 9, 9, 8, 8, 8, 8, ...extension, ...speech]), 6)).toBe(
      -30,
    );
  });

  it('judges by size where no level is sent', () => {
    expect(packetLevelDbov(Uint8Array.from([...HEADER, ...speech]), undefined)).toBe(ASSUMED_SPEECH_DBOV);
    expect(packetLevelDbov(Uint8Array.from([...HEADER, 0xf8, 0xff, 0xfe]), undefined)).toBe(SILENCE_DBOV);
  });

  it('never throws, and answers a level or nothing, whatever the bytes are', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 80 }),
        fc.option(fc.integer({ min: 1, max: 14 }), { nil: undefined }),
        (bytes, id) => {
          const level = packetLevelDbov(bytes, id);
          expect(level === undefined || (level >= -127 && level <= 0)).toBe(true);
        },
      ),
    );
  });

  it('refuses what is cut short or no RTP', () => {
    expect(packetLevelDbov(Uint8Array.from(HEADER.slice(0, 11)), 6)).toBeUndefined();
    expect(packetLevelDbov(Uint8Array.from([...EXTENDED, 0xbe, 0xde, 0, 9]), 6)).toBeUndefined();
    expect(packetLevelDbov(Uint8Array.from([0x16, ...HEADER.slice(1)]), 6)).toBeUndefined();
  });
});
