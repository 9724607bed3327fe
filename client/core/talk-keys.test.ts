// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { keyAction } from './talk-keys.ts';

const keyOn = (html: string, code: string, change = {}) => {
  document.body.innerHTML = html;
  const target = document.body.firstElementChild ?? document.body;
  return keyAction({ code, ctrlKey: false, altKey: false, metaKey: false, target, ...change });
};

describe('[V2] talk keys', () => {
  it('Space talks to the table, D to the DM, M mutes, in every keyboard layout', () => {
    expect(keyOn('<p>x</p>', 'Space')).toEqual({ type: 'talk', target: 'table' });
    expect(keyOn('<p>x</p>', 'KeyD')).toEqual({ type: 'talk', target: 'dm' });
    expect(keyOn('<p>x</p>', 'KeyM')).toEqual({ type: 'mute' });
    expect(keyOn('<p>x</p>', 'KeyX')).toBeNull();
  });

  it.each(['<textarea></textarea>', '<input>', '<select></select>', '<dialog>x</dialog>'])('are left alone in %s', (html) => {
    expect(keyOn(html, 'Space')).toBeNull();
    expect(keyOn(html, 'KeyD')).toBeNull();
  });

  it('leave Space to a button that has the focus, but not D', () => {
    expect(keyOn('<button>x</button>', 'Space')).toBeNull();
    expect(keyOn('<button>x</button>', 'KeyD')).toEqual({ type: 'talk', target: 'dm' });
  });

  it('are left alone with Ctrl, Alt or Meta', () => {
    expect(keyOn('<p>x</p>', 'KeyD', { ctrlKey: true })).toBeNull();
    expect(keyOn('<p>x</p>', 'KeyD', { metaKey: true })).toBeNull();
    expect(keyOn('<p>x</p>', 'Space', { altKey: true })).toBeNull();
  });
});
