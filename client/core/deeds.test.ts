import { deedSchema, type Deed, type DeedCode } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { describeDeed, describeDeeds } from './deeds.ts';

const CODES: readonly DeedCode[] = deedSchema.shape.code.options;
/** Everything that the engine ever says of a deed. */
const PARAMS: Deed['params'] = {
  actor: 'NAME1',
  target: 'NAME2',
  amount: 7,
  type: 'fire',
  condition: 'prone',
  round: 2,
  total: 17,
  difficulty: 15,
  outcome: 'success',
  ability: 'wisdom',
  what: 'stealth',
  on: 'NAME3',
  code: 'attack_hit',
  count: 3,
  coin: 'gold',
  level: 2,
};
const deed = (code: DeedCode, params: Deed['params'] = {}): Deed => ({ code, params });

describe('[G5] what came of a step, in words', () => {
  it.each(CODES)('%s is a sentence in both languages, whatever the deed says or leaves unsaid', (code) => {
    for (const params of [PARAMS, {}]) {
      const en = describeDeed(deed(code, params), 'en');
      const ru = describeDeed(deed(code, params), 'ru');
      expect(en).toMatch(/[.!]$/u);
      expect(ru).toMatch(/[.!]$/u);
      expect(en).not.toMatch(/[а-яё]|undefined|null|NaN/iu);
      expect(ru).not.toMatch(/undefined|null|NaN/u);
      expect(ru.replaceAll(/NAME\d/gu, '')).not.toMatch(/[a-z]/iu);
    }
    expect(describeDeed(deed(code, PARAMS), 'ru')).toMatch(/[а-яё]/iu);
  });

  it('[G5] says who, whom, how much and of what', () => {
    const hit = deed('attack_hit', { actor: 'Ада', target: 'Гоблин', attack: 'Лук', total: 17, isCritical: true });
    const damage = deed('damage_taken', { target: 'Гоблин', amount: 9, type: 'piercing' });
    expect(describeDeeds([hit, damage, deed('died', { target: 'Гоблин' })], 'ru')).toEqual([
      'Ада атакует (Лук), цель — Гоблин: 17, критическое попадание! Гоблин получает урон: 9 (колющий).',
      'Гоблин погибает.',
    ]);
    expect(describeDeed(deed('coins_changed', { target: 'Ada', coin: 'gold', amount: -5 }), 'en')).toBe('Ada, gold: −5.');
    expect(describeDeed(deed('death_save_made', { target: 'Ada', outcome: 'failure' }), 'en')).toBe('Ada, death save: failure.');
  });

  it('[G5.30] what was taken back is named, with those whom it was about', () => {
    const undone = deed('undone', { code: 'attack_hit', actor: 'Ada', target: 'Goblin' });
    expect(describeDeed(undone, 'en')).toBe('Taken back: the attack (Ada → Goblin).');
    expect(describeDeed(undone, 'ru')).toBe('Взято назад: атака (Ada → Goblin).');
    expect(describeDeed(deed('undone', { code: 'from_the_future' }), 'en')).toBe('Taken back: a step.');
  });
});
