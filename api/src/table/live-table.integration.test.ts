import { describe, expect, it, vi } from 'vitest';
import type { Message, Utterance, UtteranceId } from '@skald/protocol';
import { calling, saying } from '../testing/scripted-model.ts';
import { connectPage, TableHost } from '../testing/table-host.ts';
import { ModelError } from '../mind/models/model.ts';

const dmLines = (messages: readonly Message[]) => messages.filter((message) => message.kind === 'dm');
const chat = (text: string, target: 'table' | 'dm' = 'dm') => ({
  clientMessageId: `client-${text.length}-${text.slice(0, 8).replaceAll(/\W/g, '_')}`,
  text,
  target,
});
const until = <T>(read: () => T): Promise<T> => vi.waitFor(read, { timeout: 30_000, interval: 2 });

/** Waits until the turn has given `count` segments to the voice. */
async function spoken(host: TableHost, count: number) {
  await until(() => expect(host.voicebox.spoken.length).toBeGreaterThanOrEqual(count));
  return host.voicebox.spoken[count - 1]!;
}

describe('a live table', () => {
  it('[F1] a line to the DM starts an evening and a turn; each sentence is heard when the voice says so', async () => {
    const host = new TableHost([{ events: saying('The mill stands dark.\n[Marta] Who goes there at this hour?\n') }]);
    const { table, seatId, page } = host.seatHost();
    table.post(seatId, chat('We begin.'));
    const second = await spoken(host, 2);
    expect(host.voicebox.spoken.map((one) => one.channel)).toEqual(['narrator', 'characters']);
    expect(second.voice.voiceId).not.toBe('narrator');
    expect(dmLines(page.messages()).map((line) => [line.speaker.kind, line.state])).toEqual([
      ['narrator', 'pending'],
      ['npc', 'pending'],
    ]);
    for (const { turnId, segmentId, text } of host.voicebox.spoken) {
      table.progress({ turnId, segmentId, state: 'started', heardCharacters: 0 });
      table.progress({ turnId, segmentId, state: 'spoken', heardCharacters: text.length });
    }
    expect(dmLines(page.messages()).map((line) => line.state)).toEqual(['heard', 'heard']);
    expect(page.events).toContainEqual(
      expect.objectContaining({
        type: 'session:changed',
        session: expect.objectContaining({ state: 'running', number: 1 }) as unknown,
      }),
    );
    expect(host.model.requests[0]?.context.cause).toMatchObject({ kind: 'sessionStarted', isFirst: true });
  });

  it('[AD2] table talk is kept and not answered', () => {
    const host = new TableHost([]);
    const { table, seatId, page } = host.seatHost();
    table.post(seatId, chat('pass the chips', 'table'));
    expect(page.messages()).toHaveLength(1);
    expect(host.model.requests).toHaveLength(0);
  });

  it('[G1] the dice come from the engine, are shown at once, and survive in the next prompt', async () => {
    const roll = { name: 'roll_dice', input: { notation: '1d20+3', label: 'Stealth', actor: 'Ireena', difficulty: 15 } };
    const host = new TableHost([
      { events: calling('Quietly now.', roll) },
      { events: saying('The board creaks under you.') },
      { events: saying('It is quiet.') },
    ]);
    host.draws.push(6);
    const { table, seatId, page } = host.seatHost();
    table.post(seatId, chat('I sneak in'));
    await spoken(host, 2);
    const rolled = page.messages().find((message) => message.kind === 'roll');
    expect(rolled?.kind === 'roll' && rolled.roll).toMatchObject({ total: 10, outcome: 'failure', difficulty: 15, seatId });
    for (const { turnId, segmentId } of host.voicebox.spoken)
      table.progress({ turnId, segmentId, state: 'spoken', heardCharacters: 99 });
    table.post(seatId, chat('And now?'));
    await spoken(host, 3);
    expect(host.model.requests[2]?.context.lines.flatMap((line) => line.rolls.map((one) => one.total))).toEqual([10]);
  });

  it('[D9] a cut turn keeps only what was heard, and the unheard part is not in the next prompt', async () => {
    const host = new TableHost([
      { events: saying('A long corridor opens before you all. ', 'At its end burns a blue lamp on a chain.') },
      { events: saying('Yes?') },
    ]);
    const { table, seatId, page } = host.seatHost();
    table.post(seatId, chat('Go on'));
    const first = await spoken(host, 1);
    await spoken(host, 2);
    const second = host.voicebox.spoken[1]!;
    table.progress({ ...first, state: 'started', heardCharacters: 0 });
    table.bargedIn();
    table.progress({ ...first, state: 'cut', heardCharacters: 15 });
    table.progress({ ...second, state: 'cut', heardCharacters: 0 });
    expect(dmLines(page.messages()).map((line) => [line.state, line.heardText])).toEqual([
      ['cut', 'A long corridor'],
      ['cut', ''],
    ]);
    table.post(seatId, chat('Wait, I listen'));
    await spoken(host, 3);
    expect(host.model.requests[1]?.context.lines.filter((line) => line.seatId === null).map((line) => line.text)).toEqual([
      'A long corridor',
    ]);
  });

  it('[D2] an utterance that comes twice is one message, and without consent none', () => {
    const host = new TableHost([]);
    const { table, seatId, page } = host.seatHost();
    const utterance: Utterance = {
      utteranceId: 'ut_aaaaaaaaaaaa' as UtteranceId,
      seatId,
      startedAtMs: host.nowMs - 900,
      endedAtMs: host.nowMs,
      text: 'nobody here',
      language: 'en',
      confidence: 0.9,
      target: 'table',
      overlaps: [],
      hearing: 'provider',
    };
    table.utterance(utterance);
    expect(page.messages()).toHaveLength(0);
    table.updateSeat(seatId, { consent: true });
    table.utterance(utterance);
    table.utterance(utterance);
    expect(page.messages()).toMatchObject([{ kind: 'speech', text: 'nobody here' }]);
  });

  it('[R5] a second page takes the seat over and the first one is told', () => {
    const host = new TableHost([]);
    const { table, seatId, page } = host.seatHost();
    const second = connectPage(table, seatId);
    expect(page.dismissed).toEqual(['superseded']);
    table.post(seatId, chat('hello', 'table'));
    expect(second.messages()).toHaveLength(1);
    expect(page.messages()).toHaveLength(0);
  });

  it('a cursor of an earlier life of the table replays nothing: the page gets a snapshot', () => {
    const host = new TableHost([]);
    const { table, seatId } = host.seatHost();
    table.post(seatId, chat('one', 'table'));
    const { cursor } = table.enter(seatId, null);
    expect(table.enter(seatId, cursor)).toMatchObject({ snapshot: null, replay: [] });
    host.tables.sleep(table.tableId);
    const again = host.tables.wake(table.tableId);
    connectPage(again, seatId);
    for (const text of ['two', 'three', 'four', 'five']) again.post(seatId, chat(text, 'table'));
    expect(again.enter(seatId, cursor).snapshot?.messages).toHaveLength(5);
  });

  it('a chat line that is sent twice is one message with one id', () => {
    const host = new TableHost([]);
    const { table, seatId, page } = host.seatHost();
    expect(table.post(seatId, chat('twice', 'table'))).toBe(table.post(seatId, chat('twice', 'table')));
    expect(page.messages()).toHaveLength(1);
  });

  it('[F2] a turn that a dead process left open is answered again, unless some of it was heard', async () => {
    const before = new TableHost([{ events: [], isStalled: true }]);
    const { table, seatId } = before.seatHost();
    table.post(seatId, chat('Are you there?'));
    await until(() => expect(before.model.requests).toHaveLength(1));

    const after = new TableHost([{ events: saying('I am here, and the fire burns.') }], before.store, 10_000);
    connectPage(after.tables.wake(table.tableId), seatId);
    after.tables.tick();
    const segment = await spoken(after, 1);
    expect(segment.text).toContain('the fire burns');
    after.tables.find(table.tableId)?.progress({ ...segment, state: 'started', heardCharacters: 0 });

    const third = new TableHost([], before.store, 20_000);
    const page = connectPage(third.tables.wake(table.tableId), seatId);
    third.tables.tick();
    expect(dmLines(page.messages()).map((line) => line.state)).toEqual(['cut']);
    expect(third.model.requests).toHaveLength(0);
  });

  it('[F2] words from before a restart wait for a voice, but not for ever', async () => {
    const before = new TableHost([{ events: [], isStalled: true }]);
    const { table, seatId } = before.seatHost();
    table.post(seatId, chat('Are you there?'));
    await until(() => expect(before.model.requests).toHaveLength(1));
    const after = new TableHost([{ events: saying('In letters, then.') }], before.store, 10_000);
    after.voicebox.abilities = null;
    const page = connectPage(after.tables.wake(table.tableId), seatId);
    after.nowMs += 7_999;
    after.tables.tick();
    expect(after.model.requests).toHaveLength(0);
    after.nowMs += 1;
    after.tables.tick();
    await until(() => expect(dmLines(page.messages()).map((line) => line.state)).toEqual(['silent']));
  });

  it('[F3] a mind that fails is told to the table, which goes on', async () => {
    const host = new TableHost([
      { events: [], failure: new ModelError('unreachable', 'down') },
      { events: saying('Back again, friends.') },
    ]);
    const { table, seatId, page } = host.seatHost();
    table.post(seatId, chat('one'));
    await until(() => expect(page.messages()).toContainEqual(expect.objectContaining({ kind: 'notice', code: 'dm_failed' })));
    table.post(seatId, chat('three'));
    await spoken(host, 1);
  });

  it('without a voice the DM answers in text, and a voice that is lost leaves text', async () => {
    const host = new TableHost([{ events: saying('Only letters tonight.') }, { events: saying('And now a voice again.') }]);
    host.voicebox.abilities = null;
    const { table, seatId, page } = host.seatHost();
    table.post(seatId, chat('hello'));
    await until(() => expect(dmLines(page.messages()).map((line) => line.state)).toEqual(['silent']));
    host.voicebox.abilities = {
      speechToText: null,
      voices: [{ voiceId: 'n', provider: 'p', gender: 'male', languages: ['en'], pitchHz: 100, isNarrator: true }],
    };
    table.abilitiesChanged();
    table.post(seatId, chat('again'));
    await spoken(host, 1);
    host.voicebox.abilities = null;
    table.abilitiesChanged();
    expect(dmLines(page.messages()).map((line) => line.state)).toEqual(['silent', 'silent']);
  });

  it('[R6] an evening pauses when nobody is there, resumes, and is ended by the host alone', async () => {
    const host = new TableHost([{ events: saying('Welcome to the evening.') }]);
    const { table, seatId, inviteToken } = host.seatHost();
    table.post(seatId, chat('start'));
    await spoken(host, 1);
    const guest = host.admission.join({
      token: inviteToken,
      name: 'Pavel',
      characterName: null,
      role: 'player',
      seatToken: null,
    });
    expect(() => table.endSession(guest.seatId)).toThrow(expect.objectContaining({ code: 'forbidden' }) as Error);
    const states = () => host.store.readLatestSession(table.tableId)?.state;
    const again = connectPage(table, guest.seatId);
    expect(states()).toBe('running');
    table.removeSeat(guest.seatId);
    expect(again.dismissed).toEqual(['removed']);
    const page = connectPage(table, seatId);
    table.endSession(seatId);
    expect(states()).toBe('ended');
    expect(page.messages().at(-1)).toMatchObject({ kind: 'notice', code: 'session_ended' });
  });
});

