import { z } from 'zod';
import { defineEvent, defineRequest } from './contract.ts';
import { tableIdSchema } from './ids.ts';
import { peerIdSchema } from './tokens.ts';
import { PROTOCOL_VERSION } from './version.ts';

/** Auth of the sfu's `/control` namespace: the api's link to the sfu. */
export const controlHandshakeSchema = z.object({ version: z.literal(PROTOCOL_VERSION), serviceKey: z.string().max(200) });

const nothing = z.object({});

export const controlRequests = {
  /** Closes a peer for good. A peer that is not there is no error. */
  closePeer: defineRequest(
    'peer:close',
    z.object({ tableId: tableIdSchema, peerId: peerIdSchema, code: z.enum(['seat_removed', 'seat_superseded']) }),
    nothing,
  ),
  closeRoom: defineRequest('room:close', z.object({ tableId: tableIdSchema }), nothing),
  /** No new rooms; those that are there go on. */
  drain: defineRequest('sfu:drain', nothing, nothing),
  readStatistics: defineRequest(
    'statistics:read',
    nothing,
    z.object({
      workers: z.int(),
      rooms: z.int(),
      peers: z.int(),
      producers: z.int(),
      consumers: z.int(),
      workersReplaced: z.int(),
      isDraining: z.boolean(),
    }),
  ),
} as const;

export const controlEvents = {
  workerReplaced: defineEvent('worker:replaced', z.object({ rooms: z.array(tableIdSchema) })),
} as const;
