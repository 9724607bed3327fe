import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type {} from './page-audio.ts';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--mute-audio',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

export interface BrowserOptions {
  /** A Chromium, or a program that starts one with the arguments it is given. */
  readonly executablePath?: string;
  readonly args?: readonly string[];
}

/** Starts Chromium. The caller closes it. Nothing here relaxes what a secure context is. */
export function launchChromium({ executablePath, args = [] }: BrowserOptions = {}): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath ?? chromiumPath(), args: [...QUIET, ...args] });
}

/** The Chromium of this machine. */
export function chromiumPath(): string {
  return process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
}

export interface VisitorOptions {
  readonly language?: 'ru' | 'en';
  /** False: the browser's own (fake) device with its processing; true: a microphone that the test plays. */
  readonly hasTestMicrophone?: boolean;
  readonly viewport?: { width: number; height: number };
  readonly isPhone?: boolean;
  /** The flame moves. Still by default: without a GPU, painting it takes the cores that the audio needs. */
  readonly isMoving?: boolean;
}

/** A person with a browser of their own: storage is not shared with the others. The certificate, and nothing else, is accepted. */
export async function newVisitor(
  browser: Browser,
  options: VisitorOptions = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const {
    language = 'en',
    hasTestMicrophone = true,
    viewport = { width: 1280, height: 800 },
    isPhone = false,
    isMoving = false,
  } = options;
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    locale: language === 'ru' ? 'ru-RU' : 'en-GB',
    viewport,
    permissions: ['microphone'],
    reducedMotion: isMoving ? 'no-preference' : 'reduce',
    ...(isPhone ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
  });
  await context.addInitScript((hasMicrophone) => void (window.skaldHasTestMicrophone = hasMicrophone), hasTestMicrophone);
  await context.addInitScript({ path: fileURLToPath(new URL('./page-audio.mjs', import.meta.url)) });
  return { context, page: await context.newPage() };
}
