import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaClient } from './generated/client.ts';

/** Prisma on a connection that refuses to write, twice over: the file is open for reading, and `query_only` is on. Caller disconnects. */
export function openReadClient(file: string): PrismaClient {
  const factory = new PrismaBetterSqlite3({ url: file, readonly: true, fileMustExist: true });
  const adapter: typeof factory = Object.assign(Object.create(factory) as typeof factory, {
    async connect() {
      const connection = await factory.connect();
      await connection.executeScript('PRAGMA query_only = ON');
      return connection;
    },
  });
  return new PrismaClient({ adapter });
}
