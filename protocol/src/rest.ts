import { z } from 'zod';
import { seatIdSchema, tableIdSchema } from './ids.ts';
import { languageSchema } from './language.ts';
import { nameSchema, PLAIN_LINE, SEEN, seatRoleSchema, seatSchema } from './seats.ts';

/** Path of the api's socket.io endpoint, at the api itself and at the front. */
export const TABLE_PATH = '/api/socket.io';

/** A link’s token: `<tableId>.<claim>.<signature>`. It travels in the URL's fragment, which no server sees, and in request bodies. */
export const linkTokenSchema = z.string().min(8).max(200);

export const titleSchema = z.string().trim().min(1).max(80).regex(PLAIN_LINE).regex(SEEN);

export const dmStyleSchema = z.enum(['classic', 'grim', 'light']);

export const createTableRequestSchema = z.object({
  title: titleSchema,
  language: languageSchema,
  style: dmStyleSchema.default('classic'),
});
export const createTableReplySchema = z.object({
  tableId: tableIdSchema,
  hostToken: linkTokenSchema,
  inviteToken: linkTokenSchema,
});

/** What a link tells before one sits down: no names, no content. */
export const previewRequestSchema = z.object({ token: linkTokenSchema });
export const previewReplySchema = z.object({
  tableId: tableIdSchema,
  title: titleSchema,
  language: languageSchema,
  seatsTaken: z.int(),
  seatsMax: z.int(),
  isLocked: z.boolean(),
  /** The server has a recogniser; otherwise the DM hears only through browsers that have one. */
  dmHasEars: z.boolean(),
});

export const joinRequestSchema = z.object({
  /** An invite or host link's token. */
  token: linkTokenSchema,
  name: nameSchema,
  characterName: nameSchema.nullable().default(null),
  role: seatRoleSchema.default('player'),
  /** Token of the seat this device had at the table: the seat is taken again (R5). */
  seatToken: linkTokenSchema.nullable().default(null),
});
export const joinReplySchema = z.object({
  tableId: tableIdSchema,
  seatId: seatIdSchema,
  seatToken: linkTokenSchema,
  role: seatRoleSchema,
});

/** Host's actions: `Authorization: Bearer <host token>`. */
export const hostViewSchema = z.object({
  tableId: tableIdSchema,
  title: titleSchema,
  inviteToken: linkTokenSchema,
  /** Origin under which friends reach this server when the host's own page is open by a local name; null when none is known. */
  shareOrigin: z.string().max(300).nullable(),
  isLocked: z.boolean(),
  seats: z.array(seatSchema),
});
export const lockRequestSchema = z.object({ isLocked: z.boolean() });

export type CreateTableRequest = z.input<typeof createTableRequestSchema>;
export type CreateTableReply = z.infer<typeof createTableReplySchema>;
export type PreviewReply = z.infer<typeof previewReplySchema>;
export type JoinRequest = z.input<typeof joinRequestSchema>;
export type JoinReply = z.infer<typeof joinReplySchema>;
export type HostView = z.infer<typeof hostViewSchema>;
