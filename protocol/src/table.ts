import { z } from 'zod';
import {
  boundariesChangedSchema,
  campaignRequests,
  campaignSchema,
  handoutShownSchema,
  questChangedSchema,
  questHiddenSchema,
  safetyChangedSchema,
} from './campaign.ts';
import { defineEvent, defineRequest } from './contract.ts';
import { gameEvents, gameRequests, gameViewSchema } from './game.ts';
import { diceSeedSchema, entropySchema, fairnessReplySchema } from './fairness.ts';
import { messageIdSchema, seatIdSchema, sessionIdSchema, tableIdSchema, turnIdSchema } from './ids.ts';
import { languageSchema } from './language.ts';
import { chatTextSchema, messageSchema, speakerSchema } from './messages.ts';
import { formerSeatSchema, MAX_FORMER_SEATS, microphoneSchema, seatSchema, talkTargetSchema } from './seats.ts';
import { PROTOCOL_VERSION } from './version.ts';

/** Auth of the `/table` namespace. The language is the person's own, not the table's. */
export const tableHandshakeSchema = z.object({
  version: z.literal(PROTOCOL_VERSION),
  seatToken: z.string().max(200),
  language: languageSchema,
});
export type TableHandshake = z.infer<typeof tableHandshakeSchema>;

/** Where a seat is in what was sent to it: `n` has no holes within an `epoch`; `at` is a sealed position in the event log. */
export const cursorSchema = z.object({ epoch: z.string().max(40), n: z.int().min(0), at: z.string().max(120) });
export type Cursor = z.infer<typeof cursorSchema>;

export const sceneSchema = z.object({
  title: z.string().max(120),
  place: z.string().max(120),
  mood: z.string().max(120),
  present: z.array(z.object({ name: z.string().max(80), isNpc: z.boolean() })).max(30),
});
export type Scene = z.infer<typeof sceneSchema>;

/** What the DM is doing, for everybody to see (D10). */
export const dmStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('absent') }),
  z.object({ state: z.literal('listening') }),
  z.object({ state: z.literal('heard'), seatId: seatIdSchema.nullable() }),
  z.object({ state: z.literal('thinking'), doing: z.enum(['deliberating', 'rolling', 'looking_up']), queued: z.int().min(0) }),
  z.object({ state: z.literal('speaking'), turnId: turnIdSchema, speaker: speakerSchema, queued: z.int().min(0) }),
  z.object({ state: z.literal('waiting'), for: z.enum(['players', 'provider']) }),
  /** A stop card was shown: it says nothing until somebody goes on (G9). */
  z.object({ state: z.literal('paused') }),
]);
export type DmState = z.infer<typeof dmStateSchema>;

/** Abilities of the DM at this table now. */
export const dmAbilitiesSchema = z.object({
  /** offline: the embedded script; model: a language model. */
  mind: z.enum(['offline', 'model']),
  /** Speech to text on the server side. */
  hasEars: z.boolean(),
  hasVoice: z.boolean(),
});
export type DmAbilities = z.infer<typeof dmAbilitiesSchema>;

export const sessionSchema = z.object({
  sessionId: sessionIdSchema.nullable(),
  number: z.int().min(0),
  state: z.enum(['idle', 'running', 'paused', 'ended']),
  startedAtMs: z.number().nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

export const tableInfoSchema = z.object({
  tableId: tableIdSchema,
  title: z.string().max(80),
  language: languageSchema,
  isLocked: z.boolean(),
  seatsMax: z.int(),
  adventureTitle: z.string().max(120).nullable(),
});
export type TableInfo = z.infer<typeof tableInfoSchema>;

export const snapshotSchema = z.object({
  table: tableInfoSchema,
  you: z.object({ seatId: seatIdSchema, isHost: z.boolean() }),
  seats: z.array(seatSchema).max(64),
  formerSeats: z.array(formerSeatSchema).max(MAX_FORMER_SEATS),
  messages: z.array(messageSchema).max(200),
  hasEarlierMessages: z.boolean(),
  scene: sceneSchema.nullable(),
  dm: z.object({ state: dmStateSchema, abilities: dmAbilitiesSchema }),
  session: sessionSchema,
  /** Seeds of the evening that this seat may know of. */
  dice: z.array(diceSeedSchema).max(200),
  campaign: campaignSchema,
  game: gameViewSchema,
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** Everything that changes at a table, as one numbered stream a seat. */
export const tableEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('seat:changed'), seat: seatSchema }),
  z.object({ type: z.literal('seat:left'), seatId: seatIdSchema }),
  z.object({ type: z.literal('message:posted'), message: messageSchema }),
  z.object({ type: z.literal('message:changed'), message: messageSchema }),
  z.object({ type: z.literal('dm:changed'), state: dmStateSchema, abilities: dmAbilitiesSchema }),
  z.object({ type: z.literal('scene:changed'), scene: sceneSchema.nullable() }),
  z.object({ type: z.literal('session:changed'), session: sessionSchema }),
  /** A seed was committed to, was given chance, or was revealed (G2). */
  z.object({ type: z.literal('dice:changed'), seed: diceSeedSchema }),
  z.object({ type: z.literal('table:changed'), table: tableInfoSchema }),
  safetyChangedSchema,
  boundariesChangedSchema,
  questChangedSchema,
  questHiddenSchema,
  handoutShownSchema,
  ...gameEvents,
]);
export type TableEvent = z.infer<typeof tableEventSchema>;

