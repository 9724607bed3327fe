import {
  entityIdSchema,
  messageIdSchema,
  seatIdSchema,
  seedIdSchema,
  segmentIdSchema,
  sessionIdSchema,
  tableIdSchema,
  turnIdSchema,
  utteranceIdSchema,
  type DiceSeed,
  type Message,
  type Seat,
  type SeatId,
  type Snapshot,
} from '@skald/protocol';

/** Ids and messages that fit the schemas, short to write. */
export const TABLE_ID = tableIdSchema.parse('tb_aaaaaaaaaaaaaaaaaaaa');
export const ADA = seatIdSchema.parse('st_aaaaaaaaaaaaaaaaaaaa');
export const BORIS = seatIdSchema.parse('st_bbbbbbbbbbbbbbbbbbbb');
export const BARTO = entityIdSchema.parse('en_bbbbbbbbbbbbbbbbbbbb');

const padded = (prefix: string, number: number): string => `${prefix}_${String(number).padStart(20, '0')}`;

export function seatOf(seatId: SeatId, name: string, change: Partial<Seat> = {}): Seat {
  return {
    seatId,
    name,
    characterName: null,
    role: 'player',
    isHost: false,
    connected: true,
    microphone: 'open',
    consent: true,
    hearing: 'provider',
    colour: 0,
    ...change,
  };
}

export function chatOf(number: number, text: string, seatId: SeatId = ADA): Extract<Message, { kind: 'chat' }> {
  return {
    messageId: messageIdSchema.parse(padded('ms', number)),
    atMs: number,
    kind: 'chat',
    seatId,
    text,
    target: 'table',
    tone: 'in',
  };
}

export function speechOf(number: number, text: string | null, seatId: SeatId = ADA): Extract<Message, { kind: 'speech' }> {
  return {
    messageId: messageIdSchema.parse(padded('ms', number)),
    atMs: number,
    kind: 'speech',
    seatId,
    utteranceId: utteranceIdSchema.parse(padded('ut', number)),
    text,
    target: 'table',
    startedAtMs: 0,
    endedAtMs: 1,
    overlaps: [],
  };
}

type DmMessage = Extract<Message, { kind: 'dm' }>;
export function dmOf(number: number, text: string, change: Partial<DmMessage> = {}): DmMessage {
  return {
    messageId: messageIdSchema.parse(padded('ms', number)),
    atMs: number,
    kind: 'dm',
    turnId: turnIdSchema.parse(padded('tu', 1)),
    segmentId: segmentIdSchema.parse(padded('sg', number)),
    speaker: { kind: 'narrator' },
    text,
    state: 'heard',
    heardText: null,
    isPrivate: false,
    ...change,
  };
}

/** A seed of the first evening. */
export function seedOf(number: number, change: Partial<DiceSeed> = {}): DiceSeed {
  return {
    seedId: seedIdSchema.parse(padded('sd', number)),
    sessionId: sessionIdSchema.parse(padded('se', 1)),
    audience: 'party',
    commitment: 'c'.repeat(64),
    seed: null,
    contributions: [],
    ...change,
  };
}

export const NO_CAMPAIGN: Snapshot['campaign'] = {
  safety: { isPaused: false, card: null },
  boundaries: { lines: [], veils: [], stopped: [] },
  quests: [],
  handout: null,
};

export function snapshotOf(change: Partial<Snapshot> = {}): Snapshot {
  return {
    table: { tableId: TABLE_ID, title: 'Evening table', language: 'en', isLocked: false, seatsMax: 5, adventureTitle: null },
    you: { seatId: ADA, isHost: true },
    seats: [seatOf(ADA, 'Ada'), seatOf(BORIS, 'Boris')],
    messages: [],
    formerSeats: [],
    hasEarlierMessages: false,
    scene: null,
    dm: { state: { state: 'listening' }, abilities: { mind: 'offline', hasEars: false, hasVoice: true } },
    session: { sessionId: sessionIdSchema.parse(padded('se', 1)), number: 1, state: 'running', startedAtMs: 0 },
    dice: [],
    campaign: NO_CAMPAIGN,
    game: { characters: [], sheets: [], encounter: null, undoable: null },
    ...change,
  };
}
