import { describe, expect, it } from 'vitest';
import { chooseLanguage, openPreferences } from './preferences.ts';
import { TABLE_ID } from './testing/samples.ts';

function memory(text: string | null = null) {
  let kept = text;
  return { getItem: () => kept, setItem: (_key: string, value: string) => void (kept = value), read: () => kept };
}

describe('what the device remembers', () => {
  it('[R5] keeps a table’s tokens over a reload', () => {
    const storage = memory();
    openPreferences(storage).rememberTable(TABLE_ID, { title: 'Evening', hostToken: 'host-token' });
    openPreferences(storage).rememberTable(TABLE_ID, { seatToken: 'seat-token' });
    expect(openPreferences(storage).keyOf(TABLE_ID)).toMatchObject({
      title: 'Evening',
      hostToken: 'host-token',
      seatToken: 'seat-token',
    });
  });

  it('does not lose what another tab wrote meanwhile', () => {
    const storage = memory();
    const one = openPreferences(storage);
    const two = openPreferences(storage);
    one.rememberTable(TABLE_ID, { seatToken: 'seat-token' });
    two.update({ name: 'Ada' });
    expect(openPreferences(storage).keyOf(TABLE_ID)?.seatToken).toBe('seat-token');
  });

  it('starts afresh from damaged text, and keeps what of it is sound', () => {
    expect(openPreferences(memory('{not json')).read().name).toBe('');
    expect(openPreferences(memory('{"name":"Ada","mode":"shout"}')).read()).toMatchObject({
      name: 'Ada',
      mode: 'open',
      consent: null,
    });
  });

  it('works without storage', () => {
    const closed = {
      getItem: () => {
        throw new Error('private');
      },
      setItem: () => {
        throw new Error('private');
      },
    };
    const shelf = openPreferences(closed);
    shelf.update({ name: 'Ada' });
    expect(shelf.read().name).toBe('Ada');
  });
});

describe('[U1] the first language', () => {
  it('is the remembered one, else the browser’s first that Skald speaks, else English', () => {
    expect(chooseLanguage('en', ['ru'])).toBe('en');
    expect(chooseLanguage(null, ['de-DE', 'ru-RU', 'en'])).toBe('ru');
    expect(chooseLanguage(null, ['de'])).toBe('en');
  });
});
