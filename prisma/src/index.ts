export { createDb, type Db } from './create-db.ts';
export type { Connection } from './connection.ts';
export { DbError, readSqliteCode, type DbErrorCode } from './errors.ts';
export type {
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
  PrismaClient,
  Quest,
  Room,
  Session,
  Turn,
} from './generated/client.ts';
