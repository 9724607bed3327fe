import { z } from 'zod';

function idSchema<Brand extends string>(prefix: string) {
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-z]{8,32}$`))
    .brand<Brand>();
}

export const tableIdSchema = idSchema<'TableId'>('tb');
export const seatIdSchema = idSchema<'SeatId'>('st');
export const characterIdSchema = idSchema<'CharacterId'>('ch');
export const sessionIdSchema = idSchema<'SessionId'>('se');
export const turnIdSchema = idSchema<'TurnId'>('tu');
export const segmentIdSchema = idSchema<'SegmentId'>('sg');
export const utteranceIdSchema = idSchema<'UtteranceId'>('ut');
export const messageIdSchema = idSchema<'MessageId'>('ms');
export const rollIdSchema = idSchema<'RollId'>('ro');
export const entityIdSchema = idSchema<'EntityId'>('en');
export const factIdSchema = idSchema<'FactId'>('fa');
export const encounterIdSchema = idSchema<'EncounterId'>('ec');
export const combatantIdSchema = idSchema<'CombatantId'>('cb');
export const stepIdSchema = idSchema<'StepId'>('gs');
export const questIdSchema = idSchema<'QuestId'>('qu');
export const pictureIdSchema = idSchema<'PictureId'>('pi');
export const seedIdSchema = idSchema<'SeedId'>('sd');

export type TableId = z.infer<typeof tableIdSchema>;
export type SeatId = z.infer<typeof seatIdSchema>;
export type CharacterId = z.infer<typeof characterIdSchema>;
export type SessionId = z.infer<typeof sessionIdSchema>;
export type TurnId = z.infer<typeof turnIdSchema>;
export type SegmentId = z.infer<typeof segmentIdSchema>;
export type UtteranceId = z.infer<typeof utteranceIdSchema>;
export type MessageId = z.infer<typeof messageIdSchema>;
export type RollId = z.infer<typeof rollIdSchema>;
export type EntityId = z.infer<typeof entityIdSchema>;
export type FactId = z.infer<typeof factIdSchema>;
export type EncounterId = z.infer<typeof encounterIdSchema>;
export type CombatantId = z.infer<typeof combatantIdSchema>;
export type StepId = z.infer<typeof stepIdSchema>;
export type QuestId = z.infer<typeof questIdSchema>;
export type PictureId = z.infer<typeof pictureIdSchema>;
export type SeedId = z.infer<typeof seedIdSchema>;

const PREFIXES = {
  table: 'tb',
  seat: 'st',
  character: 'ch',
  session: 'se',
  turn: 'tu',
  segment: 'sg',
  utterance: 'ut',
  message: 'ms',
  roll: 'ro',
  entity: 'en',
  fact: 'fa',
  encounter: 'ec',
  combatant: 'cb',
  step: 'gs',
  quest: 'qu',
  picture: 'pi',
  seed: 'sd',
} as const;

interface IdOf {
  table: TableId;
  seat: SeatId;
  character: CharacterId;
  session: SessionId;
  turn: TurnId;
  segment: SegmentId;
  utterance: UtteranceId;
  message: MessageId;
  roll: RollId;
  entity: EntityId;
  fact: FactId;
  encounter: EncounterId;
  combatant: CombatantId;
  step: StepId;
  quest: QuestId;
  picture: PictureId;
  seed: SeedId;
}

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * Writes an id of the given kind from random bytes, one character a byte.
 * `bytes` holds 8 to 32 bytes from a cryptographic source; 20 give about 100 bits.
 */
export function formatId<Kind extends keyof IdOf>(kind: Kind, bytes: Uint8Array): IdOf[Kind] {
  if (bytes.length < 8 || bytes.length > 32) throw new RangeError(`an id takes 8 to 32 bytes, got ${bytes.length}`);
  const characters = Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]);
  return `${PREFIXES[kind]}_${characters.join('')}` as IdOf[Kind];
}
