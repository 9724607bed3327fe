import { describe, expect, it, vi } from 'vitest';
import type { ModelRequest } from '../mind/models/model.ts';
import { calling, saying } from '../testing/scripted-model.ts';
import { connectPage, TableHost } from '../testing/table-host.ts';

const until = <T>(read: () => T): Promise<T> => vi.waitFor(read, { timeout: 20_000, interval: 5 });
let lines = 0;
const line = (text: string, target: 'table' | 'dm' = 'table') => {
  lines += 1;
  return { clientMessageId: `private-${String(lines).padStart(6, '0')}`, text, target };
};
const promptOf = (request: ModelRequest | undefined): string => JSON.stringify([request?.messages, request?.context]);

function seatTwo(host: TableHost) {
  host.voicebox.abilities = null;
  const { table, seatId: ada, page, inviteToken } = host.seatHost();
  const { seatId: bor } = host.admission.join({
    token: inviteToken,
    name: 'Bor',
    characterName: null,
    role: 'player',
    seatToken: null,
  });
  return { table, ada, bor, adaPage: page, borPage: connectPage(table, bor) };
}

describe('[F5] a private turn', () => {
  it('is answered in writing for its circle, and no public prompt ever holds it', async () => {
    const host = new TableHost([
      { events: saying('The evening opens.') },
      { events: saying('She lies.') },
      { events: saying('Rain falls.') },
    ]);
    const { table, ada, bor, adaPage, borPage } = seatTwo(host);
    table.post(ada, line('We begin.', 'dm'));
    await until(() => expect(adaPage.messages().some((one) => one.kind === 'dm')).toBe(true));
    table.post(ada, line('/note NOTE'));
    table.post(bor, line('/w Ada WHISPER'));
    table.post(bor, line('/ooc OUTSIDE, Skald!'));
    table.post(ada, line('/gm Does she lie? QUESTION'));
    await until(() => expect(JSON.stringify(adaPage.messages())).toContain('She lies.'));
    expect(adaPage.messages().find((one) => one.kind === 'dm' && one.text === 'She lies.')).toMatchObject({
      isPrivate: true,
      state: 'silent',
    });
    expect(JSON.stringify(borPage.events)).not.toMatch(/She lies|QUESTION|NOTE/u);
    table.post(bor, line('What now?', 'dm'));
    await until(() => expect(JSON.stringify(borPage.messages())).toContain('Rain falls.'));
    const [first, second, third] = host.model.requests.map(promptOf);
    expect(second).toContain('The evening opens.');
    expect(second).toContain('QUESTION');
    expect(third).toContain('The evening opens.');
    for (const prompt of [first, second, third]) expect(prompt).not.toMatch(/NOTE|WHISPER|OUTSIDE/u);
    expect(third).not.toMatch(/QUESTION|She lies/u);
    expect(host.model.requests.map(({ context }) => context.audience)).toEqual(['party', `dm+${ada}`, 'party']);
    host.model.verify();
  });

  it('[F2] waits for its turn among public ones; two who ask are answered apart', async () => {
    const stalled = { events: saying('One.').slice(0, 1), isStalled: true };
    const host = new TableHost([
      stalled,
      { events: saying('For Ada.') },
      { events: saying('For Bor.') },
      { events: saying('For all.') },
    ]);
    const { table, ada, bor, adaPage, borPage } = seatTwo(host);
    table.post(ada, line('Begin.', 'dm'));
    await until(() => expect(host.model.requests).toHaveLength(1));
    table.post(ada, line('/gm ADA-ASKS'));
    table.post(bor, line('/gm BOR-ASKS'));
    table.post(bor, line('And now?', 'dm'));
    table.stopDm();
    await until(() => expect(JSON.stringify(borPage.messages())).toContain('For all.'));
    const [, second, third, fourth] = host.model.requests.map(promptOf);
    expect([second?.includes('ADA-ASKS'), second?.includes('BOR-ASKS')]).toEqual([true, false]);
    expect([third?.includes('ADA-ASKS'), third?.includes('BOR-ASKS')]).toEqual([false, true]);
    expect(fourth).not.toMatch(/ADA-ASKS|BOR-ASKS|For Ada|For Bor/u);
    expect(JSON.stringify(adaPage.events)).not.toMatch(/BOR-ASKS|For Bor/u);
    expect(JSON.stringify(borPage.events)).not.toMatch(/ADA-ASKS|For Ada/u);
  });

  it('its facts are known to its circle alone, and the scene stays as it is', async () => {
    const fact = { name: 'update_fact', input: { subject: 'the ring', predicate: 'is', object: 'CURSED' } };
    const scene = { name: 'update_fact', input: { subject: 'scene', predicate: 'place', object: 'ELSEWHERE' } };
    const host = new TableHost([
      { events: saying('Begun.') },
      { events: calling('', fact, scene) },
      { events: saying('It feels cold.') },
      { events: saying('You feel it again.') },
      { events: saying('Nothing.') },
    ]);
    const { table, ada, bor, adaPage, borPage } = seatTwo(host);
    table.post(ada, line('Begin.', 'dm'));
    await until(() => expect(JSON.stringify(adaPage.messages())).toContain('Begun.'));
    table.post(ada, line('/gm I touch the ring'));
    await until(() => expect(JSON.stringify(adaPage.messages())).toContain('It feels cold.'));
    table.post(ada, line('/gm And again?'));
    await until(() => expect(JSON.stringify(adaPage.messages())).toContain('again.'));
    table.post(bor, line('What is with the ring?', 'dm'));
    await until(() => expect(JSON.stringify(borPage.messages())).toContain('Nothing.'));
    const prompts = host.model.requests.map(promptOf);
    expect(prompts[3]).toContain('CURSED');
    expect(prompts[4]).not.toContain('CURSED');
    expect(prompts[2]).toContain('not changed in private');
    expect(JSON.stringify(borPage.events)).not.toMatch(/CURSED|ELSEWHERE/u);
    expect(table.enter(bor, null).snapshot?.scene?.place).not.toBe('ELSEWHERE');
  });

  it('[R6] as the first of an evening it does not open the story; the first public one does', async () => {
    const host = new TableHost([{ events: saying('Quietly.') }, { events: saying('The evening opens.') }]);
    const { table, ada, adaPage } = seatTwo(host);
    table.post(ada, line('/gm before we begin?'));
    await until(() => expect(JSON.stringify(adaPage.messages())).toContain('Quietly.'));
    table.post(ada, line('We begin.', 'dm'));
    await until(() => expect(JSON.stringify(adaPage.messages())).toContain('opens.'));
    expect(host.model.requests.map(({ context }) => context.cause.kind)).toEqual(['addressed', 'sessionStarted']);
  });
});
