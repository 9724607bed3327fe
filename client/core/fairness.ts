import { diceDocumentSchema, fairnessReplySchema, type DiceDocument, type ProvenRoll } from '@skald/protocol';
import { isPlainTotal } from './fairness-total.ts';

/** true: drawn from the committed seed. false: not. sealed: the seed is not revealed yet. */
export type RollMark = 'true' | 'false' | 'sealed';
/** What is wrong with a seed: it does not fit its commitment, rolls are missing, or this device was told another commitment. */
export type SeedFault = 'commitment' | 'hole' | 'memory';

export interface CheckedRoll {
  readonly roll: ProvenRoll;
  readonly mark: RollMark;
}

export interface CheckedSeed {
  readonly seed: DiceDocument['seeds'][number];
  /** sealed: not revealed yet. sound: the seed fits and every roll is there and true. broken: something is wrong. */
  readonly state: 'sealed' | 'sound' | 'broken';
  readonly faults: readonly SeedFault[];
  /** This device was told the same commitment during the evening. */
  readonly isRemembered: boolean;
  /** Null when its rolls are not ours to know yet. */
  readonly rolls: readonly CheckedRoll[] | null;
}

type Digests = Pick<SubtleCrypto, 'digest' | 'importKey' | 'sign'>;

/** A document that was downloaded, or pasted by somebody; null when it is none. */
export function readDocument(text: string): DiceDocument | null {
  try {
    const json: unknown = JSON.parse(text);
    const document = diceDocumentSchema.safeParse(json);
    return document.success ? document.data : (fairnessReplySchema.safeParse(json).data?.document ?? null);
  } catch {
    return null;
  }
}

/** Computes every roll of a document anew. `remembered` are commitments that this device was told, by seed. (G2.8) */
export async function checkDocument(
  document: DiceDocument,
  remembered: Readonly<Record<string, string>>,
  subtle: Digests,
): Promise<CheckedSeed[]> {
  const checked: CheckedSeed[] = [];
  for (const seed of document.seeds) checked.push(await checkSeed(document, seed, remembered[seed.seedId], subtle));
  return checked;
}

async function checkSeed(
  { sessionId }: DiceDocument,
  seed: DiceDocument['seeds'][number],
  told: string | undefined,
  subtle: Digests,
): Promise<CheckedSeed> {
  const faults: SeedFault[] = [];
  const isSealed = seed.seed === null;
  if (told !== undefined && told !== seed.commitment) faults.push('memory');
  if (seed.seed !== null && (await sha256(subtle, fromHex(seed.seed))) !== seed.commitment) faults.push('commitment');
  if (seed.rolls?.some(({ counter }, index) => counter !== index)) faults.push('hole');
  const rolls: CheckedRoll[] = [];
  const chain = await chainOf(sessionId, seed, subtle);
  for (const roll of seed.rolls ?? []) rolls.push({ roll, mark: await markOf(roll, seed.seed, chain, subtle) });
  const isBroken = faults.length > 0 || rolls.some(({ mark }) => mark === 'false');
  return {
    seed,
    state: isBroken ? 'broken' : isSealed ? 'sealed' : 'sound',
    faults,
    isRemembered: told === seed.commitment,
    rolls: seed.rolls === null ? null : rolls,
  };
}

interface Link {
  readonly fromCounter: number;
  /** Hexadecimal. */
  readonly entropy: string;
}

/** The chain of hashes over what browsers gave, each with the first roll that it counts for. */
async function chainOf(sessionId: string, seed: DiceDocument['seeds'][number], subtle: Digests): Promise<Link[]> {
  const links = [{ fromCounter: 0, entropy: await sha256(subtle, fromText(`skald dice v1${sessionId}`)) }];
  for (const { seatId, value, fromCounter } of seed.contributions) {
    const before = fromHex(links.at(-1)?.entropy ?? '');
    links.push({ fromCounter, entropy: await sha256(subtle, joined(before, fromText(seatId + value))) });
  }
  return links;
}

async function markOf(roll: ProvenRoll, seed: string | null, chain: readonly Link[], subtle: Digests): Promise<RollMark> {
  if (!isPlainTotal(roll)) return 'false';
  if (seed === null) return 'sealed';
  const key = await subtle.importKey('raw', fromHex(seed), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const entropy = chain.filter(({ fromCounter }) => fromCounter <= roll.counter).at(-1)?.entropy ?? '';
  for (const [index, [sides, value]] of roll.draws.entries()) {
    if ((await drawn(subtle, key, `${entropy}:${roll.counter}:${index}`, sides)) !== value) return 'false';
  }
  return 'true';
}

/** What a die shows: six bytes of the HMAC, drawn again where the rest would make some sides likelier. */
async function drawn(subtle: Digests, key: CryptoKey, place: string, sides: number): Promise<number> {
  const span = 2 ** 48;
  for (let attempt = 0; ; attempt += 1) {
    const bytes = new DataView(await subtle.sign('HMAC', key, fromText(`${place}:${attempt}`)));
    const number = bytes.getUint16(0) * 2 ** 32 + bytes.getUint32(2);
    if (number < span - (span % sides)) return (number % sides) + 1;
  }
}

async function sha256(subtle: Digests, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function fromText(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(left.length + right.length);
  bytes.set(left);
  bytes.set(right, left.length);
  return bytes;
}
