import { useEffect } from 'react';
import { combatKey, type CombatKey } from '../core/encounter-keys.ts';

/** Keys of the fight, while `isOn`. `onKey` is to stay the same function. */
export function useCombatKeys(isOn: boolean, onKey: (key: CombatKey) => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const press = (event: KeyboardEvent): void => {
      const key = combatKey(event);
      if (!key) return;
      event.preventDefault();
      onKey(key);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [isOn, onKey]);
}
