import type { Character, ClassKey } from '@skald/protocol';
import { modifierOf } from './derive.ts';
import { levelOf, proficiencyBonusOf } from './levels.ts';

/** Uses of the features whose number grows, by their entry id; the level is that of the class they belong to. */
const USES: Readonly<Record<string, (character: Character) => number>> = {
  rage: (character) => stepped(levelIn(character, 'barbarian'), [3, 6, 12, 17], 2),
  'second-wind': (character) => stepped(levelIn(character, 'fighter'), [4, 10], 2),
  'bardic-inspiration': (character) => Math.max(1, modifierOf(character, 'charisma')),
  'lay-on-hands': (character) => 5 * levelIn(character, 'paladin'),
  'favoured-enemy': (character) => stepped(levelIn(character, 'ranger'), [5, 9, 13, 17], 2),
  'breath-weapon': (character) => proficiencyBonusOf(levelOf(character)),
  forest: (character) => proficiencyBonusOf(levelOf(character)),
  stonecunning: (character) => proficiencyBonusOf(levelOf(character)),
  'adrenaline-rush': (character) => proficiencyBonusOf(levelOf(character)),
  'giant-ancestry': (character) => proficiencyBonusOf(levelOf(character)),
};

/** How often the feature may be used by this character; null when its number is not known to grow. */
export function usesAtLevel(featureId: string, character: Character): number | null {
  return USES[featureId]?.(character) ?? null;
}

/** The first number, and one more at each of the levels. */
function stepped(level: number, levels: readonly number[], first: number): number {
  return first + levels.filter((from) => level >= from).length;
}

function levelIn({ classes }: Character, key: ClassKey): number {
  return classes.filter((one) => one.key === key).reduce((sum, one) => sum + one.level, 0);
}
