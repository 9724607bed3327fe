import { installPackages, mayInstallPackages } from './apt.ts';
import { findOnPath } from './chromium.ts';
import type { Say } from '../say.ts';

/** Installs the speech synthesiser that some tests make speech with, as root on Debian. Elsewhere they are skipped and say so. */
export async function ensureEspeak(say: Say): Promise<void> {
  if (findOnPath('espeak-ng') === undefined && mayInstallPackages()) await installPackages(['espeak-ng'], say);
}
