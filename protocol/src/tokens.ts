import { z } from 'zod';
import { seatIdSchema, tableIdSchema } from './ids.ts';

/** Longest life of a media token, in seconds (design section 1). */
export const MEDIA_TOKEN_MAX_AGE_S = 600;
export const MEDIA_TOKEN_AUDIENCE = 'skald-sfu';
export const MEDIA_TOKEN_ISSUER = 'skald-api';

/** Peer id of the Dungeon Master in every room. No seat id has this form. */
export const DM_PEER_ID = 'dm';
export const peerIdSchema = z.union([seatIdSchema, z.literal(DM_PEER_ID)]);
export type PeerId = z.infer<typeof peerIdSchema>;

/** Claims of a media token: a JWT signed with HS256, minted by the api, verified by the sfu. */
export const mediaClaimsSchema = z.discriminatedUnion('role', [
  z.object({
    role: z.literal('player'),
    tableId: tableIdSchema,
    peerId: seatIdSchema,
    mayPublish: z.boolean(),
    mayHear: z.boolean(),
  }),
  z.object({
    role: z.literal('listener'),
    tableId: tableIdSchema,
    peerId: seatIdSchema,
    mayPublish: z.literal(false),
    mayHear: z.boolean(),
  }),
  z.object({
    role: z.literal('dm'),
    tableId: tableIdSchema,
    peerId: z.literal(DM_PEER_ID),
    mayPublish: z.literal(true),
    mayHear: z.literal(true),
    /** Grows with each DM of a table; a newer lease closes the older DM. */
    lease: z.int().min(1),
  }),
]);
export type MediaClaims = z.infer<typeof mediaClaimsSchema>;
