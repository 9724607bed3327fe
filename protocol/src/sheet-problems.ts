import { z } from 'zod';
import type { Language } from './language.ts';

/** What may be wrong with a sheet that was edited or imported, with a sentence for people. */
export const SHEET_PROBLEMS = {
  level_too_high: { en: 'All levels together are 20 at most.', ru: 'Все уровни вместе — не больше 20.' },
  class_twice: { en: 'A class stands here twice.', ru: 'Класс указан дважды.' },
  hit_dice_overspent: { en: 'More hit dice are spent than there are levels.', ru: 'Потрачено больше костей хитов, чем уровней.' },
  hit_die_wrong: { en: 'This class has another hit die.', ru: 'У этого класса другая кость хитов.' },
  hit_points_above_max: { en: 'There are more hit points than the maximum.', ru: 'Хитов больше максимума.' },
  death_saves_above_zero: {
    en: 'Death saves count at 0 hit points only.',
    ru: 'Спасброски от смерти считаются только при нуле хитов.',
  },
  death_saves_settled: { en: 'Three death saves settle it.', ru: 'Три спасброска от смерти решают дело.' },
  life_wrong: {
    en: 'Alive means above 0 hit points; dying, stable and dead mean 0.',
    ru: 'Жив — значит больше нуля хитов; при смерти, стабилен и мёртв — ноль.',
  },
  concentration_impossible: {
    en: 'Whoever cannot act cannot concentrate.',
    ru: 'Кто не может действовать, не может и концентрироваться.',
  },
  condition_level_wrong: { en: 'Only exhaustion has levels, from 1 to 5.', ru: 'Степени есть только у истощения, от 1 до 5.' },
  condition_twice: {
    en: 'The same condition of the same cause stands here twice.',
    ru: 'Одно и то же состояние по одной причине указано дважды.',
  },
  slots_overspent: { en: 'More slots are spent than there are.', ru: 'Потрачено больше ячеек, чем есть.' },
  uses_overspent: { en: 'More uses are spent than there are.', ru: 'Использований потрачено больше, чем есть.' },
  entry_twice: { en: 'Two entries have the same key.', ru: 'У двух записей один ключ.' },
  word_twice: { en: 'The same word stands here twice.', ru: 'Одно и то же указано дважды.' },
  defences_contradict: { en: 'Immune and vulnerable to the same at once.', ru: 'Невосприимчивость и уязвимость к одному сразу.' },
  portrait_unknown: { en: 'This picture is not here.', ru: 'Такой картинки здесь нет.' },
  dice_wrong: { en: 'These dice cannot be rolled.', ru: 'Такие кости не бросить.' },
} as const satisfies Record<string, Record<Language, string>>;

export type SheetProblemCode = keyof typeof SHEET_PROBLEMS;
const codes = Object.keys(SHEET_PROBLEMS) as [SheetProblemCode, ...SheetProblemCode[]];

export const sheetProblemSchema = z.object({
  code: z.enum(codes),
  /** Where in the sheet, such as `vitals.hitPoints.current` or `features.3.uses`. */
  path: z.string().max(120),
});
export type SheetProblem = z.infer<typeof sheetProblemSchema>;
