import {
  ABILITIES,
  BACKGROUNDS,
  characterSchema,
  CLASSES,
  POINT_BUY,
  ProtocolError,
  SPECIES,
  type Ability,
  type Choices,
  type ClassKey,
  type Language,
} from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { BACKGROUND_TABLE } from '../catalogue/backgrounds.ts';
import { CLASS_TABLE } from '../catalogue/classes.ts';
import { SPECIES_TABLE } from '../catalogue/species.ts';
import { spellsOf } from '../catalogue/spells.ts';
import { buildCharacter } from './build-character.ts';
import { checkSheet } from './check-sheet.ts';
import { deriveSheet } from './derive.ts';
import { suggestChoices } from './suggest-choices.ts';

const chosen = (key: ClassKey, change: Partial<Choices> = {}): Choices => ({ name: 'Ada', ...suggestChoices(key), ...change });
const built = (key: ClassKey, change: Partial<Choices> = {}, language: Language = 'en') =>
  buildCharacter(chosen(key, change), language);

function refusal(key: ClassKey, change: Partial<Choices>): string {
  try {
    built(key, change);
  } catch (error) {
    if (error instanceof ProtocolError) return error.code;
    throw error;
  }
  return 'nothing was refused';
}

/** Legal choices of every class with every species and background: 12 × 9 × 4. */
function everybody(): Choices[] {
  return CLASSES.flatMap((key) =>
    SPECIES.flatMap((species) =>
      BACKGROUNDS.map((background) => {
        const ofBackground = BACKGROUND_TABLE[background];
        const [first, second] = ofBackground.abilities;
        const taken: string[] = [...ofBackground.skills];
        const speciesSkill = SPECIES_TABLE[species].skills?.find((skill) => !taken.includes(skill)) ?? null;
        if (speciesSkill !== null) taken.push(speciesSkill);
        const { from, choose } = CLASS_TABLE[key].skills;
        const skills = from.filter((skill) => !taken.includes(skill)).slice(0, choose);
        const options = SPECIES_TABLE[species].options.map((option) => option.id);
        return chosen(key, {
          species,
          background,
          speciesSkill,
          skills,
          speciesOption: options.find((id) => id !== ofBackground.feature.id) ?? null,
          increases: { [first]: 2, [second]: 1 },
          expertise: skills.slice(0, CLASS_TABLE[key].expertise),
        });
      }),
    ),
  );
}

