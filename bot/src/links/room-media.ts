import { randomInt } from 'node:crypto';
import { ask, mediaRequests, type ContractSocket } from '@skald/protocol';
import { z } from 'zod';
import type { MouthChannel } from '../audio/mouth-messages.ts';
import type { WayOut } from '../presence/ports.ts';
import { openHearingSocket, type HearingSocket } from './hearing-socket.ts';

/** Producers of the DM; each has its volume at every listener, and a silent one costs nothing. */
const CHANNELS = ['narrator', 'characters', 'ambience'] as const;
const PAYLOAD_TYPE = 100;
const MAX_SSRC = 0xffff_ffff;

const capabilitiesSchema = z.object({
  codecs: z.array(z.looseObject({ kind: z.string(), mimeType: z.string() })),
  headerExtensions: z.array(z.looseObject({ kind: z.string() })).optional(),
});

/** The DM's transports and producers in one life of a room. Steps that were done are not done again. */
export interface RoomMedia {
  /** Makes what is missing. Throws ProtocolError; then it may be called again. */
  complete(socket: ContractSocket, routerRtpCapabilities: Record<string, unknown>): Promise<WayOut>;
  /** The next `complete` makes another way out: a transport stays with the first address that spoke to it. */
  discardMouth(): void;
  close(): void;
}

type Remote = WayOut['remote'];

export function createRoomMedia(onPacket: (ssrc: number, packet: Uint8Array) => void): RoomMedia {
  const ssrcs = chooseSsrcs(CHANNELS.length + 1);
  const channels: MouthChannel[] = CHANNELS.map((channel, index) => ({
    channel,
    ssrc: ssrcs[index] ?? 0,
    payloadType: PAYLOAD_TYPE,
  }));
  const produced = new Map<string, string>();
  let hearing: HearingSocket | null = null;
  let isReceiving = false;
  let mouth: { transportId: string; remote: Remote } | null = null;
  let ears: { transportId: string; remote: Remote } | null = null;
  let isClosed = false;

  return {
    async complete(socket, routerRtpCapabilities) {
      ears ??= await createTransport(socket);
      const opened = (hearing ??= await openHearingSocket(ears.remote, ssrcs.at(-1) ?? 0, onPacket));
      if (isClosed) opened.close();
      if (!mouth) await unproduce(socket, produced);
      mouth ??= await createTransport(socket);
      for (const channel of channels) {
        if (produced.has(channel.channel)) continue;
        const { transportId } = mouth;
        const { producerId } = await ask(socket, mediaRequests.createProducer, { ...producerOf(channel), transportId });
        produced.set(channel.channel, producerId);
      }
      if (!isReceiving)
        await ask(socket, mediaRequests.receive, {
          transportId: ears.transportId,
          rtpCapabilities: audioOnly(routerRtpCapabilities),
        });
      isReceiving = true;
      return { remote: mouth.remote, channels };
    },
    discardMouth() {
      mouth = null;
    },
    close() {
      isClosed = true;
      hearing?.close();
    },
  };
}

async function createTransport(socket: ContractSocket): Promise<{ transportId: string; remote: Remote }> {
  const { transportId, address, port } = await ask(socket, mediaRequests.createPlainTransport, { srtpParameters: null });
  return { transportId, remote: { address, port } };
}

/** Closes what was produced over a transport that is not used any more. */
async function unproduce(socket: ContractSocket, produced: Map<string, string>): Promise<void> {
  for (const [channel, producerId] of [...produced]) {
    await ask(socket, mediaRequests.closeProducer, { producerId });
    produced.delete(channel);
  }
}

function producerOf({ channel, ssrc, payloadType }: MouthChannel) {
  const parameters = { useinbandfec: 1, 'sprop-stereo': 0 };
  return {
    kind: 'audio' as const,
    source: channel,
    rtpParameters: {
      codecs: [{ mimeType: 'audio/opus', payloadType, clockRate: 48_000, channels: 2, parameters, rtcpFeedback: [] }],
      headerExtensions: [],
      encodings: [{ ssrc }],
      rtcp: { cname: 'dm', reducedSize: true },
    },
  };
}

/** What the router can do is what we can receive: Opus and whatever comes in its headers. */
function audioOnly(routerRtpCapabilities: Record<string, unknown>): Record<string, unknown> {
  const { codecs, headerExtensions = [] } = capabilitiesSchema.parse(routerRtpCapabilities);
  return {
    codecs: codecs.filter((codec) => codec.mimeType.toLowerCase() === 'audio/opus'),
    headerExtensions: headerExtensions.filter((extension) => extension.kind === 'audio'),
  };
}

/** Random and different from each other. */
function chooseSsrcs(count: number): number[] {
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(randomInt(1, MAX_SSRC));
  return [...chosen];
}
