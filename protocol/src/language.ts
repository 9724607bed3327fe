import { z } from 'zod';

export const languageSchema = z.enum(['ru', 'en']);
/** Languages Skald speaks. A table has one for good; each person's interface has its own. */
export type Language = z.infer<typeof languageSchema>;
