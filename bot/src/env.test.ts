import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';
import { SettingsError } from './errors.ts';

const base = { API_URL: 'http://127.0.0.1:4001', SERVICE_KEY: 'k'.repeat(32) };

describe('the environment of the bot', () => {
  it('needs the api and the service key only', () => {
    expect(readEnv(base)).toEqual({
      host: '127.0.0.1',
      port: 4003,
      apiUrl: 'http://127.0.0.1:4001',
      serviceKey: base.SERVICE_KEY,
      transcription: null,
      logLevel: 'info',
    });
  });

  it.each([
    ['API_URL', undefined],
    ['API_URL', 'ftp://somewhere'],
    ['SERVICE_KEY', 'short'],
    ['SERVICE_KEY', ' '],
    ['PORT', 'many'],
    ['OPENAI_API_KEY', ''],
    ['OPENAI_BASE_URL', 'nowhere'],
    ['OPENAI_TRANSCRIBE_MODEL', ''],
    ['LOG_LEVEL', 'loud'],
  ])('%s = %j stops the start with one sentence that names it and not its value', (name, value) => {
    const read = () => readEnv({ ...base, [name]: value });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(new RegExp(`^${name} is [^\n]*\\.$`));
    if (value !== undefined && value.trim() !== '') expect(read).not.toThrow(new RegExp(value));
  });

  it('a key alone turns the service on', () => {
    const { transcription } = readEnv({ ...base, OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: 'https://proxy.example/v1' });
    expect(transcription).toEqual({ apiKey: 'sk-1', baseUrl: 'https://proxy.example/v1', model: 'gpt-transcribe' });
  });

  it('a server of one’s own needs no key, and never gets the key of another', () => {
    const own = { ...base, OPENAI_TRANSCRIBE_BASE_URL: 'http://localhost:9000/v1', OPENAI_TRANSCRIBE_MODEL: 'whisper-large' };
    expect(readEnv(own).transcription).toEqual({ apiKey: 'none', baseUrl: 'http://localhost:9000/v1', model: 'whisper-large' });
    expect(readEnv({ ...own, OPENAI_API_KEY: 'sk-1' }).transcription?.apiKey).toBe('none');
    expect(readEnv({ ...own, OPENAI_API_KEY: 'sk-1', OPENAI_TRANSCRIBE_API_KEY: 'sk-2' }).transcription?.apiKey).toBe('sk-2');
  });

  it('OPENAI_BASE_URL alone turns nothing on', () => {
    expect(readEnv({ ...base, OPENAI_BASE_URL: 'http://localhost:9000/v1' }).transcription).toBeNull();
  });
});
