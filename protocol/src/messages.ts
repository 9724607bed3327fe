import { z } from 'zod';
import { MAX_DICE, MAX_SIDES, rollNodeSchema } from './dice.ts';
import { deedSchema } from './game-steps.ts';
import {
  entityIdSchema,
  messageIdSchema,
  pictureIdSchema,
  rollIdSchema,
  seatIdSchema,
  seedIdSchema,
  segmentIdSchema,
  stepIdSchema,
  turnIdSchema,
  utteranceIdSchema,
} from './ids.ts';
import { talkTargetSchema } from './seats.ts';

/** Longest chat line, in characters. */
export const MAX_CHAT_LENGTH = 2_000;
/** Longest utterance or DM sentence, in characters. */
export const MAX_SPEECH_LENGTH = 4_000;

/** Halves of characters are replaced and control characters but tab and line break dropped: models and voices choke on them. */
const legible = (text: string): string => text.replace(/\p{Cs}/gu, '\uFFFD').replace(/(?![\t\n])\p{Cc}/gu, '');

export const chatTextSchema = z.string().overwrite(legible).trim().min(1).max(MAX_CHAT_LENGTH);
export const speechTextSchema = z.string().overwrite(legible).trim().min(1).max(MAX_SPEECH_LENGTH);

export const rollSchema = z.object({
  rollId: rollIdSchema,
  /** Who rolled: a seat, or null for the DM. */
  seatId: seatIdSchema.nullable(),
  label: z.string().max(120),
  notation: z.string().max(256),
  /** Every die that was drawn, in the order of the tree; a Fate die has 3 sides and shows -1, 0 or 1. Signs are in the tree. */
  dice: z
    .array(z.object({ sides: z.int().min(2).max(MAX_SIDES), value: z.int().min(-1).max(MAX_SIDES), kept: z.boolean() }))
    .max(MAX_DICE),
  /** The numbers that are added to the dice outside of groups and products. */
  modifier: z.int(),
  /** Rounded down. */
  total: z.int(),
  /** Difficulty that was fixed before the roll, and what came of it; null where there is none. */
  difficulty: z.int().nullable(),
  outcome: z.enum(['success', 'failure']).nullable(),
  /** The leftmost d20 term keeps exactly one die, and it showed 20 or 1. */
  natural: z.union([z.literal(20), z.literal(1)]).nullable(),
  /** How the total came about; null in rolls that were kept before there were trees. */
  tree: rollNodeSchema.nullable().default(null),
  /** Who learns of it: everybody; the DM and the roller; the DM alone, though a player asked for it; the roller alone. */
  visibility: z.enum(['public', 'dm', 'blind', 'self']).default('public'),
  /** Where the dice were drawn: the seed, and the roll's number there. Null for rolls from before there were seeds. */
  fair: z
    .object({ seedId: seedIdSchema, counter: z.int().min(0) })
    .nullable()
    .default(null),
  /** What was at stake, fixed before the roll (G3). */
  stakes: z
    .object({ onSuccess: z.string().max(200), onFailure: z.string().max(200) })
    .nullable()
    .default(null),
});
export type Roll = z.infer<typeof rollSchema>;

export const speakerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('narrator') }),
  z.object({ kind: z.literal('npc'), entityId: entityIdSchema, name: z.string().max(80) }),
]);
export type Speaker = z.infer<typeof speakerSchema>;

export const noticeCodeSchema = z.enum([
  'session_started',
  'session_paused',
  'session_resumed',
  'session_ended',
  'campaign_ended',
  'dm_joined',
  'dm_lost',
  'dm_failed',
  'dm_busy',
  'voice_lost',
  'voice_back',
  'unheard',
  'scene_changed',
  'card_stop',
  'card_slow_down',
  'card_keep_going',
  'card_resumed',
  'boundaries_changed',
]);
export type NoticeCode = z.infer<typeof noticeCodeSchema>;

const base = { messageId: messageIdSchema, atMs: z.number() };

/** One entry of the table's single stream: chat, captions, the DM, dice, notices. Times are epoch ms of the api's clock. */
export const messageSchema = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('chat'),
    seatId: seatIdSchema,
    text: chatTextSchema,
    target: talkTargetSchema,
    /** ooc: out of character, never for the DM and unknown to it. */
    tone: z.enum(['in', 'ooc']).default('in'),
  }),
  /** Between two: a player and another one, or a player and the DM. Nobody else ever receives it. */
  z.object({
    ...base,
    kind: z.literal('whisper'),
    /** Who wrote it. */
    seatId: seatIdSchema,
    to: z.union([seatIdSchema, z.literal('dm')]),
    text: chatTextSchema,
  }),
  /** For its writer alone; the DM does not know it either. */
  z.object({ ...base, kind: z.literal('note'), seatId: seatIdSchema, text: chatTextSchema }),
  z.object({
    ...base,
    kind: z.literal('speech'),
    seatId: seatIdSchema,
    utteranceId: utteranceIdSchema,
    /** Null when no recogniser could make words of it: shown as "(unheard)". */
    text: speechTextSchema.nullable(),
    target: talkTargetSchema,
    startedAtMs: z.number(),
    endedAtMs: z.number(),
    overlaps: z.array(utteranceIdSchema).max(32),
  }),
  z.object({
    ...base,
    kind: z.literal('dm'),
    turnId: turnIdSchema,
    segmentId: segmentIdSchema,
    speaker: speakerSchema,
    text: speechTextSchema,
    /** pending: not spoken yet; speaking; heard: whole; cut: only `heardText` was heard; silent: no voice, shown as text only. */
    state: z.enum(['pending', 'speaking', 'heard', 'cut', 'silent']),
    heardText: z.string().max(MAX_SPEECH_LENGTH).nullable(),
    /** Answers a private message: written, never spoken, and for its circle alone. */
    isPrivate: z.boolean().default(false),
  }),
  z.object({ ...base, kind: z.literal('roll'), roll: rollSchema }),
  /** What came of a step of the game, as far as its receivers may know. */
  z.object({
    ...base,
    kind: z.literal('deed'),
    stepId: stepIdSchema,
    /** Who took the step: a seat, or null for the DM. */
    seatId: seatIdSchema.nullable(),
    deeds: z.array(deedSchema).min(1).max(40),
    /** Taken back by a later step. */
    isUndone: z.boolean(),
  }),
  /** A picture that was laid before those who receive this. */
  z.object({ ...base, kind: z.literal('handout'), pictureId: pictureIdSchema, title: z.string().max(120) }),
  z.object({
    ...base,
    kind: z.literal('notice'),
    code: noticeCodeSchema,
    params: z.record(z.string().max(40), z.string().max(200)),
  }),
]);
export type Message = z.infer<typeof messageSchema>;
export type MessageKind = Message['kind'];
