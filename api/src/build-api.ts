import { hkdfSync, randomBytes } from 'node:crypto';
import { MAX_MESSAGE_BYTES, MEDIA_PATH, TABLE_PATH } from '@skald/protocol';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import { buildMind } from './build-mind.ts';
import type { Env } from './env.ts';
import { buildHttp } from './http/build-http.ts';
import { ControlLink } from './realtime/control-link.ts';
import { DmDesk } from './realtime/dm-desk.ts';
import { refuseRoot } from './realtime/refusal.ts';
import { serveTableNamespace } from './realtime/table-namespace.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { Admission } from './table/admission.ts';
import { cryptoChance } from './table/crypto-chance.ts';
import { createLinkTokens } from './table/link-tokens.ts';
import { createMediaTokens, type MediaTokens } from './table/media-tokens.ts';
import { createPositionSeal } from './table/outbox.ts';
import { createPictureEncoder } from './table/picture-encoder.ts';
import { PictureShelf } from './table/picture-shelf.ts';
import type { TablePorts } from './table/ports.ts';
import { randomIds } from './table/random-ids.ts';
import { TableRegistry } from './table/registry.ts';
import { SheetShelf } from './table/sheet-shelf.ts';

const TICK_MS = 250;

export interface Api {
  /** Port it listens on. */
  readonly port: number;
  readonly tables: TableRegistry;
  close(): Promise<void>;
}

/** Builds the api from its environment and listens. The caller closes it. */
export async function buildApi(env: Env, log: Logger): Promise<Api> {
  const parts = buildParts(env, log);
  const { ports, desk, control, tables, admission } = parts;
  const app = await buildHttp({
    admission,
    tables,
    store: ports.store,
    sheets: new SheetShelf({ store: ports.store, tables }),
    pictures: new PictureShelf({ ...ports, tables, encoder: createPictureEncoder() }),
    dmHasEars: () => desk.abilities !== null && desk.abilities.speechToText !== null,
    tablesPerHour: env.TABLES_PER_HOUR,
    shareOrigin: (env.PUBLIC_URL ?? env.SHARE_ORIGIN)?.replace(/\/+$/, '') ?? null,
    log,
    clientDist: env.CLIENT_DIST,
    readiness: () => ({
      ready: true,
      mind: ports.mind.isOffline ? 'offline' : 'model',
      bot: desk.abilities !== null,
      sfu: control.isConnected,
    }),
  });
  const io = serveRealtime(app, parts);
  wakeOpenTables(ports.store, tables);
  const timer = setInterval(() => tables.tick(), TICK_MS);
  await app.listen({ host: env.HOST, port: env.PORT });
  const address = app.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : env.PORT,
    tables,
    close: async () => {
      clearInterval(timer);
      tables.close();
      control.close();
      await io.close();
      await app.close();
      ports.store.close();
    },
  };
}

interface Parts {
  readonly env: Env;
  readonly log: Logger;
  readonly ports: TablePorts;
  readonly mediaTokens: MediaTokens;
  readonly desk: DmDesk;
  readonly control: ControlLink;
  readonly tables: TableRegistry;
  readonly admission: Admission;
}

function buildParts(env: Env, log: Logger): Parts {
  const nowMs = (): number => Date.now();
  const store = openStore(env.DATABASE_URL.slice('file:'.length));
  const mediaTokens = createMediaTokens(Buffer.from(env.MEDIA_TOKEN_KEY));
  const media = { url: env.SFU_CONTROL_URL, path: MEDIA_PATH };
  const desk = new DmDesk({ serviceKey: env.SERVICE_KEY, mediaTokens, media, nowMs, log });
  const control = new ControlLink({ ...media, serviceKey: env.SERVICE_KEY, log });
  const ports: TablePorts = {
    store,
    mind: buildMind(env, log),
    voicebox: desk,
    media: control,
    ids: randomIds(),
    links: createLinkTokens(Buffer.from(env.LINK_KEY)),
    seal: createPositionSeal(new Uint8Array(hkdfSync('sha256', env.LINK_KEY, '', 'skald position seal', 32))),
    nowMs,
    chance: cryptoChance,
    log,
    epoch: randomBytes(9).toString('base64url'),
  };
  const tables = new TableRegistry(ports);
  const limits = { seatsMax: env.SEATS_MAX, listenersMax: env.LISTENERS_MAX };
  const admission = new Admission({ store, links: ports.links, ids: ports.ids, tables, limits, nowMs });
  return { env, log, ports, mediaTokens, desk, control, tables, admission };
}

/** socket.io closes a connection that sends more than four times what a message may have; up to there the answer is `too_large`. */
function serveRealtime(app: FastifyInstance, { env, desk, tables, mediaTokens, ports, log }: Parts): Server {
  const io = new Server(app.server, {
    path: TABLE_PATH,
    serveClient: false,
    maxHttpBufferSize: 4 * MAX_MESSAGE_BYTES,
    pingInterval: 10_000,
    pingTimeout: 8_000,
  });
  refuseRoot(io);
  desk.serve(io, tables);
  serveTableNamespace(io, {
    tables,
    mediaTokens,
    mediaAddress: (headers) => ({ url: publicOrigin(headers, env.PUBLIC_URL), path: MEDIA_PATH }),
    nowMs: ports.nowMs,
    log,
  });
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
