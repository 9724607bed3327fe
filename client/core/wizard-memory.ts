import { choicesSchema, type TableId } from '@skald/protocol';
import { z } from 'zod';

export const WIZARD_STEPS = ['class', 'species', 'background', 'abilities', 'skills', 'spells', 'name'] as const;
export type WizardStep = (typeof WIZARD_STEPS)[number];

/** Where one is in the wizard. */
const progressSchema = z.object({
  step: z.enum(WIZARD_STEPS),
  /** The name may still be missing. */
  draft: choicesSchema.extend({ name: z.string().max(40) }),
});
export type WizardProgress = z.infer<typeof progressSchema>;

type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
const keyOf = (tableId: TableId): string => `skald:wizard:${tableId}`;

/** What was chosen before the page was loaded again; null when there is nothing that can still be used. */
export function recallWizard(memory: Memory, tableId: TableId): WizardProgress | null {
  const kept = attempt(() => memory.getItem(keyOf(tableId)));
  if (kept === null) return null;
  const parsed = progressSchema.safeParse(attempt(() => JSON.parse(kept) as unknown));
  return parsed.success ? parsed.data : null;
}

/** Keeps where one is; null forgets it. A page that may keep nothing goes on without. */
export function keepWizard(memory: Memory, tableId: TableId, progress: WizardProgress | null): void {
  attempt(() => {
    if (progress === null) memory.removeItem(keyOf(tableId));
    else memory.setItem(keyOf(tableId), JSON.stringify(progress));
    return null;
  });
}

function attempt<T>(action: () => T): T | null {
  try {
    return action();
  } catch {
    return null;
  }
}
