// What npm start, dev, test and bench run first. Plain JavaScript without dependencies, for any Node from 18 on: it installs what the
// lockfile asks for, finds a Node that runs TypeScript, and hands over to scripts/src/main.ts.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, 'node_modules');
const LOCKFILE = join(ROOT, 'package-lock.json');
const STAMP = join(MODULES, '.skald-installed');
const HELP = 'Use one of: npm start, npm run dev, npm test, npm run bench -- NAME.';
const PARENT_CHECK_MS = 500;
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const [command = '', ...rest] = process.argv.slice(2);
if (!['start', 'dev', 'test', 'bench'].includes(command)) fail(`"${command}" is not a command. ${HELP}`);
if (Number(process.versions.node.split('.')[0]) < 18) fail(`Node ${process.versions.node} is too old: install Node 20 or newer.`);
if (!isInstalled()) install();
handOver(chooseNode());

/** The stamp names the lockfile it was made from; an install by hand is known by npm's own hidden lockfile, which is written last. */
function isInstalled() {
  if (process.env.SKALD_SKIP_INSTALL === '1') return true;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lockfileHash()) return true;
  const hidden = join(MODULES, '.package-lock.json');
  return !existsSync(STAMP) && existsSync(hidden) && statSync(hidden).mtimeMs >= statSync(LOCKFILE).mtimeMs;
}

function lockfileHash() {
  return createHash('sha256').update(readFileSync(LOCKFILE)).update(`${process.platform}-${process.arch}`).digest('hex');
}

function install() {
  say('Installing the packages of the lockfile.');
  const npm = process.env.npm_execpath;
  const [file, first] = npm && npm.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const stdout = command === 'bench' ? 2 : 'inherit';
  const result = spawnSync(file, [...first, 'ci', '--include=dev', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', stdout, 'inherit'],
    shell: file === 'npm' && process.platform === 'win32',
  });
  if (result.signal) process.kill(process.pid, result.signal);
  if (result.status !== 0) fail('The packages could not be installed: npm says why above. Check the network and try again.');
  writeFileSync(STAMP, lockfileHash());
}

/** The Node that npm installed for us where there is one, else the one that runs this. */
function chooseNode() {
  const own = join(MODULES, '.bin', 'node');
  if (existsSync(own) && runsTypeScript(spawnSync(own, ['--version'], { encoding: 'utf8' }).stdout)) return own;
  if (runsTypeScript(process.version)) return process.execPath;
  return fail(`Skald needs Node 24 (22.18 at least), and this is ${process.version}. Install Node 24 and try again.`);
}

function runsTypeScript(version) {
  const [major = 0, minor = 0] = (version ?? '').replace(/^v/, '').split('.').map(Number);
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

/** Runs the next stage in this terminal; signals go on to it, and its end is ours. */
function handOver(node) {
  const path = [join(MODULES, '.bin'), process.env.PATH ?? ''].join(delimiter);
  const main = join(ROOT, 'scripts', 'src', 'main.ts');
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', main, command, ...rest], {
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  });
  for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
  endWithShell(() => child.kill('SIGTERM'));
  child.on('error', (error) => fail(`${node} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
}

/** A SIGTERM to npm ends npm and its shell and does not reach this process: it is noticed by the parent that is gone. */
function endWithShell(end) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end();
  }, PARENT_CHECK_MS);
  watch.unref();
}

function say(sentence) {
  (command === 'bench' ? process.stderr : process.stdout).write(`${sentence}\n`);
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
