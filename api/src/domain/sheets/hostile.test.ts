import { describe, expect, it } from 'vitest';
import { characterSchema } from '@skald/protocol';
import { sampleCharacter } from '../rules/testing/sample-character.ts';
import { ASIDE_MAX_BYTES, bytesOf } from './aside.ts';
import { writeFoundry } from './foundry/write-foundry.ts';
import { readSheet } from './read-sheet.ts';
import { writeSkald } from './skald.ts';
import { dndBeyondRogue } from './testing/dndbeyond-rogue.ts';
import { foundryOldWizard } from './testing/foundry-old-wizard.ts';
import { foundryPaladin } from './testing/foundry-paladin.ts';
import { htmlToText } from './text.ts';
import { type Json, type JsonObject } from './tree.ts';

const FILES: readonly Json[] = [
  foundryPaladin,
  foundryOldWizard,
  dndBeyondRogue,
  writeSkald(sampleCharacter, { foundry: { a: 1 } }),
].map((file) => JSON.parse(JSON.stringify(file)) as Json);
const POISON: readonly (() => Json)[] = [
  () => null,
  () => true,
  () => -1,
  () => 1e308,
  () => 0.5,
  () => '',
  () => '@abilities.str.mod * (((2))',
  () => 'x'.repeat(5_000),
  () => '\ud800\u0000<img src=x onerror=alert(1)>\u202e',
  () => [],
  () => ({}),
  () => [[[{ type: 'attack' }]]],
  () => ({ toString: 1, valueOf: 'no', length: -1 }),
  () => Array.from({ length: 300 }, () => ({ name: 'x', type: 'feat', system: { level: 3 } })),
  () => 'constructor',
];

/** Every place in a tree where something stands. */
function places(
  tree: Json,
  found: { holder: JsonObject | Json[]; key: string }[] = [],
): { holder: JsonObject | Json[]; key: string }[] {
  if (typeof tree !== 'object' || tree === null) return found;
  for (const key of Object.keys(tree)) {
    found.push({ holder: tree, key });
    places((tree as JsonObject)[key] ?? null, found);
  }
  return found;
}

