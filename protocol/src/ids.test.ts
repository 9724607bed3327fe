import { describe, expect, it } from 'vitest';
import { formatId, messageIdSchema, seatIdSchema, tableIdSchema } from './ids.ts';

describe('ids', () => {
  it('are their kind’s prefix and one character a byte, and are read by their own schema alone', () => {
    const id = formatId(
      'table',
      Uint8Array.from({ length: 20 }, (_, index) => index * 13),
    );
    expect(id).toMatch(/^tb_[0-9a-z]{20}$/);
    expect(tableIdSchema.safeParse(id).success).toBe(true);
    expect(seatIdSchema.safeParse(id).success).toBe(false);
  });

  it('differ when their bytes differ, and are equal when they are equal', () => {
    const bytes = (last: number) => Uint8Array.of(1, 2, 3, 4, 5, 6, 7, last);
    expect(formatId('seat', bytes(8))).toBe(formatId('seat', bytes(8)));
    expect(formatId('seat', bytes(8))).not.toBe(formatId('seat', bytes(9)));
  });

  it.each([0, 7, 33])('%i bytes are refused', (length) => {
    expect(() => formatId('message', new Uint8Array(length))).toThrow(RangeError);
  });

  it.each([
    '',
    'ms_',
    'ms_short',
    'MS_00000000',
    'ms_00000000\n',
    'ms_0000000A',
    `ms_${'0'.repeat(33)}`,
    "ms_0000000'--",
    'ms_../../etc',
  ])('%j is no id', (text) => {
    expect(messageIdSchema.safeParse(text).success).toBe(false);
  });
});
