import type { Keys } from './secrets.ts';

export const PROCESS_NAMES = ['sfu', 'api', 'bot'] as const;
export type ProcessName = (typeof PROCESS_NAMES)[number];

/** What any program may need of the user's environment. */
const COMMON = ['PATH', 'HOME', 'USER', 'TMPDIR', 'TZ', 'LANG', 'LC_ALL', 'SystemRoot', 'NODE_ENV', 'NODE_OPTIONS', 'LOG_LEVEL'];

/** What a program that calls services needs besides. */
const OUTWARD = [
  'NODE_EXTRA_CA_CERTS',
  'NODE_USE_ENV_PROXY',
  ...['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'].flatMap((name) => [name, name.toLowerCase()]),
];

/** Least privilege: the names that reach each process, besides what wires it. A name that ends in `*` stands for all that begin so. */
const ALLOWED: Record<ProcessName, readonly string[]> = {
  api: [
    ...[...COMMON, ...OUTWARD],
    ...['DATABASE_URL', 'LINK_KEY', 'MEDIA_TOKEN_KEY', 'SERVICE_KEY'],
    ...['ANTHROPIC_*', 'SEATS_*', 'LISTENERS_*', 'TABLES_*'],
  ],
  sfu: [...COMMON, 'RTC_*', 'SFU_WORKERS', 'MEDIA_TOKEN_KEY', 'SERVICE_KEY'],
  bot: [...COMMON, ...OUTWARD, 'OPENAI_*', 'SERVICE_KEY'],
};

export type Wiring = {
  ports: Record<ProcessName, number>;
  keys: Keys;
  /** Absolute path of the data folder. */
  dataDir: string;
  clientDist: string;
  workerBinary: string;
  /** First media port, one a worker; 0 for any. */
  rtcPort: number;
  publicUrl?: string;
  /** Origin of the front for other devices on the same network. */
  shareOrigin?: string;
};

/** Picks from the user's environment what a process may see. Empty values pass, so that the process can say that they are wrong. */
export function pickEnvironment(name: ProcessName, environment: NodeJS.ProcessEnv): Record<string, string> {
  const isAllowed = (key: string): boolean =>
    ALLOWED[name].some((allowed) => (allowed.endsWith('*') ? key.startsWith(allowed.slice(0, -1)) : key === allowed));
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined && isAllowed(entry[0])),
  );
}

/** The whole environment of a process: what the user set wins over what Skald chose, except for how the processes find each other. */
export function childEnvironment(name: ProcessName, wiring: Wiring, environment: NodeJS.ProcessEnv): Record<string, string> {
  const fixed = { HOST: '127.0.0.1', PORT: String(wiring.ports[name]) };
  return { ...chosen(name, wiring), ...pickEnvironment(name, environment), ...fixed };
}

function chosen(name: ProcessName, wiring: Wiring): Record<string, string> {
  const { ports, keys, dataDir } = wiring;
  const sfuUrl = `http://127.0.0.1:${ports.sfu}`;
  switch (name) {
    case 'api':
      return {
        DATABASE_URL: `file:${dataDir}/skald.db`,
        SKALD_DATA_DIR: dataDir,
        CLIENT_DIST: wiring.clientDist,
        SFU_CONTROL_URL: sfuUrl,
        ...(wiring.publicUrl === undefined ? {} : { PUBLIC_URL: wiring.publicUrl }),
        ...(wiring.shareOrigin === undefined ? {} : { SHARE_ORIGIN: wiring.shareOrigin }),
        ...keys,
      };
    case 'sfu':
      return {
        MEDIASOUP_WORKER_BIN: wiring.workerBinary,
        RTC_PORT: String(wiring.rtcPort),
        MEDIA_TOKEN_KEY: keys.MEDIA_TOKEN_KEY,
        SERVICE_KEY: keys.SERVICE_KEY,
      };
    case 'bot':
      return { API_URL: `http://127.0.0.1:${ports.api}`, SERVICE_KEY: keys.SERVICE_KEY };
  }
}
