import { createSocket, type Socket } from 'node:dgram';
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { ForwardTimes } from './forward-times.ts';
import type { RelayReply, RelayRequest, RelaySettings } from './relay-messages.ts';
import { readRtpHeader } from './rtp-packet.ts';

/** The thread of `media-relay.ts`: alone with its sockets, so that nothing but packets waits for its turn. */
const { port, relayAddress, sfuAddress } = workerData as RelaySettings;
const front = createSocket('udp4');
const upstreams = new Map<string, Promise<Socket>>();
const times = new ForwardTimes();
let delayMs = 0;

const reply = (message: RelayReply): void => parentPort?.postMessage(message);

front.on('message', (packet, { address, port: clientPort }) => {
  const way = `${address}:${clientPort}`;
  let upstream = upstreams.get(way);
  if (!upstream) upstreams.set(way, (upstream = openUpstream(way, clientPort, address)));
  const header = readRtpHeader(packet);
  void upstream.then((socket) =>
    afterDelay(() => {
      if (header) times.wentIn(header, performance.now());
      socket.send(packet);
    }),
  );
});

parentPort?.on('message', (request: RelayRequest) => {
  switch (request.type) {
    case 'delay':
      delayMs = request.delayMs;
      return;
    case 'take':
      return reply({ type: 'times', timesMs: times.take() });
    case 'close':
      parentPort?.close();
      front.close();
      for (const upstream of upstreams.values()) void upstream.then((socket) => socket.close());
  }
});

front.bind(port, relayAddress, () => reply({ type: 'ready' }));

/** The sfu tells clients apart by where they send from: each gets a socket of its own. */
async function openUpstream(way: string, clientPort: number, clientAddress: string): Promise<Socket> {
  const socket = createSocket('udp4');
  // A port that is not there (any more) is the sfu's and the pages' matter: they try again or find another way.
  socket.on('error', () => undefined);
  socket.on('message', (packet) => {
    const atMs = performance.now();
    const header = readRtpHeader(packet);
    if (header) times.cameOut(header, way, atMs);
    afterDelay(() => front.send(packet, clientPort, clientAddress));
  });
  await new Promise<void>((resolve) => socket.bind(0, sfuAddress, resolve));
  await new Promise<void>((resolve) => socket.connect(port, sfuAddress, resolve));
  return socket;
}

function afterDelay(send: () => void): void {
  if (delayMs === 0) send();
  else setTimeout(send, delayMs);
}
