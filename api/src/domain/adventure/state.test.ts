import { describe, expect, it } from 'vitest';
import { type AdventureState, type Fact, factsBetween, holds, readState } from './state.ts';

const STATE: AdventureState = { scene: 'mill', flags: new Set(['quiet', 'ribbon']), ending: null, run: 2 };

/** Facts as a store keeps them: one value for a predicate. */
function supersede(facts: readonly Fact[], written: readonly Fact[]): Fact[] {
  return [...facts.filter((old) => !written.some((fact) => fact.predicate === old.predicate)), ...written];
}

describe('state in facts', () => {
  it('reads back what was written', () => {
    expect(readState(factsBetween(null, STATE, 'tale'), 'tale')).toEqual(STATE);
  });

  it('is null without facts and for another adventure', () => {
    expect(readState([], 'tale')).toBeNull();
    expect(readState(factsBetween(null, STATE, 'other'), 'tale')).toBeNull();
  });

  it('writes only what changes, and a restart takes everything back', () => {
    const first = factsBetween(null, STATE, 'tale');
    expect(factsBetween(STATE, STATE, 'tale')).toEqual([]);
    const ended: AdventureState = { ...STATE, scene: 'epilogue', ending: 'home' };
    const second = supersede(first, factsBetween(STATE, ended, 'tale'));
    expect(readState(second, 'tale')).toEqual(ended);
    const again: AdventureState = { scene: 'landing', flags: new Set(), ending: null, run: 3 };
    expect(readState(supersede(second, factsBetween(ended, again, 'tale')), 'tale')).toEqual(again);
  });

  it('no fact is empty: the tool refuses an empty object', () => {
    for (const { object } of factsBetween(STATE, { scene: 'a', flags: new Set(), ending: null, run: 3 }, 'tale')) {
      expect(object.trim()).not.toBe('');
    }
  });

  it('guards hold with all of has and none of lacks', () => {
    expect(holds(undefined, STATE)).toBe(true);
    expect(holds({ has: ['quiet', 'ribbon'] }, STATE)).toBe(true);
    expect(holds({ has: ['quiet', 'lantern'] }, STATE)).toBe(false);
    expect(holds({ lacks: ['ribbon'] }, STATE)).toBe(false);
  });
});
