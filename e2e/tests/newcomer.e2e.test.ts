import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, newVisitor } from '../src/browser.ts';
import { startHost, type Host } from '../src/host.ts';
import { layTable } from '../src/seats.ts';

/** Counts what a person does in a page: clicks, and text fields that were typed into. */
const COUNTER = () => {
  const counts = { clicks: 0, fields: new Set<EventTarget | null>() };
  addEventListener('click', (event) => void (counts.clicks += event.isTrusted ? 1 : 0), true);
  addEventListener('input', (event) => {
    if (event.isTrusted && event.target instanceof HTMLInputElement && ['text', 'search', ''].includes(event.target.type))
      counts.fields.add(event.target);
  });
  Object.assign(window, { skaldCounts: counts });
};
const readCounts = () => {
  const { clicks, fields } = (window as unknown as { skaldCounts: { clicks: number; fields: Set<unknown> } }).skaldCounts;
  return { clicks, fields: fields.size };
};

describe('a newcomer', () => {
  let host: Host;
  let browser: Browser;
  beforeAll(async () => {
    [host, browser] = await Promise.all([startHost(), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
  });

  it('[R1] from the landing page to talking: one text field and three clicks at most', async () => {
    const { context, page } = await newVisitor(browser);
    await context.addInitScript(COUNTER);
    await page.goto(host.url);
    await page.getByTestId('landing-name').pressSequentially('Ada');
    await page.getByTestId('open-table').click();
    await page.getByTestId('sit-down').waitFor();
    await page.getByTestId('consent').click();
    await page.getByTestId('sit-down').click();
    await page.getByTestId('dm-state').waitFor();
    await page.waitForFunction(() => document.querySelector('[data-testid="mute"]') !== null);
    expect(await page.evaluate(readCounts)).toEqual({ clicks: 3, fields: 1 });
    await context.close();
  });

  it('[O1] the invite link that the host copies on this machine works for friends on the same network', async (context) => {
    const [origin] = host.system.urls.network;
    if (origin === undefined) return context.skip('this machine has no address but loopback');
    const visitor = await layTable(browser, host.url, { name: 'Ada' });
    await visitor.page.getByTestId('open-host-panel').click();
    await expect.poll(() => visitor.page.getByTestId('invite-link').inputValue()).toContain(`${origin}/join#`);
    await visitor.context.close();
  });

  it('[V3] a microphone that was muted stays muted over a reload', async () => {
    const { context, page } = await layTable(browser, host.url, { name: 'Ada' });
    const mute = page.getByTestId('mute');
    await mute.click();
    await expect.poll(() => mute.getAttribute('data-muted')).toBe('true');
    await page.reload();
    await page.getByTestId('dm-state').waitFor();
    await expect.poll(() => mute.getAttribute('data-muted')).toBe('true');
    await context.close();
  });

  it('[R2] someone who comes back needs no field and two clicks at most', async () => {
    const { context, page, inviteUrl } = await layTable(browser, host.url, { name: 'Ada' });
    await context.addInitScript(COUNTER);
    const again = await context.newPage();
    await page.close();
    await again.goto(inviteUrl);
    await again.getByTestId('sit-down').click();
    await again.getByTestId('dm-state').waitFor();
    expect(await again.evaluate(readCounts)).toEqual({ clicks: 1, fields: 0 });
    await context.close();
  });
});
