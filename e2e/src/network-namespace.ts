import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from './browser.ts';

/** A network of two: this machine, and a namespace in which programs see nothing else. */
export interface NetworkNamespace {
  /** This machine's address on that network. It is on no other. */
  readonly hostAddress: string;
  /** Program that starts Chromium within the namespace. */
  readonly browserPath: string;
  /** Removes the network. Programs within it must have ended. */
  close(): void;
}

/** Why this machine cannot have one, as a sentence; null when it can. */
export function whyNoNamespaces(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are of Linux only';
  if (process.geteuid?.() !== 0) return 'network namespaces need root';
  const trial = newName();
  try {
    ip('netns', 'add', trial);
    ip('netns', 'del', trial);
    return null;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? 'there is no program ip (iproute2)' : 'this machine permits no network namespaces';
  }
}

/** Makes a namespace and one cable to it. The caller closes it. Throws what `ip` says when it fails. */
export function openNamespace(): NetworkNamespace {
  const name = newName();
  const network = freeNetwork();
  const hostAddress = `${network}.1`;
  const folder = mkdtempSync(join(tmpdir(), 'skald-namespace-'));
  const close = (): void => {
    rmSync(folder, { recursive: true, force: true });
    // The cable goes with the namespace that holds its other end.
    ip('netns', 'del', name);
  };
  ip('netns', 'add', name);
  try {
    ip('link', 'add', `${name}h`, 'type', 'veth', 'peer', 'name', `${name}g`, 'netns', name);
    ip('addr', 'add', `${hostAddress}/30`, 'dev', `${name}h`);
    ip('link', 'set', `${name}h`, 'up');
    ip('-n', name, 'addr', 'add', `${network}.2/30`, 'dev', `${name}g`);
    ip('-n', name, 'link', 'set', `${name}g`, 'up');
    ip('-n', name, 'link', 'set', 'lo', 'up');
    const browserPath = join(folder, 'chromium');
    writeFileSync(browserPath, `#!/bin/sh\nexec ip netns exec ${name} '${chromiumPath()}' "$@"\n`);
    chmodSync(browserPath, 0o755);
    return { hostAddress, browserPath, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Short enough for an interface with one more letter: 15 characters at most. */
function newName(): string {
  return `skald${randomBytes(3).toString('hex')}`;
}

/** First three numbers of a private network that this machine does not know. */
function freeNetwork(): string {
  const used = Object.values(networkInterfaces()).flatMap((infos) => (infos ?? []).map((info) => info.address));
  for (let third = 64; third < 256; third += 1) {
    const network = `10.203.${third}`;
    if (!used.some((address) => address.startsWith(`${network}.`))) return network;
  }
  throw new Error('every network for tests is in use');
}

function ip(...args: readonly string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
