#!/usr/bin/env node
// Prisma's command line starts a native schema engine, which is a download. This stands in for it: it speaks the same JSON-RPC on
// standard input and output and runs the WebAssembly build of that engine from npm over the SQLite driver adapter.
// prisma.config.ts names it in PRISMA_SCHEMA_ENGINE_BINARY. Development tooling for Prisma 7.10.0 and SQLite only.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import Database from 'better-sqlite3';

const MIGRATIONS_TABLE = `CREATE TABLE "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
);`;
const READS_HISTORY = new Set([
  'devDiagnostic',
  'diagnoseMigrationHistory',
  'applyMigrations',
  'createMigration',
  'evaluateDataLoss',
  'markMigrationApplied',
  'markMigrationRolledBack',
]);
const NAMES = { getDatabaseVersion: 'version' };

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  strict: false,
  options: {
    datamodels: { type: 'string', multiple: true, short: 'd' },
    datasource: { type: 'string' },
    version: { type: 'boolean' },
  },
});
const url = (values.datasource ? JSON.parse(values.datasource) : {}).url ?? '';
const file = resolve(url.replace(/^file:/, ''));
const connections = new Set();
let module_;
let bound;
let isHistoryEnsured = false;

if (values.version) process.stdout.write('schema-engine-wasm\n');
else if (positionals[0] === 'cli') answerCli(positionals[1]);
else serve();

function serve() {
  let queue = Promise.resolve();
  createInterface({ input: process.stdin })
    .on('line', (line) => {
      const request = JSON.parse(line);
      if (request.method) queue = queue.then(() => answer(request)); // without a method: the answer to our "print"
    })
    .on('close', () => queue.then(() => process.exit(0)));
}

async function answer({ id, method, params }) {
  try {
    send({ id, result: (await run(method, params)) ?? null });
  } catch (error) {
    const data = { is_panic: false, message: explain(error), error_code: error?.code ?? null, meta: error?.meta ?? null };
    send({ id, error: { code: 4466, message: 'The schema engine failed.', data } });
  } finally {
    for (const connection of connections) await connection.dispose?.().catch(() => {});
    connections.clear();
  }
}

async function run(method, params) {
  if (method === 'reset') return removeDatabase(); // the engine's own reset leaves the tables of SQLite
  if (READS_HISTORY.has(method)) ensureHistory();
  const engine = await startEngine(); // a fresh one each time: it loses its shadow database between calls
  if (method === 'evaluateDataLoss' || method === 'createMigration') {
    // On a fresh engine only devDiagnostic attaches the shadow database that these two need.
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  }
  const result = await engine[NAMES[method] ?? method](params);
  if (method === 'diff' && result?.stdout) {
    send({ id: 1_000_000 + Math.floor(performance.now()), method: 'print', params: { content: result.stdout } });
    result.stdout = null;
  }
  return result;
}

async function startEngine() {
  module_ ??= await loadEngine();
  const datamodels = values.datamodels?.map((path) => [path, readFileSync(path, 'utf8')]);
  bound = bindMigrationAwareSqlAdapterFactory(createFactory());
  return module_.SchemaEngine.new({ datamodels }, () => {}, bound);
}

async function loadEngine() {
  const address = import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const loaded = await import(address);
  const bytes = readFileSync(new URL('./schema_engine_bg.wasm', address));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': loaded });
  loaded.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return loaded;
}

function createFactory() {
  const factory = new PrismaBetterSqlite3({ url: url || ':memory:' }, { shadowDatabaseUrl: ':memory:' });
  const keep = async (connecting) => {
    const connection = await connecting;
    connections.add(connection);
    const executeRaw = connection.executeRaw.bind(connection);
    // The engine replays whole migration files through executeRaw, and better-sqlite3 prepares one statement only.
    connection.executeRaw = (query) =>
      query.args.length === 0 ? connection.executeScript(query.sql).then(() => 0) : executeRaw(query);
    return connection;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: () => keep(factory.connect()),
    connectToShadowDb: () => keep(factory.connectToShadowDb()),
  };
}

/** The engine takes a missing history for an error, so an empty database gets an empty one first. */
function ensureHistory() {
  if (isHistoryEnsured || !url) return;
  isHistoryEnsured = true; // once, before the engine takes its exclusive lock
  const database = new Database(file);
  try {
    const query = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`;
    const tables = database.prepare(query).pluck().all();
    if (tables.includes('_prisma_migrations')) return;
    if (tables.length > 0) throw Object.assign(new Error('The database has tables and no history (P3005).'), { code: 'P3005' });
    database.exec(MIGRATIONS_TABLE);
  } finally {
    database.close();
  }
}

function removeDatabase() {
  isHistoryEnsured = false;
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
}

function answerCli(command) {
  if (command === 'can-connect-to-database' && !existsSync(file)) {
    // Prisma's command line drops the first line of standard error and parses the others.
    const fields = { message: `Database ${file} does not exist`, error_code: 'P1003' };
    const entry = { timestamp: new Date().toISOString(), level: 'ERROR', target: 'schema_engine::logger', fields };
    process.stderr.write(`{}\n${JSON.stringify(entry)}\n`);
    process.exitCode = 1;
  }
  if (command === 'create-database') {
    mkdirSync(dirname(file), { recursive: true });
    closeSync(openSync(file, 'a'));
  }
}

/** Errors of the driver cross the border as `External error id#N`; the real one is looked up. */
function explain(error) {
  const message = error?.message ?? String(error);
  return message.replace(/External error id#(\d+)/g, (whole, id) => {
    return String(bound?.errorRegistry?.consumeError(Number(id))?.error?.stack ?? whole);
  });
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}
