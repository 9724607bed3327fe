import { ProtocolError, type Roll, type SeatId, type SessionId, type TurnId } from '@skald/protocol';
import type { Audience } from '../domain/audience.ts';
import { DiceError, parseDice, type DiceExpression } from '../domain/dice/parse-dice.ts';
import { formatDice, rollDice, type RolledDice } from '../domain/dice/roll-dice.ts';
import {
  gistOf,
  isHappening,
  isSameAttempt,
  placeOfAttempt,
  readGist,
  writeGist,
  type Attempt,
} from '../domain/fairness/attempts.ts';
import { drawsOf, hexOf } from '../domain/fairness/chance.ts';
import { visibilityOf } from '../domain/fairness/visibility.ts';
import type { RollRow, SeedRow, TableRow, Write } from '../store/store.ts';
import { seedFor } from './dice-seeds.ts';
import type { TablePorts } from './ports.ts';
import type { Sessions } from './sessions.ts';
import type { Stream } from './stream.ts';

/** What is to be rolled, for whom, and who learns of it. */
export interface RollWish {
  /** Dice notation, or an expression that was read already. */
  readonly dice: string | DiceExpression;
  /** What it is for, as people see it. Up to 120 characters. */
  readonly label: string;
  /** Whose roll it is; null for the DM. */
  readonly seatId: SeatId | null;
  /** Who learns of it: `audienceOfRoll` makes it of a visibility. */
  readonly audience: Audience;
  /** Fixed before the roll; null where there is none. */
  readonly difficulty: number | null;
  readonly stakes: Roll['stakes'];
  /** Null for what is drawn anew each time, such as damage. */
  readonly attempt: Attempt | null;
  readonly turnId: TurnId | null;
  /** How often the turn asked for just the same dice before, from 0: two blows are two rolls, a turn that is repeated has the same two. */
  readonly ordinal: number;
  /** Key against doubles of the message, such as a client's message id with its seat: the same key gives the same roll. */
  readonly dedupeKey: string | null;
}

export interface DiceBoxOptions {
  readonly ports: Pick<TablePorts, 'store' | 'ids' | 'chance' | 'nowMs'>;
  readonly table: () => TableRow;
  readonly stream: Stream;
  readonly sessions: Sessions;
}

/** Keys of rolls that only an unfinished turn keeps to; `releaseTurnRolls` lets them go. */
const TURN_KEY = 'turn|';
const ATTEMPT_KEY = 'try|';

/** Every die of a table is drawn here: from a seed that was committed to, numbered without holes, kept and told in one batch. (G2, G3) */
export class DiceBox {
  readonly #options: DiceBoxOptions;

  constructor(options: DiceBoxOptions) {
    this.#options = options;
  }

  /**
   * Rolls and tells those who may know. An attempt that was made already gives the roll that was drawn for it. Throws
   * ProtocolError `dice_invalid`, whose cause is a DiceError, and `no_session` for a hidden roll while no evening is open.
   */
  roll(wish: RollWish): Roll {
    const expression = typeof wish.dice === 'string' ? readDice(wish.dice) : wish.dice;
    const { store } = this.#options.ports;
    const { id: tableId } = this.#options.table();
    const doubled = wish.dedupeKey === null ? null : store.findMessageByKey(tableId, wish.dedupeKey)?.message;
    if (doubled?.kind === 'roll') return doubled.roll;
    const sessionId = this.#sessionFor(wish.audience);
    const key = this.#keyOf(wish, formatDice(expression), sessionId);
    const drawn = key === null ? null : this.#drawnFor(key);
    if (drawn) return judged(drawn.roll, wish.difficulty);
    return this.#draw(wish, expression, sessionId, key);
  }

