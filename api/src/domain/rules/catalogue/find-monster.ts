import { foldWord, type Language, type Monster } from '@skald/protocol';
import { matchName } from '../../commands/names.ts';
import { MONSTER_KEYS, MONSTER_TABLE, monsterOf } from './monsters.ts';

/** A monster of the catalogue by its name in either language and any case form, in the words of one language; null for others. */
export function findMonster(name: string, language: Language): Monster | null {
  const exact = MONSTER_KEYS.find((key) =>
    Object.values(MONSTER_TABLE[key].name).some((known) => foldWord(known) === foldWord(name)),
  );
  if (exact !== undefined) return monsterOf(exact, language);
  const words = name.trim().split(/\s+/u);
  const things = MONSTER_KEYS.map((item) => ({ names: Object.values(MONSTER_TABLE[item].name), item }));
  const match = matchName(words, things);
  return match.kind === 'one' && match.used === words.length ? monsterOf(match.item, language) : null;
}

/** Names of all in the catalogue. */
export function monsterNames(language: Language): string[] {
  return MONSTER_KEYS.map((key) => MONSTER_TABLE[key].name[language]);
}
