import { randomBytes, randomInt } from 'node:crypto';
import { hkdfSync } from 'node:crypto';
import { formatId, MAX_MESSAGE_BYTES, MEDIA_PATH, TABLE_PATH } from '@skald/protocol';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import { buildMind } from './build-mind.ts';
import type { Env } from './env.ts';
import { buildHttp } from './http/build-http.ts';
import { ControlLink } from './realtime/control-link.ts';
import { DmDesk } from './realtime/dm-desk.ts';
import { serveTableNamespace } from './realtime/table-namespace.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { Admission } from './table/admission.ts';
import { createLinkTokens } from './table/link-tokens.ts';
import { createMediaTokens } from './table/media-tokens.ts';
import { createPositionSeal } from './table/outbox.ts';
import type { Ids, TablePorts } from './table/ports.ts';
import { TableRegistry } from './table/registry.ts';

const TICK_MS = 250;

export interface Api {
  /** Port it listens on. */
  readonly port: number;
  readonly tables: TableRegistry;
  close(): Promise<void>;
}

/** Builds the api from its environment and listens. The caller closes it. */
export async function buildApi(env: Env, log: Logger): Promise<Api> {
  const nowMs = (): number => Date.now();
  const store = openStore(env.DATABASE_URL.slice('file:'.length));
  const links = createLinkTokens(Buffer.from(env.LINK_KEY));
  const mediaTokens = createMediaTokens(Buffer.from(env.MEDIA_TOKEN_KEY));
  const desk = new DmDesk({ serviceKey: env.SERVICE_KEY, mediaTokens, media: { url: env.SFU_CONTROL_URL, path: MEDIA_PATH }, nowMs, log });
  const control = new ControlLink({ url: env.SFU_CONTROL_URL, path: MEDIA_PATH, serviceKey: env.SERVICE_KEY, log });
  const mind = buildMind(env, log);
  const ids = randomIds();
  const ports: TablePorts = {
    store,
    mind,
    voicebox: desk,
    media: control,
    ids,
    links,
    seal: createPositionSeal(new Uint8Array(hkdfSync('sha256', env.LINK_KEY, '', 'skald position seal', 32))),
    nowMs,
    drawBelow: (sides) => randomInt(sides),
    log,
    epoch: randomBytes(9).toString('base64url'),
  };
  const tables = new TableRegistry(ports);
  const admission = new Admission({ store, links, ids, tables, limits: { seatsMax: env.SEATS_MAX, listenersMax: env.LISTENERS_MAX }, nowMs });
  const app = await buildHttp({
    admission,
    tables,
    dmHasEars: () => desk.abilities?.speechToText !== null && desk.abilities !== null,
    tablesPerHour: env.TABLES_PER_HOUR,
    log,
    clientDist: env.CLIENT_DIST,
    readiness: () => ({ ready: true, mind: mind.isOffline ? 'offline' : 'model', bot: desk.abilities !== null, sfu: control.isConnected }),
  });
  const io = serveRealtime(app, { env, desk, tables, mediaTokens, nowMs, log });
  wakeOpenTables(store, tables);
  const timer = setInterval(() => tables.tick(), TICK_MS);
  await app.listen({ host: env.HOST, port: env.PORT });
  const address = app.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : env.PORT,
    tables,
    close: async () => {
      clearInterval(timer);
      io.disconnectSockets(true);
      tables.close();
      control.close();
      await app.close();
      await io.close();
      store.close();
    },
  };
}

interface RealtimeParts {
  readonly env: Env;
  readonly desk: DmDesk;
  readonly tables: TableRegistry;
  readonly mediaTokens: ReturnType<typeof createMediaTokens>;
  readonly nowMs: () => number;
  readonly log: Logger;
}

/** socket.io closes a connection that sends more than four times what a message may have; up to there the answer is `too_large`. */
function serveRealtime(app: FastifyInstance, { env, desk, tables, mediaTokens, nowMs, log }: RealtimeParts): Server {
  const io = new Server(app.server, { path: TABLE_PATH, serveClient: false, maxHttpBufferSize: 4 * MAX_MESSAGE_BYTES, pingInterval: 10_000, pingTimeout: 8_000 });
  desk.serve(io, tables);
  serveTableNamespace(io, { tables, mediaTokens, mediaAddress: (headers) => ({ url: publicOrigin(headers, env.PUBLIC_URL), path: MEDIA_PATH }), nowMs, log });
  return io;
}

/** Where the browser that sent these headers reaches the front. */
function publicOrigin(headers: Record<string, string | string[] | undefined>, publicUrl: string | undefined): string {
  if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, '');
  const first = (name: string): string | undefined => [headers[name]].flat()[0]?.split(',')[0]?.trim();
  return `${first('x-forwarded-proto') === 'https' ? 'https' : 'http'}://${first('x-forwarded-host') ?? first('host') ?? 'localhost'}`;
}

/** Tables with an open evening go on where they were: turns that were cut off are taken up, idle evenings are ended. */
function wakeOpenTables(store: Store, tables: TableRegistry): void {
  for (const session of store.readOpenSessions()) tables.wake(session.tableId);
}

function randomIds(): Ids {
  const bytes = (): Uint8Array => randomBytes(20);
  return {
    table: () => formatId('table', bytes()),
    seat: () => formatId('seat', bytes()),
    character: () => formatId('character', bytes()),
    session: () => formatId('session', bytes()),
    turn: () => formatId('turn', bytes()),
    segment: () => formatId('segment', bytes()),
    message: () => formatId('message', bytes()),
    roll: () => formatId('roll', bytes()),
    entity: () => formatId('entity', bytes()),
    fact: () => formatId('fact', bytes()),
  };
}
