import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { parentPort } from 'node:worker_threads';
import type { FromMouthWorker, MouthOptions, ToMouthWorker } from './mouth-messages.ts';
import { openSpeechEncoder } from './opus.ts';
import { planTicks } from './pacing.ts';
import { createSrtpSender } from './srtp.ts';
import { createTableVoice, type TableVoice } from './table-voice.ts';

/** The thread that owns the UDP sockets, encoders and pacer of all mouths of the process. It does nothing else. */

interface OpenMouth {
  readonly voice: TableVoice;
  send(packet: Uint8Array): void;
  /** Lines of the writes that were not answered yet, in order. */
  unanswered: number[];
  close(): Promise<void>;
}

const mouths = new Map<number, Promise<OpenMouth | null>>();
/** Those whose socket and encoders are ready. */
const speaking = new Map<number, OpenMouth>();
let timer: NodeJS.Timeout | null = null;
let dueMs = 0;
let tick = 0;

parentPort?.on('message', (message: ToMouthWorker) => void handle(message));

function post(message: FromMouthWorker): void {
  parentPort?.postMessage(message);
}

/** Messages of one mouth arrive after it is open: the main thread waits for that. */
async function handle(message: ToMouthWorker): Promise<void> {
  if (message.kind === 'openMouth') {
    mouths.set(message.mouth, begin(message.mouth, message.options));
    return;
  }
  if (message.kind === 'closeMouth') return end(message.mouth);
  const mouth = speaking.get(message.mouth);
  if (mouth === undefined) return;
  const { playout } = mouth.voice;
  switch (message.kind) {
    case 'openLine':
      return playout.open(message.line, message.channel);
    case 'write':
      playout.write(message.line, message.samples);
      mouth.unanswered.push(message.line);
      return answerWrites(message.mouth, mouth);
    case 'endLine':
      return playout.end(message.line);
    case 'stop':
      post({ kind: 'happened', mouth: message.mouth, events: playout.stop() });
      return answerWrites(message.mouth, mouth);
  }
}

async function begin(id: number, options: MouthOptions): Promise<OpenMouth | null> {
  try {
    const mouth = await openMouth(options);
    speaking.set(id, mouth);
    post({ kind: 'opened', mouth: id });
    startPacer();
    return mouth;
  } catch (error) {
    post({ kind: 'refused', mouth: id, reason: error instanceof Error ? error.message : 'unknown' });
    return null;
  }
}

async function end(id: number): Promise<void> {
  const mouth = await mouths.get(id);
  mouths.delete(id);
  speaking.delete(id);
  if (speaking.size === 0) stopPacer();
  if (mouth) {
    post({ kind: 'happened', mouth: id, events: mouth.voice.playout.stop() });
    answerWrites(id, mouth);
    await mouth.close();
  }
  post({ kind: 'closed', mouth: id });
}

async function openMouth({ remote, local, channels, srtp }: MouthOptions): Promise<OpenMouth> {
  const secret = srtp === undefined ? null : createSrtpSender(srtp);
  const socket = await openSocket(remote, local);
  const encoders = await Promise.all(channels.map(() => openSpeechEncoder()));
  const voice = createTableVoice(
    channels.map((channel, index) => ({
      ...channel,
      encoder: encoders[index]!,
      firstSequence: randomBytes(2).readUInt16BE(),
      firstTimestamp: randomBytes(4).readUInt32BE(),
    })),
  );
  async function close(): Promise<void> {
    for (const encoder of encoders) encoder.close();
    const closed = once(socket, 'close');
    socket.close();
    await closed;
  }
  return {
    voice,
    send: (packet) => socket.send(secret === null ? packet : secret.protect(packet), () => undefined),
    unanswered: [],
    close,
  };
}

async function openSocket(remote: MouthOptions['remote'], local: MouthOptions['local']): Promise<Socket> {
  const socket = createSocket(isIPv6(remote.address) ? 'udp6' : 'udp4');
  try {
    socket.bind({ port: local?.port ?? 0, ...(local === undefined ? {} : { address: local.address }) });
    await once(socket, 'listening');
    socket.connect(remote.port, remote.address);
    await once(socket, 'connect');
  } catch (error) {
    socket.close();
    throw error;
  }
  // A packet that cannot be delivered is lost like any other; the signalling tells when the other end is gone.
  socket.on('error', () => undefined);
  return socket;
}

function startPacer(): void {
  if (timer !== null) return;
  dueMs = performance.now();
  wake();
}

function stopPacer(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
}

function wake(): void {
  const plan = planTicks(dueMs, performance.now());
  tick += plan.skipped;
  for (let count = 0; count < plan.due; count += 1) {
    for (const [id, mouth] of speaking) speakOneTick(id, mouth);
    tick += 1;
  }
  dueMs = plan.nextDueMs;
  timer = setTimeout(wake, Math.max(0, dueMs - performance.now()));
}

function speakOneTick(id: number, mouth: OpenMouth): void {
  const { packets, events } = mouth.voice.tick(tick, performance.timeOrigin + performance.now());
  for (const packet of packets) mouth.send(packet);
  if (events.length > 0) post({ kind: 'happened', mouth: id, events });
  answerWrites(id, mouth);
}

function answerWrites(id: number, mouth: OpenMouth): void {
  if (mouth.unanswered.length === 0) return;
  const stillFull: number[] = [];
  for (const line of mouth.unanswered) {
    if (mouth.voice.playout.hasRoom(line)) post({ kind: 'room', mouth: id, line });
    else stillFull.push(line);
  }
  mouth.unanswered = stillFull;
}
