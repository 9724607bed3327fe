import { describe, expect, it } from 'vitest';
import { TOOL_SPECS } from '../tools/toolbox.ts';
import { renderSystemPrompt } from './system-prompt.ts';

const LANGUAGES = ['en', 'ru'] as const;
const STYLES = ['classic', 'grim', 'light'] as const;

describe.each(LANGUAGES)('house rules, %s', (language) => {
  it('[M10] are what was reviewed', async () => {
    await expect(renderSystemPrompt(language, 'classic')).toMatchFileSnapshot(`snapshots/house-rules.${language}.txt`);
  });
  it('[M10] differ by style at their end only, so that the rest is shared in a cache', () => {
    const [first = '', ...others] = STYLES.map((style) => renderSystemPrompt(language, style));
    const heading = language === 'ru' ? 'СТИЛЬ' : 'STYLE';
    for (const other of others) {
      expect(other).not.toBe(first);
      expect(other.split(heading)[0]).toBe(first.split(heading)[0]);
    }
  });
  it('[M2] name every tool and nothing that does not exist', () => {
    const rules = renderSystemPrompt(language, 'classic');
    const names = TOOL_SPECS.map(({ name }) => name);
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`, 'u').test(rules))).toEqual([]);
    expect((rules.match(/\b[a-z]+_[a-z]+\b/gu) ?? []).filter((named) => !names.includes(named))).toEqual([]);
  });
  it('[M11] with the tools are long enough to be cached, and not longer than 6,500 tokens', () => {
    const characters = JSON.stringify(TOOL_SPECS).length + renderSystemPrompt(language, 'grim').length;
    expect(characters / 3.2).toBeGreaterThan(600);
    expect(characters / 3.2).toBeLessThan(6_500);
  });
});
