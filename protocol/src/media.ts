import { z } from 'zod';
import { defineEvent, defineRequest } from './contract.ts';
import { languageSchema } from './language.ts';
import { peerIdSchema } from './tokens.ts';
import { PROTOCOL_VERSION } from './version.ts';

/** Path of the sfu's socket.io endpoint, at the sfu itself and at the front. */
export const MEDIA_PATH = '/sfu/socket.io';

/**
 * Auth of the `/media` namespace. `instance` is random for each page load or bot run: the same one again within the grace
 * time takes up its peer where it was; another one replaces it. `serviceKey` is needed for the role `dm`.
 */
export const mediaHandshakeSchema = z.object({
  version: z.literal(PROTOCOL_VERSION),
  token: z.string().max(2_000),
  instance: z.string().regex(/^[\w-]{8,40}$/),
  language: languageSchema,
  serviceKey: z.string().max(200).optional(),
});
export type MediaHandshake = z.infer<typeof mediaHandshakeSchema>;

/** Media parameters as mediasoup defines them; mediasoup itself checks them. */
const opaque = z.record(z.string(), z.unknown());
const id = z.string().min(1).max(80);
const nothing = z.object({});

/** What a producer carries. Players have `microphone`; the DM has the three others. */
export const sourceSchema = z.enum(['microphone', 'narrator', 'characters', 'ambience']);
export type Source = z.infer<typeof sourceSchema>;

export const mediaRequests = {
  /** First message. `resumed` means transports, producers and consumers of this instance are still there. */
  join: defineRequest(
    'peer:join',
    nothing,
    z.object({ resumed: z.boolean(), peerId: peerIdSchema, routerRtpCapabilities: opaque, peers: z.array(peerIdSchema).max(64) }),
  ),
  /** WebRTC transport of a browser. */
  createTransport: defineRequest(
    'transport:create',
    z.object({ direction: z.enum(['send', 'recv']) }),
    z.object({
      transportId: id,
      iceParameters: opaque,
      iceCandidates: z.array(opaque),
      dtlsParameters: opaque,
      iceServers: z.array(opaque),
    }),
  ),
  connectTransport: defineRequest('transport:connect', z.object({ transportId: id, dtlsParameters: opaque }), nothing),
  restartIce: defineRequest('transport:restartIce', z.object({ transportId: id }), z.object({ iceParameters: opaque })),
  /**
   * Plain RTP transport, for the DM only. One carries both directions; the other end must send first (comedia).
   * `srtpParameters` ({cryptoSuite, keyBase64}) are asked for off loopback and answered with the sfu's own.
   */
  createPlainTransport: defineRequest(
    'plainTransport:create',
    z.object({ srtpParameters: opaque.nullable() }),
    z.object({ transportId: id, address: z.string(), port: z.int(), srtpParameters: opaque.nullable() }),
  ),
  /** Tells what this peer can receive, and begins the offers of consumers for all producers of the others, now and later. */
  receive: defineRequest('peer:receive', z.object({ transportId: id, rtpCapabilities: opaque }), nothing),
  createProducer: defineRequest(
    'producer:create',
    z.object({ transportId: id, kind: z.literal('audio'), rtpParameters: opaque, source: sourceSchema }),
    z.object({ producerId: id }),
  ),
  closeProducer: defineRequest('producer:close', z.object({ producerId: id }), nothing),
  /** Consumers are made paused; this is sent when the other end is ready for packets. */
  resumeConsumer: defineRequest('consumer:resume', z.object({ consumerId: id }), nothing),
  refreshToken: defineRequest('mediaToken:refresh', z.object({ token: z.string().max(2_000) }), nothing),
} as const;

export const mediaEvents = {
  consumerOffered: defineEvent(
    'consumer:offered',
    z.object({
      consumerId: id,
      producerId: id,
      peerId: peerIdSchema,
      source: sourceSchema,
      kind: z.literal('audio'),
      rtpParameters: opaque,
    }),
  ),
  consumerClosed: defineEvent('consumer:closed', z.object({ consumerId: id })),
  peerJoined: defineEvent('peer:joined', z.object({ peerId: peerIdSchema })),
  peerLeft: defineEvent('peer:left', z.object({ peerId: peerIdSchema })),
  /** Who speaks (V4): told when it begins and ends, levels in dBov (-127 to 0) at most every 100 ms while it lasts. */
  speaking: defineEvent(
    'peer:speaking',
    z.object({ peerId: peerIdSchema, source: sourceSchema, speaking: z.boolean(), levelDbov: z.number().min(-127).max(0) }),
  ),
  /** The router is gone (a worker died): join again with everything new, on the same socket. */
  reset: defineEvent('media:reset', nothing),
  /** This peer was closed for good: taken over by another instance, removed, of an older lease, or the whole room was closed. */
  closed: defineEvent(
    'peer:closed',
    z.object({ code: z.enum(['seat_superseded', 'seat_removed', 'room_closed', 'lease_outdated', 'token_expired', 'draining']) }),
  ),
} as const;
