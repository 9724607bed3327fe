import type {
  Character,
  DiceRoll,
  DiceSeed,
  Entity,
  EntityFact,
  GameEvent,
  GameStep,
  InitiativeTracker,
  Message,
  Picture,
  Player,
  Quest,
  Room,
  Session,
  Turn,
} from '@skald/db';
import type { Audience } from '../domain/audience.ts';
import type { Rows, StoredEvent } from './store.ts';

/** Prisma's record of each table that a batch can write; `position` is given by the database, the others are derived. */
interface Records {
  rooms: Room;
  players: Player;
  characters: Character;
  sessions: Session;
  messages: Omit<Message, 'position' | 'turnId' | 'segmentId'>;
  entities: Entity;
  entity_facts: EntityFact;
  dice_rolls: DiceRoll;
  turns: Turn;
  initiative_tracker: InitiativeTracker;
  game_steps: Omit<GameStep, 'position'>;
  dice_seeds: DiceSeed;
  quests: Quest;
  pictures: Picture;
}

/** What a column holds: closed lists of words as themselves, ids and other text as `text`, JSON as text too. */
type Kind<Value> = [Value] extends [boolean]
  ? 'boolean'
  : [Value] extends [number | bigint]
    ? 'number'
    : [Value] extends [Uint8Array]
      ? 'bytes'
      : [Audience] extends [Value]
        ? 'text'
        : [Value] extends [string]
          ? Record<never, never> extends Record<Value, unknown>
            ? 'text'
            : Value
          : 'text';

type Shape<Row> = {
  [Field in keyof Row]: readonly [Kind<NonNullable<Row[Field]>>, null extends Row[Field] ? 'or null' : 'always'];
};

type IsSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

type Matches = {
  [Name in keyof Rows]: IsSame<Normal<Shape<Rows[Name]>>, Normal<Shape<Records[Name]>>>;
} & {
  game_events: IsSame<Normal<Shape<Omit<StoredEvent, 'payload'>>>, Normal<Shape<Omit<GameEvent, 'tableId' | 'payload'>>>>;
};

/** Without `readonly`, as one flat type. */
type Normal<T> = { -readonly [Field in keyof T]: T[Field] };

/** Does not compile when a row of the store and the schema of the database differ in a column, its kind or whether it may be null. */
export const SCHEMA_MATCHES: Matches = {
  rooms: true,
  players: true,
  characters: true,
  sessions: true,
  messages: true,
  entities: true,
  entity_facts: true,
  dice_rolls: true,
  turns: true,
  initiative_tracker: true,
  game_steps: true,
  dice_seeds: true,
  quests: true,
  pictures: true,
  game_events: true,
};
