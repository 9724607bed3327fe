import { z } from 'zod';
import { characterSchema } from './characters.ts';
import { characterIdSchema, pictureIdSchema } from './ids.ts';
import type { Language } from './language.ts';

/** Largest file of a sheet, in bytes. */
export const SHEET_FILE_MAX_BYTES = 1024 * 1024;
/** Largest picture that may be sent, in bytes, before it is made smaller. */
export const PICTURE_FILE_MAX_BYTES = 5 * 1024 * 1024;
export const PICTURE_FILE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;

export const sheetFormatSchema = z.enum(['skald', 'foundry', 'dndbeyond']);
export type SheetFormat = z.infer<typeof sheetFormatSchema>;

/** What an import could not do with a field, in words for people. */
export const IMPORT_PROBLEM_SENTENCES = {
  missing: { en: 'It is not in the file; a usual value stands in.', ru: 'В файле этого нет; стоит обычное значение.' },
  wrong_type: { en: 'It could not be read and was left as it is.', ru: 'Это не удалось прочитать, оно оставлено как есть.' },
  out_of_range: { en: 'It was moved to the nearest value that is allowed.', ru: 'Взято ближайшее допустимое значение.' },
  cut: { en: 'It was too long and was cut.', ru: 'Текст был слишком длинным и обрезан.' },
  unknown_word: { en: 'Skald does not know this word.', ru: 'Skald не знает этого слова.' },
  formula: { en: 'This formula cannot be worked out here.', ru: 'Эту формулу здесь не вычислить.' },
  estimated: { en: 'It was worked out from averages. Check it.', ru: 'Посчитано по средним значениям. Проверьте.' },
  unsupported: {
    en: 'Skald has no place for it; it is kept for export.',
    ru: 'У Skald для этого нет места; сохранено для выгрузки.',
  },
  too_many: { en: 'There were too many; the last ones were left out.', ru: 'Их слишком много; последние не взяты.' },
  dropped: { en: 'There was no room to keep it for export.', ru: 'Для выгрузки это не поместилось.' },
  invalid: { en: 'It does not fit a sheet of Skald.', ru: 'Это не подходит к листу Skald.' },
} as const satisfies Record<string, Record<Language, string>>;
export type ImportProblemCode = keyof typeof IMPORT_PROBLEM_SENTENCES;
const importProblemCodeSchema = z.enum(Object.keys(IMPORT_PROBLEM_SENTENCES) as [ImportProblemCode, ...ImportProblemCode[]]);

/** One field of a file that could not be read as it stands; the path is as the file has it, such as `items[3].system.uses`. */
export const importProblemSchema = z.object({ path: z.string().max(200), code: importProblemCodeSchema });
export type ImportProblem = z.infer<typeof importProblemSchema>;

/** What a file would become. Nothing is stored yet. */
export const importReplySchema = z.object({
  format: sheetFormatSchema,
  /** Null when the file cannot become a sheet; then the problems say why. */
  character: characterSchema.nullable(),
  problems: z.array(importProblemSchema).max(200),
  /** Bytes of what the file has and Skald does not use; it comes out again with an export. */
  asideBytes: z.int().min(0),
});
export type ImportReply = z.infer<typeof importReplySchema>;

export const storedCharacterSchema = importReplySchema.extend({
  character: characterSchema,
  characterId: characterIdSchema,
  revision: z.int().min(0),
});
export type StoredCharacter = z.infer<typeof storedCharacterSchema>;

export const pictureReplySchema = z.object({
  pictureId: pictureIdSchema,
  width: z.int().min(1),
  height: z.int().min(1),
  bytes: z.int().min(1),
});
export type PictureReply = z.infer<typeof pictureReplySchema>;
