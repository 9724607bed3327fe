import { isRoot, readOperatingSystem } from './os-release.ts';
import { run } from './run.ts';
import type { Say } from '../say.ts';

const INSTALL_LIMIT_MS = 10 * 60_000;

/** Whether this process may install Debian packages: root, on Debian itself. */
export function mayInstallPackages(): boolean {
  return isRoot() && readOperatingSystem().id === 'debian';
}

/** Installs Debian packages. False when that failed; what apt said is told then. */
export async function installPackages(names: readonly string[], say: Say): Promise<boolean> {
  say(`Installing from Debian: ${names.join(', ')}.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () =>
    run('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env, limitMs: INSTALL_LIMIT_MS });
  let result = await install();
  if (result.code === 0) return true;
  await run('apt-get', ['update'], { env, limitMs: INSTALL_LIMIT_MS });
  result = await install();
  if (result.code === 0) return true;
  say(`The packages could not be installed: ${result.tail.slice(-3).join(' ')}`);
  return false;
}
