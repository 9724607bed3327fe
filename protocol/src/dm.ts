import { z } from 'zod';
import { defineEvent, defineRequest } from './contract.ts';
import { seatIdSchema, segmentIdSchema, tableIdSchema, turnIdSchema, utteranceIdSchema } from './ids.ts';
import { languageSchema } from './language.ts';
import { speechTextSchema } from './messages.ts';
import { hearingSchema, nameSchema, talkTargetSchema } from './seats.ts';
import { PROTOCOL_VERSION } from './version.ts';

/** Auth of the `/dm` namespace: the bot's link to the api. `instance` is random for each run of the bot. */
export const dmHandshakeSchema = z.object({
  version: z.literal(PROTOCOL_VERSION),
  serviceKey: z.string().max(200),
  instance: z.string().regex(/^[\w-]{8,40}$/),
});
export type DmHandshake = z.infer<typeof dmHandshakeSchema>;

const nothing = z.object({});

/** A voice that the bot's speech provider can speak with. Ids are stable between runs. */
export const voiceOfferSchema = z.object({
  voiceId: z.string().max(120),
  provider: z.string().max(40),
  gender: z.enum(['female', 'male', 'neutral']),
  languages: z.array(languageSchema).min(1),
  /** Median pitch in Hz, for telling voices apart; null when unknown. */
  pitchHz: z.number().min(40).max(500).nullable(),
  /** Reserved for the narrator. */
  isNarrator: z.boolean(),
});
export type VoiceOffer = z.infer<typeof voiceOfferSchema>;

/** How a segment is spoken. */
export const voiceSchema = z.object({
  voiceId: z.string().max(120),
  pitchSemitones: z.number().min(-6).max(6),
  rate: z.number().min(0.7).max(1.4),
});
export type Voice = z.infer<typeof voiceSchema>;

export const botAbilitiesSchema = z.object({
  /** Name of the speech-to-text provider, null when there is none on the server side. */
  speechToText: z.string().max(40).nullable(),
  voices: z.array(voiceOfferSchema).max(200),
});
export type BotAbilities = z.infer<typeof botAbilitiesSchema>;

/** What the bot must know of a seat to hear it. */
export const listenedSeatSchema = z.object({
  seatId: seatIdSchema,
  name: nameSchema,
  hearing: hearingSchema,
  consent: z.boolean(),
  /** Whether this seat's microphone is open (voice activity decides) or push-to-talk (only while held). */
  mode: z.enum(['open', 'push_to_talk']),
  /** Target held by push-to-talk now; null when released. */
  holding: talkTargetSchema.nullable(),
});
export type ListenedSeat = z.infer<typeof listenedSeatSchema>;

/** One stretch of one player's speech. Times are epoch ms on the api's clock, mapped by the bot once for each link. */
export const utteranceSchema = z.object({
  utteranceId: utteranceIdSchema,
  seatId: seatIdSchema,
  startedAtMs: z.number(),
  endedAtMs: z.number(),
  /** Null: words are to come from the browser (`browser`), or every provider failed (`provider`). */
  text: speechTextSchema.nullable(),
  language: languageSchema.nullable(),
  confidence: z.number().min(0).max(1).nullable(),
  target: talkTargetSchema,
  overlaps: z.array(utteranceIdSchema).max(32),
  hearing: z.enum(['provider', 'browser']),
});
export type Utterance = z.infer<typeof utteranceSchema>;

/** Asked by the bot. */
export const dmRequestsToApi = {
  /** First message after each connection. `apiNowMs` maps the bot's monotonic clock to the api's, once for each link. */
  hello: defineRequest('bot:hello', botAbilitiesSchema, z.object({ apiNowMs: z.number() })),
  /** Repeated until acknowledged; the api drops an id that it knows. */
  submitUtterance: defineRequest('utterance:submit', z.object({ tableId: tableIdSchema, utterance: utteranceSchema }), nothing),
  renewMediaToken: defineRequest(
    'mediaToken:renew',
    z.object({ tableId: tableIdSchema }),
    z.object({ token: z.string(), expiresInMs: z.number() }),
  ),
} as const;

/** Told by the bot. */
export const dmEventsToApi = {
  /** Voice path of a table: joined the room, or lost it. */
  presenceChanged: defineEvent('presence:changed', z.object({ tableId: tableIdSchema, joined: z.boolean() })),
  /** A player began to speak (voiced, before any words): for the DM's state and for holding the floor. */
  seatVoiced: defineEvent('seat:voiced', z.object({ tableId: tableIdSchema, seatId: seatIdSchema, voiced: z.boolean() })),
  interim: defineEvent(
    'utterance:interim',
    z.object({ tableId: tableIdSchema, seatId: seatIdSchema, text: z.string().max(1_000) }),
  ),
  /**
   * What became of a segment. started: its first voiced packet left; spoken: its last one did; cut: stopped, after `heardCharacters`
   * of its text; failed: it could not be synthesised (the text remains). Exactly one of spoken, cut and failed comes for each segment.
   */
  segmentProgressed: defineEvent(
    'segment:progressed',
    z.object({
      tableId: tableIdSchema,
      turnId: turnIdSchema,
      segmentId: segmentIdSchema,
      state: z.enum(['started', 'spoken', 'cut', 'failed']),
      heardCharacters: z.int().min(0),
    }),
  ),
  /** A player spoke over the DM and it fell silent by itself; the rest of the turn is not spoken. */
  bargedIn: defineEvent(
    'speech:bargedIn',
    z.object({ tableId: tableIdSchema, turnId: turnIdSchema, seatId: seatIdSchema, voicedMs: z.number() }),
  ),
} as const;

/** Asked by the api. */
export const dmRequestsToBot = {
  /** Sit down at a table, or learn its present state: idempotent. */
  openTable: defineRequest(
    'table:open',
    z.object({
      tableId: tableIdSchema,
      language: languageSchema,
      media: z.object({ url: z.string(), path: z.string(), token: z.string(), lease: z.int().min(1) }),
      seats: z.array(listenedSeatSchema).max(64),
      /** Names of characters and places, as hints for the recogniser. */
      hints: z.array(z.string().max(80)).max(100),
    }),
    nothing,
  ),
  closeTable: defineRequest('table:close', z.object({ tableId: tableIdSchema }), nothing),
} as const;

/** Told by the api. Segments of a turn come in order and are spoken in order. */
export const dmEventsToBot = {
  seatChanged: defineEvent('seat:changed', z.object({ tableId: tableIdSchema, seat: listenedSeatSchema })),
  seatLeft: defineEvent('seat:left', z.object({ tableId: tableIdSchema, seatId: seatIdSchema })),
  speak: defineEvent(
    'segment:speak',
    z.object({
      tableId: tableIdSchema,
      turnId: turnIdSchema,
      segmentId: segmentIdSchema,
      text: speechTextSchema,
      language: languageSchema,
      voice: voiceSchema,
      channel: z.enum(['narrator', 'characters']),
    }),
  ),
  /** Fall silent now and forget what is queued; `cut` follows for every segment not spoken. */
  stop: defineEvent('speech:stop', z.object({ tableId: tableIdSchema })),
} as const;
