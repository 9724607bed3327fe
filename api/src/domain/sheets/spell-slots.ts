import { slotsOfCaster, type Casting } from '../rules/character/slots.ts';

/** How fast a class gains slots; beyond the SRD there are two more ways. */
export type Progression = Casting | 'third' | 'artificer';

/** Slots that several classes have together. One class of half or a third alone counts up, more of them are added first. */
export function slotsOfClasses(classes: readonly { readonly progression: Progression; readonly level: number }[]): number[] {
  const casters = classes.filter(({ progression }) => progression !== 'none' && progression !== 'pact');
  return slotsOfCaster(casters.reduce((sum, one) => sum + casterLevel(one, casters.length === 1), 0));
}

function casterLevel({ progression, level }: { progression: Progression; level: number }, isAlone: boolean): number {
  if (progression === 'full') return level;
  if (progression === 'third') return isAlone ? Math.ceil(level / 3) * Number(level >= 3) : Math.floor(level / 3);
  return Math.ceil(level / 2);
}