describe('links and seats', () => {
  it('[R3] a revoked, a forged and a foreign link are each refused with their own code', () => {
    const host = new TableHost([]);
    const { table, inviteToken } = host.seatHost();
    const row = host.store.findTable(table.tableId)!;
    host.admission.reissueInvite(row);
    const join = (token: string) => () =>
      host.admission.join({ token, name: 'X', characterName: null, role: 'player', seatToken: null });
    expect(join(inviteToken)).toThrow(expect.objectContaining({ code: 'link_revoked' }) as Error);
    expect(join(`${inviteToken.slice(0, -1)}${inviteToken.endsWith('A') ? 'B' : 'A'}`)).toThrow(
      expect.objectContaining({ code: 'link_invalid' }) as Error,
    );
    host.store.eraseTable(table.tableId);
    expect(join(inviteToken)).toThrow(expect.objectContaining({ code: 'table_expired' }) as Error);
  });

  it('[R4] the sixth player is refused, a listener is not, and the host can lock the table', () => {
    const host = new TableHost([]);
    const { table, inviteToken } = host.seatHost();
    const join = (role: 'player' | 'listener' = 'player', seatToken: string | null = null) =>
      host.admission.join({ token: inviteToken, name: 'Guest', characterName: null, role, seatToken });
    const seats = Array.from({ length: 4 }, () => join());
    expect(() => join()).toThrow(expect.objectContaining({ code: 'table_full' }) as Error);
    expect(join('listener').role).toBe('listener');
    expect(join('player', seats[0]!.seatToken).seatId).toBe(seats[0]!.seatId);
    host.admission.setLocked(host.store.findTable(table.tableId)!, true);
    expect(() => join('listener')).toThrow(expect.objectContaining({ code: 'table_locked' }) as Error);
    expect(join('player', seats[0]!.seatToken).seatId).toBe(seats[0]!.seatId);
  });

  it('[R3] a removed player’s token opens nothing', () => {
    const host = new TableHost([]);
    const { table, inviteToken } = host.seatHost();
    const guest = host.admission.join({
      token: inviteToken,
      name: 'Guest',
      characterName: null,
      role: 'player',
      seatToken: null,
    });
    host.admission.removeSeat(host.store.findTable(table.tableId)!, guest.seatId);
    expect(() => host.tables.admit(guest.seatToken, ['seat'])).toThrow(
      expect.objectContaining({ code: 'seat_removed' }) as Error,
    );
    expect(() =>
      host.admission.join({ token: inviteToken, name: 'Guest', characterName: null, role: 'player', seatToken: guest.seatToken }),
    ).toThrow(expect.objectContaining({ code: 'seat_removed' }) as Error);
    expect(() => table.person(guest.seatId)).toThrow(expect.objectContaining({ code: 'seat_removed' }) as Error);
  });

  it('[R3] the lines of a removed player keep the name, on pages and for the DM', async () => {
    const host = new TableHost([{ events: saying('Who was that?') }]);
    const { table, seatId, inviteToken } = host.seatHost();
    const wish = { token: inviteToken, name: 'Guest', characterName: null, role: 'player', seatToken: null } as const;
    const guest = host.admission.join(wish);
    expect(table.enter(seatId, null).snapshot?.formerSeats).toEqual([]);
    table.post(guest.seatId, chat('farewell', 'table'));
    host.admission.removeSeat(host.store.findTable(table.tableId)!, guest.seatId);
    const { snapshot } = table.enter(seatId, null);
    expect(snapshot?.seats.map(({ name }) => name)).not.toContain('Guest');
    expect(snapshot?.formerSeats).toEqual([{ seatId: guest.seatId, name: 'Guest', colour: 1 }]);
    table.post(seatId, chat('master, who was that?'));
    await until(() => expect(host.model.requests).toHaveLength(1));
    expect(host.model.requests[0]?.context.lines).toMatchObject([{ speaker: 'Guest', text: 'farewell' }]);
  });
});