  /** A hidden roll does not start an evening: everybody would see that it did. (G2.9) */
  #sessionFor(audience: Audience): SessionId {
    const { sessions } = this.#options;
    if (audience === 'party') return sessions.ensureStartedByRoll();
    if (sessions.runningId === null) throw new ProtocolError('no_session', 'a hidden roll needs an open evening');
    return sessions.runningId;
  }

  /** Each audience has keys of its own: what was rolled for fewer people is not told to more. */
  #keyOf({ attempt, audience, label, turnId, seatId, ordinal }: RollWish, dice: string, sessionId: SessionId): RollKey | null {
    const { chance } = this.#options.ports;
    const hashOf = (text: string): string => hexOf(chance.sha256(new TextEncoder().encode(text))).slice(0, 24);
    if (attempt !== null) {
      const place = hashOf(placeOfAttempt(attempt, this.#options.table().scene));
      const gist = gistOf(attempt);
      return { prefix: `${ATTEMPT_KEY}${sessionId}|${audience}|${place}|`, gist, rest: writeGist(gist) };
    }
    if (turnId === null) return null;
    return { prefix: `${TURN_KEY}${sessionId}|${audience}|`, gist: null, rest: hashOf([seatId, label, dice, ordinal].join('|')) };
  }

  #drawnFor({ prefix, gist, rest }: RollKey): RollRow | null {
    const { store } = this.#options.ports;
    const { id: tableId } = this.#options.table();
    if (gist === null) return store.findRollByIntent(tableId, prefix + rest);
    const rows = store.readRollsByIntent(tableId, prefix);
    return rows.find((row) => isSameAttempt(readGist(row.intentKey?.slice(prefix.length) ?? ''), gist)) ?? null;
  }

  #draw(wish: RollWish, expression: DiceExpression, sessionId: SessionId, key: RollKey | null): Roll {
    const { ports, stream } = this.#options;
    const { id: tableId } = this.#options.table();
    const { audience, turnId } = wish;
    const atMs = ports.nowMs();
    const seed = seedFor(ports, stream, { tableId, sessionId, audience });
    const rolled = rollDice(expression, drawsOf(ports.chance, seed));
    const roll = { rollId: ports.ids.roll(), ...rolledFor(wish, rolled), fair: { seedId: seed.id, counter: seed.counter } };
    const row: RollRow = {
      id: roll.rollId,
      tableId,
      sessionId,
      turnId,
      audience,
      intentKey: key === null ? null : key.prefix + key.rest,
      roll,
      seedId: seed.id,
      counter: seed.counter,
      draws: rolled.draws,
      atMs,
    };
    stream.post({
      message: { kind: 'roll', messageId: ports.ids.message(), atMs, roll },
      audience,
      sessionId,
      dedupeKey: wish.dedupeKey,
      writes: [{ op: 'insert', into: 'dice_rolls', row }, counted(seed)],
    });
    return roll;
  }
}

interface RollKey {
  readonly prefix: string;
  /** Null where the key itself has to be the same. */
  readonly gist: ReturnType<typeof gistOf> | null;
  readonly rest: string;
}

/** The attempt that a label with a difficulty stands for; null for what happens anew each time. (G3.4) */
export function attemptOf(label: string, actor: string | null, difficulty: number | null): Attempt | null {
  return difficulty === null || isHappening(label) ? null : { actor: actor ?? '', what: '', words: label };
}

/** Once a turn is done, what turns drew so far is not used again; the rolls of attempts stay. (G3.5) */
export function releaseTurnRolls(store: Pick<TablePorts['store'], 'readRollsByIntent'>, tableId: TableRow['id']): Write[] {
  return store
    .readRollsByIntent(tableId, TURN_KEY)
    .map((row): Write => ({ op: 'update', into: 'dice_rolls', id: row.id, set: { intentKey: null } }));
}

function readDice(notation: string): DiceExpression {
  try {
    return parseDice(notation);
  } catch (error) {
    if (error instanceof DiceError) throw new ProtocolError('dice_invalid', error.message, { cause: error });
    throw error;
  }
}

/** A roll that was drawn without a difficulty is judged by the one it is asked with now; one that was fixed before stays. (G3.2) */
function judged(roll: Roll, difficulty: number | null): Roll {
  return roll.difficulty === null ? { ...roll, difficulty, outcome: outcomeOf(roll.total, difficulty) } : roll;
}

function outcomeOf(total: number, difficulty: number | null): Roll['outcome'] {
  if (difficulty === null) return null;
  return total >= difficulty ? 'success' : 'failure';
}

function rolledFor({ seatId, label, audience, difficulty, stakes }: RollWish, rolled: RolledDice): Omit<Roll, 'rollId' | 'fair'> {
  const { notation, dice, modifier, total, natural, tree } = rolled;
  return {
    notation,
    dice,
    modifier,
    total,
    natural,
    tree,
    seatId,
    label,
    difficulty,
    outcome: outcomeOf(total, difficulty),
    visibility: visibilityOf(audience, seatId),
    stakes,
  };
}

function counted(seed: SeedRow): Write {
  return { op: 'update', into: 'dice_seeds', id: seed.id, set: { counter: seed.counter + 1 } };
}
