export { createDb, type Db } from './create-db.ts';
export type { Connection } from './connection.ts';
export { DbError, readSqliteCode, type DbErrorCode } from './errors.ts';
export type {
  Character,
  DiceRoll,
  Entity,
  EntityFact,
  GameEvent,
  Message,
  Player,
  PrismaClient,
  Room,
  Session,
  Turn,
} from './generated/client.ts';
