import { useEffect } from 'react';
import { isSafetyKey } from '../core/talk-keys.ts';

/** X opens the safety cards, always: a setting may turn other keys off, not this one. */
export function useSafetyKey(open: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.repeat || !isSafetyKey(event)) return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [open]);
}
