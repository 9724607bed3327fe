import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { createWorker, type types } from 'mediasoup';
import { isWildcard, listenInfos, localAddresses, type ListenSettings } from './listen-infos.ts';

/** A worker process with the one server that receives the media of all browsers on it. Whoever spawned it closes it. */
export interface MediaWorker {
  readonly worker: types.Worker;
  readonly webRtcServer: types.WebRtcServer;
}

export interface MediaWorkerSettings extends ListenSettings {
  /** 0 for a random port. */
  readonly port: number;
  readonly workerBin: string | undefined;
}

/** Starts a worker and its server. Throws when the binary does not run or the port is taken; nothing is left behind then. */
export async function spawnMediaWorker(settings: MediaWorkerSettings): Promise<MediaWorker> {
  const worker = await createWorker({
    logLevel: 'error',
    ...(settings.workerBin === undefined ? {} : { workerBin: settings.workerBin }),
  });
  try {
    const addresses = isWildcard(settings.listenAddress) ? await usableAddresses() : [];
    const webRtcServer = await worker.createWebRtcServer({ listenInfos: listenInfos(settings, addresses, settings.port) });
    return { worker, webRtcServer };
  } catch (error) {
    worker.close();
    throw isPortTaken(error)
      ? new Error(`media port ${settings.port} is taken: set RTC_PORT to another`, { cause: error })
      : error;
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && error.message.includes('address already in use');
}

/** Local addresses that can be bound now: a tentative or withdrawn one must not keep the worker from starting. */
async function usableAddresses(): Promise<string[]> {
  const addresses = localAddresses(networkInterfaces());
  const usable = await Promise.all(addresses.map(async (address) => ((await canBind(address)) ? [address] : [])));
  return usable.flat();
}

async function canBind(address: string): Promise<boolean> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(0, address, resolve);
    });
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}
