// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { combatKey } from './encounter-keys.ts';

describe('[G5] keys of a fight', () => {
  const press = (code: string, change: object = {}) =>
    combatKey({ code, ctrlKey: false, altKey: false, metaKey: false, repeat: false, target: null, ...change });

  it('are places on the keyboard, and take nothing from talking and safety', () => {
    expect(['KeyN', 'KeyP', 'KeyA', 'KeyW', 'KeyI', 'KeyU', 'KeyC'].map((code) => press(code))).toEqual([
      'next',
      'previous',
      'attack',
      'wait',
      'initiative',
      'undo',
      'focus',
    ]);
    expect(['Space', 'KeyD', 'KeyM', 'KeyX'].map((code) => press(code))).toEqual([null, null, null, null]);
  });

  it('do nothing while one types, with Ctrl, or while a key is held', () => {
    expect(press('KeyA', { target: document.createElement('textarea') })).toBeNull();
    expect(press('KeyA', { ctrlKey: true })).toBeNull();
    expect(press('KeyN', { repeat: true })).toBeNull();
  });
});
