import { z } from 'zod';
import {
  entityIdSchema,
  messageIdSchema,
  rollIdSchema,
  seatIdSchema,
  segmentIdSchema,
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
  dice: z.array(z.object({ sides: z.int().min(2).max(1000), value: z.int().min(1).max(1000), kept: z.boolean() })).max(1000),
  modifier: z.int(),
  total: z.int(),
  /** Difficulty that was fixed before the roll, and what came of it; null where there is none. */
  difficulty: z.int().nullable(),
  outcome: z.enum(['success', 'failure']).nullable(),
  /** The kept die of the only d20 showed 20 or 1. */
  natural: z.union([z.literal(20), z.literal(1)]).nullable(),
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
  'dm_joined',
  'dm_lost',
  'dm_failed',
  'dm_busy',
  'voice_lost',
  'voice_back',
  'unheard',
  'scene_changed',
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
  z.object({
    ...base,
    kind: z.literal('notice'),
    code: noticeCodeSchema,
    params: z.record(z.string().max(40), z.string().max(200)),
  }),
]);
export type Message = z.infer<typeof messageSchema>;
export type MessageKind = Message['kind'];
