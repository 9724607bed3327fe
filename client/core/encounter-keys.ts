import { takesText } from './talk-keys.ts';

/** What a key does while a fight goes on. Keys are places on the keyboard, so that they work in every layout. */
export type CombatKey = 'focus' | 'next' | 'previous' | 'attack' | 'wait' | 'initiative' | 'undo';

const KEYS: Readonly<Record<string, CombatKey>> = {
  KeyC: 'focus',
  KeyN: 'next',
  KeyP: 'previous',
  KeyA: 'attack',
  KeyW: 'wait',
  KeyI: 'initiative',
  KeyU: 'undo',
};

/** Null for other keys, while one types, within a sheet that lies over the room, and with Ctrl, Alt or Meta held. */
export function combatKey(
  event: Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat' | 'target'>,
): CombatKey | null {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || takesText(event.target)) return null;
  return KEYS[event.code] ?? null;
}