describe('[G6.1] a character of the wizard', () => {
  it('is playable for every class, species and background, in both languages', () => {
    const all = everybody();
    expect(all).toHaveLength(12 * 9 * 4);
    all.forEach((choices, index) => {
      const character = buildCharacter(choices, index % 2 === 0 ? 'en' : 'ru');
      expect(characterSchema.safeParse(character).success).toBe(true);
      expect(checkSheet(character), JSON.stringify(choices)).toEqual([]);
      expect(character.attacks.length).toBeGreaterThan(0);
      expect(character.vitals.hitPoints.current).toBeGreaterThanOrEqual(6);
      const { armourClass } = deriveSheet(character);
      expect(armourClass).toBeGreaterThanOrEqual(9);
      expect(armourClass).toBeLessThanOrEqual(19);
    });
  }, 60_000);

  it('[G6.1] a fighter has the figures of the rules', () => {
    const fighter = built('fighter', {
      scores: { strength: 15, dexterity: 14, constitution: 13, intelligence: 8, wisdom: 10, charisma: 12 },
    });
    expect(fighter.abilities).toMatchObject({ strength: 17, constitution: 14 });
    expect(fighter.vitals.hitPoints.max).toBe(10 + 2);
    const derived = deriveSheet(fighter);
    expect(derived.armourClass).toBe(16 + 1);
    expect(derived.saves).toMatchObject({ strength: 5, constitution: 4, dexterity: 2 });
    expect(derived.initiative).toBe(2 + 2);
    expect(derived.attacks.find((attack) => attack.id === 'greatsword')).toMatchObject({ toHit: 5, damage: '2d6+3 [slashing]' });
    expect(derived.attacks.find((attack) => attack.id === 'shortbow')).toMatchObject({ toHit: 4, damage: '1d6+2 [piercing]' });
    expect(fighter.coins.gold).toBe(4 + 14);
  });

  it('[G6.1] a dwarf has a hit point more for the level, a gnome wizard six spells of which four are prepared', () => {
    expect(built('cleric').vitals.hitPoints.max).toBe(8 + 1 + 1);
    const wizard = built('wizard');
    const ofClass = wizard.spellcasting?.spells.filter((spell) => spell.level === 1 && spell.id !== 'speak-with-animals') ?? [];
    const chosenOnes = ofClass.filter((spell) => CLASS_TABLE.wizard.suggested.spells.includes(spell.id as never));
    expect(chosenOnes.map((spell) => spell.isPrepared)).toEqual([true, true, true, true, false, false]);
    expect(wizard.spellcasting).toMatchObject({
      ability: 'intelligence',
      slots: [{ max: 2 }, { max: 0 }, ...Array<unknown>(7).fill({ max: 0 })],
    });
  });

  it('[G6.1] a warlock has a pact slot and no others; a fighter of the temple casts by wisdom without slots', () => {
    expect(built('warlock').spellcasting).toMatchObject({
      pact: { max: 1, spent: 0, level: 1 },
      slots: Array(9).fill({ max: 0 }),
    });
    const acolyte = built('fighter', { background: 'acolyte', increases: { wisdom: 2, charisma: 1 }, speciesSkill: 'stealth' });
    expect(acolyte.spellcasting).toMatchObject({ ability: 'wisdom', pact: null, slots: Array(9).fill({ max: 0 }) });
    expect(acolyte.spellcasting?.spells.map((spell) => spell.level)).toEqual([0, 0, 1]);
  });

  it('[G6.1] styles and lineages stand on the sheet', () => {
    const archer = built('fighter', { classOption: 'archery' });
    expect(deriveSheet(archer).attacks.find((attack) => attack.id === 'longbow')).toMatchObject({ toHit: 2 + 2 + 2 });
    expect(archer.armour).toMatchObject({ worn: 'studded_leather', bonus: 0 });
    expect(built('ranger').speedFeet).toBe(35);
    expect(built('paladin').defences.resistances).toEqual(['fire']);
    expect(built('paladin').features.find((feature) => feature.id === 'lay-on-hands')?.uses).toMatchObject({ max: 5 });
    expect(built('bard').features.find((feature) => feature.id === 'bardic-inspiration')?.uses).toMatchObject({ max: 3 });
  });

  it('[G6.1] has its texts in the language of the table', () => {
    const texts = (language: Language) => {
      const { classes, species, background, training, attacks, features, inventory, spellcasting } = built(
        'cleric',
        {},
        language,
      );
      const named = [...classes, species, background, ...attacks, ...features, ...inventory, ...(spellcasting?.spells ?? [])];
      return [...training, ...named.map((one) => one.name), ...features.map((one) => one.text)];
    };
    for (const text of texts('en')) expect(text).not.toMatch(/\p{Script=Cyrillic}/u);
    for (const text of texts('ru')) expect(text).toMatch(/\p{Script=Cyrillic}/u);
  });
});

