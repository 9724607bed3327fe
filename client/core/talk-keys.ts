import type { TalkTarget } from '@skald/protocol';

/** What a key does in the room. Keys are places on the keyboard, so that they work in every layout. */
export type KeyAction = { type: 'talk'; target: TalkTarget } | { type: 'mute' };

/** X, as a place on the keyboard: the safety cards. Not while one types, or with Ctrl, Alt or Meta held. */
export function isSafetyKey(event: Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'target'>): boolean {
  return event.code === 'KeyX' && !event.ctrlKey && !event.altKey && !event.metaKey && !takesText(event.target);
}

/** Space: to the table. D: to the DM. M: microphone off and on. Nothing while one types, or with Ctrl, Alt or Meta held. */
export function keyAction(event: Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'target'>): KeyAction | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  if (takesText(event.target) || (event.code === 'Space' && takesSpace(event.target))) return null;
  if (event.code === 'Space') return { type: 'talk', target: 'table' };
  if (event.code === 'KeyD') return { type: 'talk', target: 'dm' };
  return event.code === 'KeyM' ? { type: 'mute' } : null;
}

export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('textarea, select, dialog, input:not([type=radio]):not([type=checkbox])') !== null;
}

/** Buttons and boxes that were reached with the keyboard keep their Space. */
function takesSpace(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, summary, input, [role=button]') !== null;
}
