import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  sentence,
  type CreateTableReply,
  type ErrorCode,
  type ImportReply,
  type JoinReply,
  type PictureReply,
  type StoredCharacter,
} from '@skald/protocol';
import { dndBeyondRogue } from '../domain/sheets/testing/dndbeyond-rogue.ts';
import { foundryPaladin } from '../domain/sheets/testing/foundry-paladin.ts';
import { send, type HttpAnswer } from '../testing/http-client.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => void (api = await startTestApi()));
afterAll(() => api.close());

const refusal = (code: ErrorCode, language: 'en' | 'ru' = 'en') => ({ error: { code, message: sentence(code, language) } });
const bearer = (token: string, more: Record<string, string> = {}) => ({ authorization: `Bearer ${token}`, ...more });

interface Table {
  readonly made: CreateTableReply;
  readonly host: JoinReply;
  readonly ada: JoinReply;
  readonly bor: JoinReply;
}

async function seatTable(): Promise<Table> {
  const made = (await send(api.url, 'POST', '/api/tables', { title: 'Evening', language: 'en' })).json as CreateTableReply;
  const join = async (token: string, name: string, role = 'player') =>
    (await send(api.url, 'POST', '/api/tables/join', { token, name, role })).json as JoinReply;
  return {
    made,
    host: await join(made.hostToken, 'Maria'),
    ada: await join(made.inviteToken, 'Ada'),
    bor: await join(made.inviteToken, 'Bor', 'listener'),
  };
}

const importing = (table: Table, seat: JoinReply, text: string, headers: Record<string, string> = {}) =>
  send(api.url, 'POST', `/api/tables/${table.made.tableId}/characters/import`, text, bearer(seat.seatToken, headers));
const taking = (table: Table, seat: JoinReply, text: string) =>
  send(api.url, 'POST', `/api/tables/${table.made.tableId}/characters`, text, bearer(seat.seatToken));

/** Sends bytes as they are: the shared client sends texts. */
async function upload(table: Table, token: string, bytes: Uint8Array, query = ''): Promise<HttpAnswer> {
  const answer = await fetch(`${api.url}/api/tables/${table.made.tableId}/pictures${query}`, {
    method: 'POST',
    headers: bearer(token, { 'content-type': 'application/octet-stream' }),
    body: new Uint8Array(bytes),
  });
  const text = await answer.text();
  return { status: answer.status, headers: Object.fromEntries(answer.headers), text, json: JSON.parse(text) as unknown };
}
async function download(
  table: Table,
  token: string,
  pictureId: string,
): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const answer = await fetch(`${api.url}/api/tables/${table.made.tableId}/pictures/${pictureId}`, { headers: bearer(token) });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}
const drawn = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 120, b: 40 } } });

