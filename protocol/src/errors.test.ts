import { describe, expect, it } from 'vitest';
import { errorBody, errorBodySchema, errorCodeSchema, ProtocolError, sentence, SENTENCES, type ErrorCode } from './errors.ts';

const codes = Object.keys(SENTENCES) as ErrorCode[];

describe('errors', () => {
  it.each(codes)('[U4] %s has a sentence in both languages', (code) => {
    expect(sentence(code, 'en')).toMatch(/^[A-Z][^А-яЁё]+\.$/);
    expect(sentence(code, 'ru')).toMatch(/^[А-ЯЁ][^]*[а-яё][^]*\.$/);
    expect(errorCodeSchema.parse(code)).toBe(code);
    for (const language of ['en', 'ru'] as const) {
      const body = errorBody(code, language);
      expect(body).toEqual({ code, message: SENTENCES[code][language] });
      expect(errorBodySchema.parse(body)).toEqual(body);
    }
  });

  it('no two codes have the same sentence', () => {
    for (const language of ['en', 'ru'] as const)
      expect(new Set(codes.map((code) => sentence(code, language))).size).toBe(codes.length);
  });

  it.each(['toString', '__proto__', 'Table_full', ''])('"%s" is no code', (code) => {
    expect(errorCodeSchema.safeParse(code).success).toBe(false);
  });

  it('a protocol error keeps its detail and cause on our side', () => {
    const cause = new Error('disk');
    const error = new ProtocolError('internal', 'row 7', { cause });
    expect(error).toMatchObject({ code: 'internal', message: 'row 7', cause });
    expect(JSON.stringify(errorBody(error.code, 'en'))).not.toContain('row 7');
    expect(new ProtocolError('timeout').message).toBe('timeout');
  });
});
