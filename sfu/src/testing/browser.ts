import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';

const PAGE = fileURLToPath(new URL('./browser-peer.mjs', import.meta.url));
/** Where Debian puts its Chromium. */
export const CHROMIUM = '/usr/bin/chromium';

export interface TestBrowser {
  openPage(): Promise<Page>;
  close(): Promise<void>;
}

/** Starts a headless Chromium, and a server on loopback that gives it the page of `browser-peer.mjs`. */
export async function startTestBrowser(): Promise<TestBrowser> {
  const script = await bundlePage();
  const server = createServer((request, response) => {
    const isScript = request.url === '/peer.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>peer</title><script src="/peer.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
  });
  return {
    openPage: async () => {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${port}/`);
      return page;
    },
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bundlePage(): Promise<string> {
  const result = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry: PAGE, formats: ['iife'], name: 'peerPage' } },
    define: { 'process.env.NODE_ENV': '"production"' },
  })) as Rolldown.RolldownOutput[];
  const [chunk] = result[0]?.output ?? [];
  if (!chunk) throw new Error('the page of the browser peer was not bundled');
  return chunk.code;
}
