import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SetupError } from '../errors.ts';
import { ensureCertificate } from '../front/certificate.ts';
import { startFront } from '../front/front.ts';
import { fromRoot } from '../paths.ts';
import { certificateNames, httpsUrl, isLoopback, shareableAddresses } from './addresses.ts';
import { PROCESS_NAMES, type ProcessName, type Wiring, childEnvironment } from './child-environment.ts';
import { lockDataFolder } from './data-lock.ts';
import { openLogStore } from './log-store.ts';
import { findFreePorts } from './ports.ts';
import { deriveKeys, readMasterSecret } from './secrets.ts';
import { type SupervisedProcess, startProcess } from './supervised-process.ts';

/** The order in which processes end: who asks before who answers. */
const END_ORDER: readonly ProcessName[] = ['bot', 'api', 'sfu'];
const START_LIMIT_MS = 60_000;
/** How often the machine's addresses are compared with the certificate's. */
const ADDRESS_CHECK_MS = 30_000;

export type SystemOptions = {
  dataDir: string;
  /** A mediasoup worker that runs; see `ensureWorker`. */
  workerBinary: string;
  /** Port of the front. 0, the default, is any that is free. */
  port?: number;
  /** Address the front listens on. The default is all of them. */
  host?: string | undefined;
  /** First media port, one a worker. 0, the default, is any that is free. */
  rtcPort?: number;
  publicUrl?: string | undefined;
  /** The user's environment; each process sees only what its list allows. The default is empty but for PATH and HOME. */
  environment?: NodeJS.ProcessEnv;
  /** Set for one process, past the lists. */
  extra?: Partial<Record<ProcessName, Record<string, string>>>;
  /** Arguments for Node in place of a process's own `main.ts`. */
  entries?: Partial<Record<ProcessName, readonly string[]>>;
  /** Port of the page builder's server, in development. */
  pagesPort?: number;
  onLine?: (name: ProcessName, line: string) => void;
  startLimitMs?: number;
  /** Gives up the start: what was opened is closed again. Later it does nothing. */
  signal?: AbortSignal;
};

export type SystemUrls = {
  /** The address for this machine. */
  front: string;
  /** Addresses for other devices on the same network. */
  network: readonly string[];
  /** The processes themselves, past the front. */
  sfu: string;
  api: string;
  bot: string;
};

export type SystemEvents = {
  ended: [{ name: ProcessName; code: number | null; signal: NodeJS.Signals | null; restartInMs: number }];
  healthy: [{ name: ProcessName; pid: number }];
  /** A process will not be started again; whoever runs the system should close it. */
  failed: [SetupError];
};

export type System = {
  readonly urls: SystemUrls;
  readonly processes: Readonly<Record<ProcessName, SupervisedProcess>>;
  readonly events: EventEmitter<SystemEvents>;
  /** The front's certificate as it is now, PEM, for clients that shall trust it; another one when the machine's addresses change. */
  readonly certificate: string;
  /** Keys that the processes share, for test hosts that play one of them. */
  readonly wiring: Wiring;
  /** Sends a signal; with one that ends the process, resolves when it has ended. The supervisor then starts it again. */
  kill(name: ProcessName, signal: NodeJS.Signals): Promise<void>;
  /** Resolves when a process is up and healthy (again). */
  untilHealthy(name: ProcessName, limitMs?: number): Promise<void>;
  /** The last lines a process wrote, oldest first. */
  readLog(name: ProcessName): readonly string[];
  /** Ends bot, api, sfu and front, in this order. Idempotent. */
  close(): Promise<void>;
};