describe('sheets out of files', () => {
  it('[G6.27] a preview stores nothing; the same file kept is the seat’s character, and the table sees its name', async () => {
    const table = await seatTable();
    const text = JSON.stringify(foundryPaladin);
    const preview = await importing(table, table.ada, text);
    expect(preview.status).toBe(200);
    const shown = preview.json as ImportReply;
    expect(shown).toMatchObject({ format: 'foundry', character: { name: 'Vera of the Mill' } });
    expect(shown.asideBytes).toBeGreaterThan(1_000);
    expect(shown.problems.map((one) => one.code)).toContain('formula');

    const taken = await taking(table, table.ada, text);
    expect(taken.status).toBe(201);
    expect(taken.json).toMatchObject({ character: shown.character, revision: 1 });
    const seat = api.tables.wake(table.made.tableId).seats.find((one) => one.seatId === table.ada.seatId);
    expect(seat?.characterName).toBe('Vera of the Mill');
  });

  it('[G6.27] a second import keeps the first character without a player', async () => {
    const table = await seatTable();
    const first = (await taking(table, table.ada, JSON.stringify(foundryPaladin))).json as StoredCharacter;
    const second = (await taking(table, table.ada, JSON.stringify(dndBeyondRogue))).json as StoredCharacter;
    expect(second.characterId).not.toBe(first.characterId);
    const { characters } = api.tables.wake(table.made.tableId).game.desk.state;
    expect(characters.map(({ characterId, seatId }) => [characterId, seatId])).toEqual([
      [first.characterId, null],
      [second.characterId, table.ada.seatId],
    ]);
  });

  it('[G6.27] its player and the host take the file out again, in both formats; nobody else does', async () => {
    const table = await seatTable();
    const stored = (await taking(table, table.ada, JSON.stringify(foundryPaladin))).json as StoredCharacter;
    const path = `/api/tables/${table.made.tableId}/characters/${stored.characterId}/export`;
    const skald = await send(api.url, 'GET', path, undefined, bearer(table.ada.seatToken));
    expect(skald.json).toMatchObject({ format: 'skald-character', version: 1, character: stored.character });
    expect(skald.headers['content-disposition']).toContain("filename*=UTF-8''Vera%20of%20the%20Mill.skald.json");
    const foundry = await send(api.url, 'GET', `${path}?format=foundry`, undefined, bearer(table.made.hostToken));
    expect(foundry.json).toMatchObject({ type: 'character', prototypeToken: foundryPaladin.prototypeToken });
    const again = (await importing(table, table.host, foundry.text)).json as ImportReply;
    expect(again.character).toEqual(stored.character);
    expect((await send(api.url, 'GET', path, undefined, bearer(table.bor.seatToken))).json).toEqual(refusal('not_yours'));
    expect((await send(api.url, 'GET', path)).json).toEqual(refusal('unauthorised'));
    const other = await seatTable();
    expect((await send(api.url, 'GET', path, undefined, bearer(other.host.seatToken))).json).toEqual(refusal('forbidden'));
  });

  it('[G6.26] [G6.27] what is no sheet is refused in the language of the browser, and changes nothing', async () => {
    const table = await seatTable();
    const russian = { 'accept-language': 'ru' };
    expect((await importing(table, table.ada, '{"x":', russian)).json).toEqual(refusal('sheet_not_json', 'ru'));
    expect((await importing(table, table.ada, '{"x":1}', russian)).json).toEqual(refusal('sheet_format_unknown', 'ru'));
    expect((await importing(table, table.ada, `${'['.repeat(90)}${']'.repeat(90)}`)).json).toEqual(refusal('sheet_too_deep'));
    const large = await importing(table, table.ada, JSON.stringify('x'.repeat(1_100_000)));
    expect([large.status, large.json]).toEqual([413, refusal('too_large')]);
    expect((await importing(table, table.bor, JSON.stringify(foundryPaladin))).json).toEqual(refusal('forbidden'));
    const broken = JSON.stringify({ format: 'skald-character', version: 1, character: { name: 'x' } });
    expect((await importing(table, table.ada, broken)).json).toMatchObject({ character: null });
    expect((await taking(table, table.ada, broken)).json).toEqual(refusal('sheet_invalid'));
    expect((await taking(table, table.ada, '{"__proto__":{"a":1}}')).json).toEqual(refusal('sheet_format_unknown'));
    expect(api.tables.wake(table.made.tableId).game.desk.state.characters).toEqual([]);
  });
});

