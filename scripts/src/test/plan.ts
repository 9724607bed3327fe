import { SetupError } from '../errors.ts';

export const STAGES = ['types', 'lint', 'unit', 'integration', 'e2e'] as const;
export type Stage = (typeof STAGES)[number];

/** Stages that run files, which can be chosen by parts of their path. */
const WITH_FILES: readonly Stage[] = ['unit', 'integration', 'e2e'];

export type Plan = { stages: readonly Stage[]; filters: readonly string[] };

/** What to run: stages by name, then parts of paths. Nothing means everything; paths alone mean every stage that runs files. */
export function planTests(args: readonly string[]): Plan {
  const option = args.find((arg) => arg.startsWith('-'));
  if (option !== undefined) {
    throw new SetupError(
      'wrong_configuration',
      `npm test takes no option "${option}": name stages (${STAGES.join(', ')}) and paths.`,
    );
  }
  const stages = STAGES.filter((stage) => args.includes(stage));
  const filters = args.filter((arg) => !STAGES.some((stage) => stage === arg));
  if (stages.length > 0) return { stages, filters };
  return { stages: filters.length > 0 ? WITH_FILES : STAGES, filters };
}

/** What a stage needs to be there before it can run. */
export type Need = 'database' | 'worker' | 'pages' | 'chromium';

const NEEDS: Record<Stage, readonly Need[]> = {
  types: ['database'],
  lint: ['database'],
  unit: ['database'],
  integration: ['database', 'worker'],
  e2e: ['database', 'worker', 'pages', 'chromium'],
};

export function needsOf(stage: Stage): readonly Need[] {
  return NEEDS[stage];
}
