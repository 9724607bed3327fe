import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Say } from '../say.ts';
import { installPackages, mayInstallPackages } from './apt.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A browser for the end-to-end tests, or the reason why there is none. */
export type FoundChromium = { path: string } | { path?: undefined; reason: string };

/** The browser that CHROMIUM_PATH names, one that is installed, or, as root on Debian, one that gets installed now. */
export async function ensureChromium(say: Say): Promise<FoundChromium> {
  const given = process.env.CHROMIUM_PATH;
  if (given) return isExecutable(given) ? { path: given } : { reason: `CHROMIUM_PATH names "${given}", which cannot be run` };
  if (mayInstallPackages()) {
    const missing = [
      ...(findChromium() ? [] : ['chromium']),
      ...(existsSync('/usr/sbin/ip') || findOnPath('ip') ? [] : ['iproute2']),
    ];
    if (missing.length > 0) await installPackages(missing, say);
  }
  const path = findChromium();
  return path === undefined ? { reason: 'no Chromium or Chrome was found: install one, or set CHROMIUM_PATH' } : { path };
}

export function findChromium(): string | undefined {
  return NAMES.map(findOnPath).find((path) => path !== undefined) ?? MAC_PATHS.find(isExecutable);
}

/** Path of a program that can be started by its name. */
export function findOnPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
