import {
  DEFAULT_SAVES,
  formatId,
  type Attack,
  type Character,
  type CharacterId,
  type DamageType,
  type Monster,
  type Roll,
  type SeatId,
} from '@skald/protocol';
import type { GameState } from '../game-state.ts';
import type { StepActor, StepDice, StepTools } from '../step.ts';
import { sampleCharacter } from './sample-character.ts';

/** Numbers from 0 up to 1 that a seed decides (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function fightId<Kind extends Parameters<typeof formatId>[0]>(kind: Kind, number: number) {
  const bytes = Uint8Array.from({ length: 10 }, (_, index) => Math.floor(number / 36 ** (9 - index)) % 36);
  return formatId<Kind>(kind, bytes);
}

export const HOST = fightId('seat', 1);
export const SEATS: readonly SeatId[] = [HOST, fightId('seat', 2), fightId('seat', 3), fightId('seat', 4)];
export const CHARACTERS: readonly CharacterId[] = [1, 2, 3, 4].map((number) => fightId('character', number));
export const DM: StepActor = { kind: 'dm' };
export const host: StepActor = { kind: 'seat', seatId: HOST, isHost: true };
/** The actor who plays the character of this index. */
export function player(index: number): StepActor {
  return { kind: 'seat', seatId: SEATS[index] ?? HOST, isHost: index === 0 };
}

/** Tools over plain dice: `NdS`, whole numbers, plus and minus. `draw` gives a number from 1 to `sides`. All rolls are kept. */
export function fightTools(draw: (sides: number) => number): StepTools & { readonly asked: StepDice[]; readonly drawn: Roll[] } {
  const asked: StepDice[] = [];
  const drawn: Roll[] = [];
  let ids = 100;
  const next = (): number => (ids += 1);
  return {
    asked,
    drawn,
    roll: (dice) => {
      asked.push(dice);
      const roll = drawPlain(dice, draw, next());
      drawn.push(roll);
      return roll;
    },
    newCombatantId: () => fightId('combatant', next()),
    newEncounterId: () => fightId('encounter', next()),
  };
}

function drawPlain(dice: StepDice, draw: (sides: number) => number, id: number): Roll {
  const faces: { sides: number; value: number; kept: boolean }[] = [];
  let modifier = 0;
  let total = 0;
  for (const [, sign, count, sides, constant] of dice.notation.matchAll(/([+-]?)(?:(\d*)d(\d+)|(\d+))/g)) {
    const factor = sign === '-' ? -1 : 1;
    if (constant !== undefined) modifier += factor * Number(constant);
    for (let left = constant === undefined ? Number(count || 1) * (dice.isCritical ? 2 : 1) : 0; left > 0; left -= 1) {
      const values = dice.mode === 'normal' ? [draw(Number(sides))] : [draw(Number(sides)), draw(Number(sides))];
      const value = dice.mode === 'disadvantage' ? Math.min(...values) : Math.max(...values);
      faces.push({ sides: Number(sides), value, kept: true });
      total += factor * value;
    }
  }
  const [only] = faces;
  const natural = faces.length === 1 && only?.sides === 20 && (only.value === 20 || only.value === 1) ? only.value : null;
  const roll = {
    rollId: fightId('roll', id),
    seatId: null,
    label: dice.purpose,
    notation: dice.notation,
    dice: faces,
    modifier,
    total: total + modifier,
    difficulty: dice.difficulty,
    outcome: null,
    natural,
  };
  return roll as unknown as Roll;
}

export function weapon(id: string, damage: readonly (readonly [string, DamageType])[], change: Partial<Attack> = {}): Attack {
  return {
    id,
    name: id,
    kind: 'melee',
    ability: 'strength',
    isProficient: true,
    bonus: 0,
    toHit: null,
    damage: damage.map(([dice, type]) => ({ dice, type })),
    rangeFeet: 5,
    properties: [],
    ...change,
  };
}

export function sheet(name: string, hitPoints: number, change: Partial<Character> = {}): Character {
  const vitals = { ...sampleCharacter.vitals, hitPoints: { max: hitPoints, current: hitPoints, temporary: 0 } };
  return { ...sampleCharacter, name, vitals, attacks: [weapon('blade', [['1d8', 'slashing']])], ...change };
}

export function monster(name: string, change: Partial<Monster> = {}): Monster {
  return {
    name,
    armourClass: 13,
    hitPoints: 12,
    initiativeBonus: 1,
    saves: DEFAULT_SAVES,
    defences: { resistances: [], immunities: [], vulnerabilities: [], conditionImmunities: [] },
    attacks: [weapon('bite', [['1d6+2', 'piercing']], { ability: null, toHit: 4 })],
    experience: 50,
    ...change,
  };
}

const levelled = (key: 'fighter' | 'wizard' | 'barbarian' | 'rogue', level: number): Character['classes'] => [
  { key, name: key, level, subclass: '', hitDie: 8, hitDiceSpent: 0 },
];
const slot = (max: number) => ({ max, spent: 0 });
const spell = (id: string, level: number, needsConcentration: boolean, isPrepared = true) => ({
  id,
  name: id,
  level,
  isPrepared,
  needsConcentration,
  text: '',
});

/** A fighter of two attacks, a wizard of six slots, a barbarian who resists blows, a rogue whose blade burns. */
export function party(): GameState {
  const sheets = [
    sheet('Ada', 44, { classes: levelled('fighter', 5) }),
    sheet('Boris', 22, {
      classes: levelled('wizard', 3),
      spellcasting: {
        ability: 'intelligence',
        slots: [4, 2, 0, 0, 0, 0, 0, 0, 0].map(slot),
        pact: null,
        spells: [spell('hold', 2, true), spell('bolt', 1, false), spell('spark', 0, false), spell('unlearned', 1, false, false)],
      },
    }),
    sheet('Clara', 35, {
      classes: levelled('barbarian', 3),
      defences: {
        resistances: ['slashing', 'piercing', 'bludgeoning'],
        immunities: [],
        vulnerabilities: [],
        conditionImmunities: ['frightened'],
      },
    }),
    sheet('Dima', 10, {
      classes: levelled('rogue', 1),
      attacks: [
        weapon('blade', [
          ['1d6', 'piercing'],
          ['1d4', 'fire'],
        ]),
      ],
    }),
  ];
  const characters = sheets.map((character, index) => ({
    characterId: CHARACTERS[index] ?? fightId('character', index),
    seatId: SEATS[index] ?? null,
    character,
  }));
  return { characters, encounter: null };
}