const nothing = z.object({});

/** Asked by a client on `/table`. `table:enter` comes first; the others answer `not_ready` before it. */
export const tableRequests = {
  enter: defineRequest(
    'table:enter',
    z.object({ resume: cursorSchema.nullable() }),
    z.object({
      cursor: cursorSchema,
      /** Null when `replay` is enough. */
      snapshot: snapshotSchema.nullable(),
      replay: z.array(tableEventSchema).max(500),
    }),
  ),
  requestMediaToken: defineRequest(
    'mediaToken:request',
    nothing,
    z.object({
      token: z.string(),
      expiresInMs: z.number(),
      /** Origin of the sfu, such as `https://host:8443`, and the socket.io path on it. */
      url: z.string(),
      path: z.string(),
    }),
  ),
  /** Words, or a command with a slash (docs/rules/commands.md). The same `clientMessageId` is the same line, sent again. */
  postMessage: defineRequest(
    'message:post',
    z.object({ clientMessageId: z.string().regex(/^[\w-]{8,40}$/), text: chatTextSchema, target: talkTargetSchema }),
    z.object({
      /** The line that was posted; null when nothing was: a command that was refused, or one that only answers or rolls. */
      messageId: messageIdSchema.nullable(),
      /** For the asker alone, in his language. With an error nothing was changed. `position` counts from 0 in the line. */
      feedback: z
        .object({ kind: z.enum(['info', 'error']), text: z.string().max(6_000), position: z.int().min(0).nullable() })
        .nullable(),
    }),
  ),
  updateSeat: defineRequest(
    'seat:update',
    z.object({
      microphone: microphoneSchema.optional(),
      consent: z.boolean().optional(),
      /** The browser has a recogniser of its own that works. */
      hasRecogniser: z.boolean().optional(),
    }),
    z.object({ seat: seatSchema }),
  ),
  /** Push-to-talk pressed (a target) or released (null). `sequence` grows with each press and release; older ones are ignored. */
  setTalk: defineRequest('talk:set', z.object({ target: talkTargetSchema.nullable(), sequence: z.int().min(0) }), nothing),
  /** Final words of the browser's recogniser; ages are ms before the message was sent. Joined to the bot's segment by seat and time. */
  submitTranscript: defineRequest(
    'transcript:submit',
    z.object({
      text: chatTextSchema,
      language: languageSchema,
      startedAgoMs: z.number().min(0).max(120_000),
      endedAgoMs: z.number().min(0).max(120_000),
      confidence: z.number().min(0).max(1).nullable(),
    }),
    nothing,
  ),
  tellInterim: defineRequest('transcript:interim', z.object({ text: z.string().max(1_000) }), nothing),
  readHistory: defineRequest(
    'history:read',
    z.object({ before: messageIdSchema.nullable(), limit: z.int().min(1).max(100) }),
    z.object({ messages: z.array(messageSchema).max(100), hasEarlier: z.boolean() }),
  ),
  stopDm: defineRequest('dm:stop', nothing, nothing),
  endSession: defineRequest('session:end', nothing, nothing),
  ...campaignRequests,
  ...gameRequests,
  /** Host only: ends the evening that is open, and shows where the DM's own dice came from, of all evenings. */
  endCampaign: defineRequest('campaign:end', nothing, nothing),
  /** Adds chance to the public rolls of this evening; once for a seat, later ones are answered like the first. */
  contributeEntropy: defineRequest(
    'fairness:contribute',
    z.object({ value: entropySchema }),
    z.object({ fromCounter: z.int().min(0) }),
  ),
  /** What is needed to check the dice of an evening; null is the newest. */
  readFairness: defineRequest('fairness:read', z.object({ sessionId: sessionIdSchema.nullable() }), fairnessReplySchema),
} as const;

/** Told by the api on `/table`. Only `told` is numbered. */
export const tableEvents = {
  told: defineEvent('table:told', z.object({ cursor: cursorSchema, event: tableEventSchema })),
  interim: defineEvent('caption:interim', z.object({ seatId: seatIdSchema, text: z.string().max(1_000) })),
  superseded: defineEvent('seat:superseded', nothing),
  removed: defineEvent('seat:removed', nothing),
} as const;
