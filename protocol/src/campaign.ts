import { z } from 'zod';
import { defineRequest } from './contract.ts';
import { pictureIdSchema, questIdSchema, seatIdSchema } from './ids.ts';
import { PLAIN_LINE, SEEN } from './seats.ts';

/** Longest line, veil or objective, in characters. */
export const MAX_BOUNDARY_LENGTH = 120;
/** Most lines, and most veils, of one table. */
export const MAX_BOUNDARIES = 20;
/** Most quests of one table, and most objectives of a quest. */
export const MAX_QUESTS = 60;
export const MAX_OBJECTIVES = 12;

/** The cards that anybody may show at any time, without a name (G9). */
export const safetyCardSchema = z.enum(['stop', 'slow_down', 'keep_going']);
export type SafetyCard = z.infer<typeof safetyCardSchema>;

/** What the cards did. It never says who showed one: nobody keeps that. */
export const safetySchema = z.object({
  /** After a stop card the Dungeon Master says and answers nothing until somebody goes on. */
  isPaused: z.boolean(),
  /** The card that was shown last; `atMs` is epoch ms of the api's clock. */
  card: z.object({ card: safetyCardSchema, atMs: z.number() }).nullable(),
});
export type Safety = z.infer<typeof safetySchema>;

/** One line or veil as people type it: a line of 1 to 120 visible characters. */
export const boundaryTextSchema = z.string().trim().min(1).max(MAX_BOUNDARY_LENGTH).regex(PLAIN_LINE).regex(SEEN);

/** What is never told (lines), what happens out of sight (veils), and what a stop card ended (stopped), oldest first. */
export const boundariesSchema = z.object({
  lines: z.array(z.string().max(MAX_BOUNDARY_LENGTH)).max(MAX_BOUNDARIES),
  veils: z.array(z.string().max(MAX_BOUNDARY_LENGTH)).max(MAX_BOUNDARIES),
  stopped: z.array(z.string().max(MAX_BOUNDARY_LENGTH)).max(MAX_BOUNDARIES),
});
export type BoundariesView = z.infer<typeof boundariesSchema>;

/** An aim of the party, as a seat may see it. */
export const questSchema = z.object({
  questId: questIdSchema,
  title: z.string().max(120),
  text: z.string().max(2_000),
  state: z.enum(['open', 'done', 'failed']),
  objectives: z.array(z.object({ text: z.string().max(200), isDone: z.boolean() })).max(MAX_OBJECTIVES),
  /** Not known to the party: only its keeper is told of it. */
  isHidden: z.boolean(),
});
export type Quest = z.infer<typeof questSchema>;

/** A picture that was laid on the table. */
export const handoutSchema = z.object({ pictureId: pictureIdSchema, title: z.string().max(120), atMs: z.number() });
export type Handout = z.infer<typeof handoutSchema>;

/** The part of a snapshot that is about the campaign. */
export const campaignSchema = z.object({
  safety: safetySchema,
  boundaries: boundariesSchema,
  quests: z.array(questSchema).max(MAX_QUESTS),
  /** The last one that was shown to this seat. */
  handout: handoutSchema.nullable(),
});
export type Campaign = z.infer<typeof campaignSchema>;

export const safetyChangedSchema = z.object({ type: z.literal('safety:changed'), safety: safetySchema });
export const boundariesChangedSchema = z.object({ type: z.literal('boundaries:changed'), boundaries: boundariesSchema });
export const questChangedSchema = z.object({ type: z.literal('quest:changed'), quest: questSchema });
/** A quest that this seat is not to see any more. */
export const questHiddenSchema = z.object({ type: z.literal('quest:hidden'), questId: questIdSchema });
export const handoutShownSchema = z.object({ type: z.literal('handout:shown'), handout: handoutSchema });

/** What one seat had of the evening, and how even it was. (G10) */
export const spotlightSchema = z.object({
  seats: z.array(
    z.object({
      seatId: seatIdSchema,
      speakingMs: z.number().min(0),
      actions: z.int().min(0),
      offers: z.int().min(0),
    }),
  ),
  /** Gini coefficients over the players, 0 (all alike) to 1 (one has it all). */
  fairness: z.object({
    speaking: z.number().min(0).max(1),
    actions: z.number().min(0).max(1),
    offers: z.number().min(0).max(1),
  }),
  /** The Dungeon Master turns to the one who asked next, if the story lets it. Told to nobody else. */
  isYouNext: z.boolean(),
});
export type Spotlight = z.infer<typeof spotlightSchema>;

const nothing = z.object({});

/** Asked by a client on `/table`. The first three are anonymous: neither the request nor what comes of it is kept with a name. */
export const campaignRequests = {
  /** Shows a card to everybody. A listener may, too. */
  showCard: defineRequest('safety:card', z.object({ card: safetyCardSchema }), nothing),
  /** Goes on after a stop card. */
  goOn: defineRequest('safety:resume', nothing, nothing),
  /** Adds one line or veil, or takes one away; what is so already stays so. `stopped` entries can only be taken away. */
  changeBoundary: defineRequest(
    'boundary:set',
    z.object({ list: z.enum(['lines', 'veils', 'stopped']), text: boundaryTextSchema, isKept: z.boolean() }),
    nothing,
  ),
  /** Host only: writes a quest, or changes one. */
  setQuest: defineRequest(
    'quest:set',
    z.object({
      questId: questIdSchema.nullable(),
      title: z.string().trim().min(1).max(120).regex(PLAIN_LINE).regex(SEEN),
      text: z.string().trim().max(2_000),
      state: questSchema.shape.state,
      objectives: z
        .array(z.object({ text: z.string().trim().min(1).max(200).regex(PLAIN_LINE).regex(SEEN), isDone: z.boolean() }))
        .max(MAX_OBJECTIVES),
      isHidden: z.boolean(),
    }),
    z.object({ questId: questIdSchema }),
  ),
  /** Host only: lays a picture of the table before everybody, or before some. */
  showHandout: defineRequest(
    'handout:show',
    z.object({
      pictureId: pictureIdSchema,
      title: z
        .string()
        .trim()
        .max(120)
        .regex(/^$|^[^\p{Cc}]+$/u),
      to: z.union([z.literal('party'), z.array(seatIdSchema).min(1).max(64)]),
    }),
    nothing,
  ),
  readSpotlight: defineRequest('spotlight:read', nothing, spotlightSchema),
} as const;

/** Names of requests whose sender nobody keeps, not even a log. */
export const ANONYMOUS_REQUESTS: readonly string[] = [
  campaignRequests.showCard.name,
  campaignRequests.goOn.name,
  campaignRequests.changeBoundary.name,
];
