// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { webcrypto } from 'node:crypto';
import type { TableId } from '@skald/protocol';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../App.tsx';
import { openPreferences } from '../core/preferences.ts';
import { fakeWorld } from '../core/testing/fake-environment.ts';

const EVENING = readFileSync(join(import.meta.dirname, '..', 'core', 'testing', 'dice-evening.json'), 'utf8');
const document_ = JSON.parse(EVENING) as { tableId: TableId; sessionId: string; seeds: { rolls: { total: number }[] }[] };
const { tableId, sessionId } = document_;
let asked: { path: string; authorization: string | undefined }[] = [];
let answer: unknown;

beforeEach(() => {
  asked = [];
  answer = { document: document_, evenings: [{ sessionId, number: 1, isOver: true }] };
  localStorage.clear();
  vi.stubGlobal('crypto', webcrypto);
  vi.stubGlobal('fetch', async (path: string, init: { headers: Record<string, string> }) => {
    asked.push({ path, authorization: init.headers.Authorization });
    return Response.json(answer);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function openPage(language: 'en' | 'ru' = 'en', seatToken: string | null = 'seat-token'): void {
  const shelf = openPreferences(localStorage);
  shelf.update({ language });
  if (seatToken) shelf.rememberTable(tableId, { seatToken, title: 'Evening' });
  window.history.replaceState(null, '', `/table/${tableId}/dice`);
  render(<App environment={fakeWorld(document).environment} shelf={openPreferences(localStorage)} />);
}
const says = (testId: string, text: string | RegExp): Promise<void> =>
  waitFor(() => expect(screen.getByTestId(testId).textContent).toMatch(text), { timeout: 5_000 });

describe('[G2.8] the page where dice are checked', () => {
  it.each([
    ['en', /13 rolls checked: all true/],
    ['ru', /13 бросков проверено: всё верно/],
  ] as const)('shows every roll with its mark (%s)', async (language, verdict) => {
    openPage(language);
    await says('fair-verdict', verdict);
    expect(asked).toEqual([{ path: `/api/tables/${tableId}/fairness`, authorization: 'Bearer seat-token' }]);
    expect(screen.getAllByTestId('fair-seed').map((one) => one.dataset.state)).toEqual(['sound', 'sealed', 'sound', 'sound']);
    expect(screen.getAllByTestId('fair-roll').map((one) => one.dataset.mark)).toEqual(Array.from({ length: 13 }, () => 'true'));
    expect(decodeURIComponent(screen.getByTestId('fair-download').getAttribute('href')!)).toContain(sessionId);
  });

  it('says so when one total was changed', async () => {
    const forged = structuredClone(document_);
    forged.seeds[0]!.rolls[0]!.total += 1;
    answer = { document: forged, evenings: [] };
    openPage();
    await says('fair-verdict', /does not fit/);
    expect(screen.getAllByTestId('fair-roll').filter((one) => one.dataset.mark === 'false')).toHaveLength(1);
  });

  it('says so when this device was told another promise', async () => {
    const shelf = openPreferences(localStorage);
    const { seedId } = (document_ as unknown as { seeds: { seedId: string }[] }).seeds[0]!;
    shelf.update({ commitments: { [seedId]: 'f'.repeat(64) } });
    openPage();
    await says('fair-verdict', /does not fit/);
    expect(screen.getByText(/told another promise/)).toBeDefined();
  });

  it('checks a saved file without a seat, and refuses what is none', async () => {
    openPage('en', null);
    const input = await screen.findByTestId('fair-file');
    fireEvent.change(input, { target: { files: [new File(['{"format":"x"}'], 'a.json')] } });
    expect(await screen.findByText(/no document of dice/)).toBeDefined();
    fireEvent.change(input, { target: { files: [new File([EVENING], 'a.json')] } });
    await says('fair-verdict', /13 rolls checked/);
    expect(asked).toEqual([]);
  });
});