describe('pictures', () => {
  it('[G6.28] a portrait is made anew: smaller, WebP, upright, without place, author or anything hidden in the file', async () => {
    const table = await seatTable();
    const stored = (await taking(table, table.ada, JSON.stringify(foundryPaladin))).json as StoredCharacter;
    const exif = {
      IFD0: { Artist: 'Secret Author', Copyright: '<script>alert(1)</script>' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '55/1 45/1 0/1' },
    };
    const jpeg = await drawn(1_200, 600).jpeg().withExif(exif).withMetadata({ orientation: 6 }).toBuffer();
    const comment = Buffer.from('<html><script>alert(2)</script></html>');
    const marker = Buffer.concat([Buffer.from([0xff, 0xfe, 0, comment.length + 2]), comment]);
    const polyglot = Buffer.concat([jpeg.subarray(0, 2), marker, jpeg.subarray(2), Buffer.from('PK\u0003\u0004<?php evil ?>')]);
    const made = await upload(table, table.ada.seatToken, polyglot, `?characterId=${stored.characterId}`);
    expect([made.status, made.json]).toEqual([201, expect.objectContaining({ width: 256, height: 512 })]);
    const { pictureId } = made.json as PictureReply;
    expect(api.tables.wake(table.made.tableId).game.desk.state.characters[0]?.character.portrait).toBe(pictureId);

    const { status, headers, bytes } = await download(table, table.bor.seatToken, pictureId);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('image/webp');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('cache-control')).toContain('private');
    const metadata = await sharp(bytes).metadata();
    expect(metadata).toMatchObject({ format: 'webp', width: 256, height: 512 });
    expect([metadata.exif, metadata.xmp, metadata.iptc, metadata.icc]).toEqual([undefined, undefined, undefined, undefined]);
    expect(bytes.toString('latin1')).not.toMatch(/Secret|script|php|Exif|GPS/);
  });

  it('[G6.28] of a moving picture the first frame is kept; small ones stay small', async () => {
    const table = await seatTable();
    const frames = await sharp([await drawn(40, 30).png().toBuffer(), await drawn(40, 30).negate().png().toBuffer()], {
      join: { animated: true },
    })
      .webp()
      .toBuffer();
    expect((await sharp(frames).metadata()).pages).toBe(2);
    const { pictureId } = (await upload(table, table.ada.seatToken, frames)).json as PictureReply;
    const metadata = await sharp((await download(table, table.ada.seatToken, pictureId)).bytes).metadata();
    expect([metadata.width, metadata.height, metadata.pages ?? 1]).toEqual([40, 30, 1]);
  });

  it('[G6.28] what is not PNG, JPEG or WebP by its content, is broken, or says that it is enormous is refused', async () => {
    const table = await seatTable();
    const png = await drawn(20, 20).png().toBuffer();
    const bomb = Buffer.from(png);
    bomb.writeUInt32BE(30_000, 16);
    bomb.writeUInt32BE(30_000, 20);
    const cases: Uint8Array[] = [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      Buffer.from('GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;'),
      Buffer.from('%PDF-1.4'),
      await drawn(20, 20).tiff().toBuffer(),
      png.subarray(0, png.length - 30),
      bomb,
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(2_000, 7)]),
      new Uint8Array([1]),
    ];
    for (const bytes of cases)
      expect((await upload(table, table.host.seatToken, bytes)).json).toEqual(refusal('picture_unreadable'));
    const heavy = await upload(table, table.ada.seatToken, Buffer.alloc(5 * 1024 * 1024 + 1));
    expect([heavy.status, heavy.json]).toEqual([413, refusal('too_large')]);
  });

  it('[G8.1] a handout is the host’s alone until it is shown: for others there is nothing', async () => {
    const table = await seatTable();
    const picture = await drawn(3_000, 1_000).png().toBuffer();
    expect((await upload(table, table.ada.seatToken, picture, '?kind=handout')).json).toEqual(refusal('not_host'));
    const made = (await upload(table, table.host.seatToken, picture, '?kind=handout&title=Map')).json as PictureReply;
    expect(made).toMatchObject({ width: 1_600, height: 533 });
    expect((await download(table, table.host.seatToken, made.pictureId)).status).toBe(200);
    const hidden = await download(table, table.ada.seatToken, made.pictureId);
    const missing = await download(table, table.ada.seatToken, 'pi_00000000000000000000');
    expect([hidden.status, hidden.bytes.toString()]).toEqual([404, JSON.stringify(refusal('not_found'))]);
    expect(missing.bytes.toString()).toBe(hidden.bytes.toString());
    const other = await seatTable();
    expect((await download(other, other.host.seatToken, made.pictureId)).status).toBe(404);
  });

  it('[G6.28] nobody changes another’s portrait, listeners bring nothing', async () => {
    const table = await seatTable();
    const stored = (await taking(table, table.host, JSON.stringify(foundryPaladin))).json as StoredCharacter;
    const picture = await drawn(20, 20).png().toBuffer();
    expect((await upload(table, table.ada.seatToken, picture, `?characterId=${stored.characterId}`)).json).toEqual(
      refusal('not_yours'),
    );
    expect((await upload(table, table.bor.seatToken, picture)).json).toEqual(refusal('forbidden'));
  });
});