/** Starts front, sfu, api and bot, and resolves when all answer. Throws a `SetupError`, with everything ended, when one cannot start. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const closers: (() => unknown)[] = [];
  const close = createClose(closers);
  try {
    const lock = await lockDataFolder(dataDir);
    closers.push(() => lock.close());
    const ownWiring = await createWiring(options, dataDir);
    const front = await openFront(options, ownWiring, closers);
    const urls = listUrls(options.host, front.port, ownWiring.ports);
    const wiring = { ...ownWiring, ...(urls.network[0] === undefined ? {} : { shareOrigin: urls.network[0] }) };
    const logs = openLogStore(join(dataDir, 'logs'));
    closers.push(() => logs.close());
    const events = new EventEmitter<SystemEvents>();
    const start = (name: ProcessName): SupervisedProcess =>
      startOne(name, options, wiring, events, (line) => {
        logs.add(name, line);
        options.onLine?.(name, line);
      });
    const processes = { sfu: start('sfu'), api: start('api'), bot: start('bot') };
    for (const name of END_ORDER.toReversed()) closers.push(() => processes[name].close());
    const limitMs = options.startLimitMs ?? START_LIMIT_MS;
    await unlessAborted(Promise.all(PROCESS_NAMES.map((name) => processes[name].untilHealthy(limitMs))), options.signal);
    return {
      urls,
      processes,
      events,
      get certificate() {
        return front.readCertificate();
      },
      wiring,
      kill: (name, signal) => processes[name].kill(signal),
      untilHealthy: (name, within = START_LIMIT_MS) => processes[name].untilHealthy(within),
      readLog: (name) => logs.read(name),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs what is to be closed from the last to the first, once. */
function createClose(closers: (() => unknown)[]): () => Promise<void> {
  let closing: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    for (const closer of closers.toReversed()) await closer();
  };
  return () => (closing ??= closeAll());
}

function unlessAborted(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<unknown> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new SetupError('aborted', 'The start was given up.'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

async function createWiring(options: SystemOptions, dataDir: string): Promise<Wiring> {
  const [sfu = 0, api = 0, bot = 0] = await findFreePorts(PROCESS_NAMES.length);
  return {
    ports: { sfu, api, bot },
    keys: deriveKeys(readMasterSecret(dataDir)),
    dataDir,
    clientDist: fromRoot('client', 'dist'),
    workerBinary: options.workerBinary,
    rtcPort: options.rtcPort ?? 0,
    ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
  };
}

async function openFront(
  options: SystemOptions,
  wiring: Wiring,
  closers: (() => unknown)[],
): Promise<{ port: number; readCertificate: () => string }> {
  let certificate = await ensureCertificate(wiring.dataDir, certificateNames(options.publicUrl));
  const front = await startFront({
    port: options.port ?? 0,
    ...(options.host === undefined ? {} : { host: options.host }),
    upstreams: {
      sfu: wiring.ports.sfu,
      api: wiring.ports.api,
      ...(options.pagesPort === undefined ? {} : { pages: options.pagesPort }),
    },
    certificate,
  });
  closers.push(() => front.close());
  const check = setInterval(() => {
    // A laptop that has changed its network; when the disk is full the old certificate goes on.
    void ensureCertificate(wiring.dataDir, certificateNames(options.publicUrl)).then(
      (current) => {
        if (current.isNew) front.useCertificate(current);
        certificate = current;
      },
      () => undefined,
    );
  }, ADDRESS_CHECK_MS);
  check.unref();
  closers.push(() => clearInterval(check));
  return { port: front.port, readCertificate: () => certificate.cert };
}

function startOne(
  name: ProcessName,
  options: SystemOptions,
  wiring: Wiring,
  events: EventEmitter<SystemEvents>,
  onLine: (line: string) => void,
): SupervisedProcess {
  const environment = options.environment ?? { PATH: process.env.PATH, HOME: process.env.HOME };
  const process_ = startProcess({
    name,
    args: options.entries?.[name] ?? [fromRoot(name, 'src', 'main.ts')],
    env: { ...childEnvironment(name, wiring, environment), ...options.extra?.[name] },
    port: wiring.ports[name],
    onLine,
  });
  process_.events.on('ended', (end) => events.emit('ended', { name, ...end }));
  process_.events.on('healthy', ({ pid }) => events.emit('healthy', { name, pid }));
  process_.events.on('failed', (error) => events.emit('failed', error));
  return process_;
}

function listUrls(host: string | undefined, port: number, ports: Record<ProcessName, number>): SystemUrls {
  const isOpen = host === undefined || host === '0.0.0.0' || host === '::';
  const network = isOpen ? shareableAddresses() : isLoopback(host) ? [] : [host];
  return {
    front: httpsUrl(isOpen || isLoopback(host) ? 'localhost' : host, port),
    network: network.map((address) => httpsUrl(address, port)),
    sfu: `http://127.0.0.1:${ports.sfu}`,
    api: `http://127.0.0.1:${ports.api}`,
    bot: `http://127.0.0.1:${ports.bot}`,
  };
}
