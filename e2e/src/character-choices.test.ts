import { BACKGROUNDS, CLASSES, SPECIES, type Choices, type Language } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../api/src/domain/rules/catalogue/catalogue-of.ts';
import { buildCharacter } from '../../api/src/domain/rules/character/build-character.ts';
import { checkSheet } from '../../api/src/domain/rules/character/check-sheet.ts';
import { mendedDraft, suggestedDraft, toggled, withScore } from '../../client/core/character-choices.ts';

const LANGUAGES: readonly Language[] = ['en', 'ru'];
const catalogue = catalogueOf('en');
type Words = ReturnType<typeof catalogueOf>;

/** Every way through class, species and background, from what was suggested for the class before. */
function* ways(words: Words): Generator<Choices> {
  for (const [index, key] of CLASSES.entries()) {
    const before = suggestedDraft(words, CLASSES[(index + 5) % CLASSES.length]!, 'Wren');
    for (const species of SPECIES) {
      for (const background of BACKGROUNDS) yield mendedDraft(words, { ...before, class: key, species, background });
    }
  }
}

describe('[G6.2] the wizard offers nothing that the engine refuses', () => {
  it.each(LANGUAGES)(
    'whatever class, species and background one changes to, the rest gives way and the sheet is whole, %s',
    (language) => {
      const made = [...ways(catalogueOf(language))];
      expect(made).toHaveLength(CLASSES.length * SPECIES.length * BACKGROUNDS.length);
      for (const draft of made) expect(checkSheet(buildCharacter(draft, language)), JSON.stringify(draft)).toEqual([]);
    },
  );

  it('a draft that is legal already stays as it is', () => {
    for (const key of CLASSES) {
      const draft = suggestedDraft(catalogue, key, 'Wren');
      const mended = mendedDraft(catalogue, draft);
      expect({ ...mended, spells: [...mended.spells].sort() }).toEqual({ ...draft, spells: [...draft.spells].sort() });
    }
  });

  it('scores change places, so that the array stays whole', () => {
    const draft = withScore(suggestedDraft(catalogue, 'wizard', 'Wren'), 'strength', 15);
    expect(draft.scores.strength).toBe(15);
    expect(Object.values(draft.scores).sort((a, b) => b - a)).toEqual([15, 14, 13, 12, 10, 8]);
  });

  it('a full list makes room for the newest', () => {
    expect(toggled(['arcana', 'history'], 'insight', 2)).toEqual(['history', 'insight']);
    expect(toggled(['arcana', 'history'], 'arcana', 2)).toEqual(['history']);
  });
});
