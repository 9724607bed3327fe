import { catalogueSchema, type Language } from '@skald/protocol';
import type { Page } from 'playwright-core';
import { readKey } from './seats.ts';
import { rest, TableClient } from './table-client.ts';

/** Gives the seat of a page a fighter of the first level, made as the rules suggest, and brings the page back to the table. */
export async function createFighter(page: Page, api: string, language: Language, name: string): Promise<void> {
  const { seatToken } = await readKey(page);
  const { body } = await rest(api, 'GET', `/api/rules/catalogue?language=${language}`);
  const suggested = catalogueSchema.parse(body).classes.find(({ key }) => key === 'fighter')?.suggested;
  if (!suggested) throw new Error('the rules know no fighter');
  const client = new TableClient(api, seatToken ?? '', language);
  await new Promise((resolve) => client.socket.once('connect', () => resolve(null)));
  await client.ask('enter', { resume: null });
  await client.ask('createCharacter', { choices: { ...suggested, name } });
  client.close();
  await page.reload();
  await page.getByTestId('dm-state').waitFor();
}