/** A sequence that is the same in each run (a linear congruence modulo 2^31). */
function createDraw(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function mutate(file: Json, draw: (below: number) => number): string {
  const tree = structuredClone(file);
  for (let times = draw(6); times >= 0; times -= 1) {
    const all = places(tree);
    const place = all[draw(all.length)];
    if (place === undefined) break;
    if (draw(5) === 0) Reflect.deleteProperty(place.holder, place.key);
    else (place.holder as JsonObject)[place.key] = POISON[draw(POISON.length)]?.() ?? null;
  }
  const text = JSON.stringify(tree);
  return draw(12) === 0 ? text.slice(0, draw(text.length)) : text;
}

describe('files that are broken or mean harm', { timeout: 120_000 }, () => {
  it('[G6.26] 5,000 mutated files: no error is thrown, and what comes out is a sheet or nothing', () => {
    const draw = createDraw(20_261_121);
    const seen = { sheets: 0, refused: 0, faults: 0 };
    for (let run = 0; run < 5_000; run += 1) {
      const sheet = readSheet(mutate(FILES[run % FILES.length] ?? null, draw), run % 2 === 0 ? 'en' : 'ru');
      if ('fault' in sheet) seen.faults += 1;
      else if (sheet.character === null) {
        seen.refused += 1;
        expect(sheet.problems.length).toBeGreaterThan(0);
      } else {
        seen.sheets += 1;
        if (run % 5 !== 0) continue;
        expect(characterSchema.safeParse(sheet.character).error).toBeUndefined();
        expect(bytesOf(sheet.aside)).toBeLessThanOrEqual(ASIDE_MAX_BYTES);
        writeFoundry(sheet.character, sheet.aside);
      }
    }
    expect(seen.sheets).toBeGreaterThan(3_000);
    expect(seen.refused + seen.faults).toBeGreaterThan(100);
  });

  it('[G6.26] what is no JSON, no sheet, a creature of the DM or cut in the middle is refused by name', () => {
    const cases: [string, string][] = [
      ['', 'sheet_not_json'],
      ['{"name": "x"', 'sheet_not_json'],
      [JSON.stringify(foundryPaladin).slice(0, 2_000), 'sheet_not_json'],
      ['[]', 'sheet_format_unknown'],
      ['7', 'sheet_format_unknown'],
      ['{"type":"npc","system":{"abilities":{}}}', 'sheet_format_unknown'],
      [`{"a":${'['.repeat(60)}${']'.repeat(60)}}`, 'sheet_too_deep'],
      [`${'['.repeat(400_000)}${']'.repeat(400_000)}`, 'sheet_too_deep'],
      [`"${'x'.repeat(1_048_577)}"`, 'too_large'],
      [`[${'0,'.repeat(250_000)}0]`, 'too_large'],
    ];
    for (const [text, fault] of cases) expect(readSheet(text, 'en')).toEqual({ fault });
  });

  it('[G6.26] keys that reach into the language are dropped, wherever they stand', () => {
    const text = JSON.stringify(foundryPaladin).replace(
      '"flags":{"dnd5e"',
      '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"flags":{"__proto__":{"polluted":1},"dnd5e"',
    );
    const sheet = readSheet(text, 'en');
    expect(JSON.stringify(sheet)).not.toContain('polluted');
    expect(({} as JsonObject).polluted).toBeUndefined();
    expect('fault' in sheet ? null : sheet.character?.name).toBe('Vera of the Mill');
  });

  it('[G6.26] a sheet of ours that breaks a rule is refused field by field', () => {
    const broken = writeSkald({ ...sampleCharacter, experience: -5, coins: { ...sampleCharacter.coins, gold: 0.5 } }, {});
    expect(readSheet(JSON.stringify(broken), 'en')).toMatchObject({
      character: null,
      problems: [
        { path: 'character.experience', code: 'invalid' },
        { path: 'character.coins.gold', code: 'invalid' },
      ],
    });
  });

  it('[G6.24] what is kept aside has a limit: the largest goes, the rest stays, and it is told', () => {
    const bulky = { ...foundryPaladin, diary: 'я'.repeat(300_000), oddity: 'kept' };
    const sheet = readSheet(JSON.stringify(bulky), 'en');
    if ('fault' in sheet) throw new Error(sheet.fault);
    expect(bytesOf(sheet.aside)).toBeLessThanOrEqual(ASIDE_MAX_BYTES);
    expect(sheet.aside).toMatchObject({ foundry: { actor: { oddity: 'kept' } } });
    expect(sheet.problems).toContainEqual({ path: 'foundry.actor.diary', code: 'dropped' });
  });

  it('[G6.26] many entries are cut to what a sheet holds; a large file takes no long time', () => {
    const many = Array.from({ length: 4_000 }, (_, index) => ({
      _id: 'same',
      name: `Thing ${index % 7}`,
      type: ['feat', 'loot', 'weapon', 'spell'][index % 4] ?? 'loot',
      system: {},
    }));
    const began = performance.now();
    const sheet = readSheet(JSON.stringify({ ...foundryPaladin, items: [...foundryPaladin.items, ...many] }), 'en');
    expect(performance.now() - began).toBeLessThan(10_000);
    if ('fault' in sheet || sheet.character === null) throw new Error('no sheet');
    expect([sheet.character.features.length, sheet.character.inventory.length, sheet.character.attacks.length]).toEqual([
      100, 200, 40,
    ]);
    expect(new Set(sheet.character.inventory.map((entry) => entry.id)).size).toBe(200);
  });

  it('[G6.25] HTML is words only: no tags, no scripts, and entities do not become tags twice', () => {
    expect(htmlToText('<p onclick="x">a<script>alert(1)</script>b</p><style>p{}</style><!-- c --><img src=x onerror=y>')).toBe(
      'ab',
    );
    expect(htmlToText('<h3>Head</h3><ul><li>one</li><li>two</li></ul>')).toBe('Head\n- one\n- two');
    expect(htmlToText('&lt;b&gt; &amp;lt; &#x41;&#66; &unknown; &#0;')).toBe('<b> &lt; AB &unknown; ');
    expect(htmlToText('a < b and <b')).toBe('a < b and <b');
  });
});
