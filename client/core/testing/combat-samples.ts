import { combatantIdSchema, encounterIdSchema, type CombatantView, type EncounterView, type Vitals } from '@skald/protocol';

export function vitalsOf(change: Partial<Vitals> = {}): Vitals {
  return {
    hitPoints: { max: 12, current: 8, temporary: 0 },
    conditions: [],
    concentration: null,
    deathSaves: { successes: 0, failures: 0 },
    life: 'alive',
    ...change,
  };
}

export function combatantOf(number: number, name: string, change: Partial<CombatantView> = {}): CombatantView {
  return {
    combatantId: combatantIdSchema.parse(`cb_${String(number).padStart(20, '0')}`),
    name,
    kind: 'monster',
    characterId: null,
    seatId: null,
    group: null,
    initiative: 20 - number,
    isYours: false,
    isHidden: false,
    isDelaying: false,
    health: { kind: 'exact', vitals: vitalsOf() },
    armourClass: 12,
    conditions: [],
    isConcentrating: false,
    hasActed: false,
    hasReacted: false,
    attacks: [],
    ...change,
  };
}

export function encounterOf(combatants: readonly CombatantView[], change: Partial<EncounterView> = {}): EncounterView {
  return {
    encounterId: encounterIdSchema.parse(`ec_${'1'.repeat(20)}`),
    state: 'running',
    round: 1,
    turnOf: combatants[0]?.combatantId ?? null,
    combatants: [...combatants],
    mayLead: false,
    ...change,
  };
}