describe('[G6.2] what nobody may choose', () => {
  const scores = (...values: number[]) =>
    Object.fromEntries(ABILITIES.map((ability, index) => [ability, values[index]])) as Record<Ability, number>;

  it('is refused: scores', () => {
    expect(refusal('rogue', { scores: scores(15, 15, 13, 12, 10, 8) })).toBe('choice_scores');
    expect(refusal('rogue', { scores: scores(18, 14, 13, 12, 10, 8) })).toBe('choice_scores');
    const bought = (values: number[]) => ({ method: 'point_buy' as const, scores: scores(...values) });
    expect(refusal('rogue', bought([15, 15, 15, 8, 8, 8]))).toBe('nothing was refused');
    expect(refusal('rogue', bought([15, 15, 15, 9, 8, 8]))).toBe('choice_scores');
    expect(refusal('rogue', bought([16, 8, 8, 8, 8, 8]))).toBe('choice_scores');
    expect(refusal('rogue', bought([7, 8, 8, 8, 8, 8]))).toBe('choice_scores');
    expect(POINT_BUY.budget).toBe(27);
  });

  it('is refused: increases', () => {
    for (const increases of [
      {},
      { dexterity: 2 },
      { dexterity: 2, constitution: 2 },
      { dexterity: 1, constitution: 1 },
      { strength: 2, dexterity: 1 },
    ] as const) {
      expect(refusal('rogue', { increases })).toBe('choice_increases');
    }
    expect(refusal('rogue', { increases: { dexterity: 1, constitution: 1, intelligence: 1 } })).toBe('nothing was refused');
  });

  it('is refused: options', () => {
    expect(refusal('fighter', { classOption: null })).toBe('choice_option');
    expect(refusal('fighter', { classOption: 'thaumaturge' })).toBe('choice_option');
    expect(refusal('wizard', { classOption: 'archery' })).toBe('choice_option');
    expect(refusal('fighter', { speciesOption: 'wood' })).toBe('choice_option');
    expect(refusal('fighter', { speciesOption: 'savage-attacker' })).toBe('choice_option');
  });

  it('is refused: skills', () => {
    expect(refusal('rogue', { skills: ['acrobatics', 'deception', 'perception'] })).toBe('choice_skills');
    expect(refusal('rogue', { skills: ['acrobatics', 'deception', 'perception', 'arcana'] })).toBe('choice_skills');
    expect(refusal('rogue', { skills: ['acrobatics', 'acrobatics', 'perception', 'deception'] })).toBe('choice_skills');
    expect(refusal('rogue', { skills: ['stealth', 'deception', 'perception', 'acrobatics'] })).toBe('choice_skills');
    expect(refusal('rogue', { expertise: ['arcana', 'stealth'] })).toBe('choice_skills');
    expect(refusal('rogue', { expertise: ['stealth', 'stealth'] })).toBe('choice_skills');
    expect(refusal('rogue', { speciesSkill: 'history' })).toBe('choice_skills');
    expect(refusal('fighter', { speciesSkill: null })).toBe('choice_skills');
    expect(refusal('fighter', { expertise: ['athletics'] })).toBe('choice_skills');
  });

  it('is refused: spells', () => {
    expect(refusal('fighter', { spells: ['light'] })).toBe('choice_spells');
    expect(refusal('wizard', { spells: [] })).toBe('choice_spells');
    expect(refusal('wizard', { spells: [...suggestChoices('wizard').spells, 'grease'] })).toBe('choice_spells');
    const swapped = (key: ClassKey, out: string, into: string) => ({
      spells: suggestChoices(key).spells.map((spell) => (spell === out ? into : spell)),
    });
    expect(refusal('wizard', swapped('wizard', 'sleep', 'cure-wounds'))).toBe('choice_spells');
    expect(refusal('wizard', swapped('wizard', 'sleep', 'shield'))).toBe('choice_spells');
    expect(refusal('wizard', swapped('wizard', 'sleep', 'constructor'))).toBe('choice_spells');
    expect(refusal('ranger', swapped('ranger', 'cure-wounds', 'hunters-mark'))).toBe('choice_spells');
    expect(refusal('wizard', swapped('wizard', 'sleep', 'grease'))).toBe('nothing was refused');
  });

  it('[G6.2] an order may bring one cantrip more, and has to', () => {
    const { spells } = suggestChoices('cleric');
    expect(refusal('cleric', { classOption: 'thaumaturge' })).toBe('choice_spells');
    expect(refusal('cleric', { classOption: 'thaumaturge', spells: [...spells, 'light'] })).toBe('nothing was refused');
  });
});

describe('[G6.3] what is suggested', () => {
  it.each(CLASSES)('is legal as it is: %s', (key) => {
    expect(refusal(key, {})).toBe('nothing was refused');
  });

  it('[G6.3] every class that casts has enough to choose from', () => {
    for (const key of CLASSES) {
      const { casting } = CLASS_TABLE[key];
      if (casting === null) continue;
      expect(spellsOf(key, 1).length).toBeGreaterThan(casting.spells + 4);
      expect(spellsOf(key, 0).length >= casting.cantrips + 2 || casting.cantrips === 0).toBe(true);
    }
  });
});
