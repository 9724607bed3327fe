import { z } from 'zod';
import { seatIdSchema } from './ids.ts';

export const MAX_NAME_LENGTH = 40;
/** One line of text that shows what it is: no control characters, line breaks, halves of characters or marks that turn the line around. */
export const PLAIN_LINE = /^[^\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+$/u;
/** At least one character that is seen. */
export const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;
/** A name as people type it: trimmed, 1 to 40 characters, on one line, with something to see. */
export const nameSchema = z.string().trim().min(1).max(MAX_NAME_LENGTH).regex(PLAIN_LINE).regex(SEEN);

export const seatRoleSchema = z.enum(['player', 'listener']);
export type SeatRole = z.infer<typeof seatRoleSchema>;

export const microphoneSchema = z.enum(['none', 'muted', 'open', 'push_to_talk']);
export type Microphone = z.infer<typeof microphoneSchema>;

/** How the DM hears this seat's speech: a provider's recogniser, the browser's own, or not at all. */
export const hearingSchema = z.enum(['provider', 'browser', 'none']);
export type Hearing = z.infer<typeof hearingSchema>;

export const talkTargetSchema = z.enum(['table', 'dm']);
export type TalkTarget = z.infer<typeof talkTargetSchema>;

export const seatSchema = z.object({
  seatId: seatIdSchema,
  name: nameSchema,
  characterName: nameSchema.nullable(),
  role: seatRoleSchema,
  isHost: z.boolean(),
  connected: z.boolean(),
  microphone: microphoneSchema,
  /** Speech of this seat may be given to a recogniser (V10). */
  consent: z.boolean(),
  hearing: hearingSchema,
  /** Index of the seat's colour, 0-11, stable for its life. */
  colour: z.int().min(0).max(11),
});
export type Seat = z.infer<typeof seatSchema>;

/** A seat whose player was removed: what was said from it keeps its name. */
export const formerSeatSchema = seatSchema.pick({ seatId: true, name: true, colour: true });
export type FormerSeat = z.infer<typeof formerSeatSchema>;
/** As many former seats are told, those removed last. */
export const MAX_FORMER_SEATS = 64;
