import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..', '..');
const FOREIGN = new Set(['node_modules', 'dist', 'generated', 'test-results', 'coverage', '.git', '.skald']);
/** Made by the set-up, not kept in the repository. */
const MADE = new Set(['client/dist', 'prisma/src/generated']);
/** What the supervisor tells the processes about each other; nobody sets it by hand. */
const WIRING = new Set(['SFU_CONTROL_URL', 'CLIENT_DIST', 'API_URL', 'SHARE_ORIGIN']);

const files = listFiles(ROOT);
const pages = files.filter((file) => file.endsWith('.md'));
const readText = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('the pages', () => {
  it.each(pages)('%s links only to what is there', (page) => {
    expect(linksOf(readText(page)).filter((link) => !isThere(page, link))).toEqual([]);
  });

  it.each(pages)('%s names only paths that are there', (page) => {
    expect(pathsIn(readText(page)).filter((path) => !MADE.has(path) && !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('define every rule and requirement that a test cites', () => {
    const defined = new Set(pages.filter((page) => page.startsWith('docs/')).flatMap((page) => rulesIn(readText(page))));
    const cited = files
      .filter((file) => /\.test\.tsx?$/.test(file))
      .flatMap((file) => citationsIn(readText(file)).map((rule) => ({ file, rule })));
    expect(cited.length).toBeGreaterThan(100);
    expect(cited.filter(({ rule }) => !defined.has(rule))).toEqual([]);
  });
});

describe('.env.example', () => {
  const programs = ['api', 'sfu', 'bot'].map((name) => `${name}/src/env.ts`);
  const named = [...readText('.env.example').matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => name);

  it('names every variable that a process reads', () => {
    const read = programs.flatMap((file) =>
      [...readText(file).matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name = '']) => name),
    );
    expect(read.length).toBeGreaterThan(20);
    expect(read.filter((name) => !WIRING.has(name) && !named.includes(name))).toEqual([]);
  });

  it('names nothing that no program knows', () => {
    const scripts = files.filter((file) => /^scripts\/(src\/.*[^t]\.ts|bootstrap\.mjs)$/.test(file) && !file.includes('.test.'));
    const known = [...programs, ...scripts].map(readText).join('\n');
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});

/** Paths of all files of ours, relative to the root. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !FOREIGN.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? listFiles(path) : [relative(ROOT, path)];
    });
}

function withoutFences(text: string): string {
  return text.replace(/^```[^]*?^```/gm, '');
}

/** Targets of links and pictures that lie in the repository. */
function linksOf(text: string): string[] {
  const plain = withoutFences(text).replace(/`[^`\n]*`/g, '');
  const found = [...plain.matchAll(/\]\(([^)\s]+)[^)]*\)|<(?:img|a)\s[^>]*(?:src|href)="([^"]+)"/g)];
  return found.map(([, markdown, html]) => markdown ?? html ?? '').filter((link) => !/^[a-z]+:/.test(link));
}

function isThere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : relative(ROOT, resolve(ROOT, dirname(page), decodeURIComponent(path)));
  if (!existsSync(join(ROOT, target))) return false;
  return anchor === undefined || headingsOf(readText(target)).includes(anchor);
}

/** Anchors of a page's headings, as GitHub makes them. */
function headingsOf(text: string): string[] {
  const titles = [...withoutFences(text).matchAll(/^#+ +(.+)$/gm)].map(([, title = '']) => title);
  return titles.map((title) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Code spans that are paths below a top-level folder of ours. */
function pathsIn(text: string): string[] {
  const spans = [
    ...withoutFences(text).matchAll(/`((?:protocol|prisma|sfu|api|bot|client|e2e|bench|docs|scripts)\/[\w@./-]+)`/g),
  ];
  return spans.map(([, path = '']) => path.replace(/\/$/, ''));
}

function rulesIn(text: string): string[] {
  const found = text.matchAll(/\*\*([A-Z]{1,2}\d+)(?:\.\d+)?\*\*|^- ([A-Z]{1,2}-?\d+) /gm);
  return [...found].map(([, bold, plain]) => bold ?? plain ?? '');
}

function citationsIn(test: string): string[] {
  return [...test.matchAll(/\[([A-Z]{1,2}-?\d{1,2})\]/g)].map(([, rule = '']) => rule);
}
