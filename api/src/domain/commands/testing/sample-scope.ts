import { characterIdSchema, combatantIdSchema, DEFAULT_SAVES, seatIdSchema, type Monster, type SeatId } from '@skald/protocol';
import { sampleCharacter } from '../../rules/testing/sample-character.ts';
import type { CommandScope, ScopeCreature } from '../scope.ts';

const id = (prefix: string, letter: string): string => `${prefix}_${letter.repeat(20)}`;

export const ADA: SeatId = seatIdSchema.parse(id('st', 'a'));
export const BORIS: SeatId = seatIdSchema.parse(id('st', 'b'));
export const BEN: SeatId = seatIdSchema.parse(id('st', 'c'));
export const IRINA = characterIdSchema.parse(id('ch', 'a'));
export const GOBLIN = combatantIdSchema.parse(id('cb', 'a'));
export const GOBLIN_TWO = combatantIdSchema.parse(id('cb', 'b'));

const monster: Monster = {
  name: 'Goblin',
  armourClass: 15,
  hitPoints: '2d6',
  initiativeBonus: 2,
  saves: DEFAULT_SAVES,
  defences: { resistances: [], immunities: [], vulnerabilities: [], conditionImmunities: [] },
  attacks: [],
  experience: 50,
};

const goblin = (combatantId: typeof GOBLIN, name: string): ScopeCreature => ({
  id: combatantId,
  name,
  characterId: null,
  combatantId,
  isYours: false,
  attacks: [],
  sheet: null,
});

const shield = { id: 'shield', name: 'Shield', level: 1, isPrepared: true, needsConcentration: false, text: '' };
const missile = { ...shield, id: 'missile', name: 'Magic Missile' };
const light = { ...shield, id: 'light', name: 'Light', level: 0 };

/** Ada, who plays Irina with a longsword, a dagger and three spells; Boris; old Ben; two goblins. */
export function sampleScope(change: Partial<CommandScope> = {}): CommandScope {
  const slots = Array.from({ length: 9 }, (_, index) => ({ max: index < 3 ? 2 : 0, spent: 0 }));
  const spellcasting = { ability: 'intelligence' as const, slots, pact: null, spells: [shield, missile, light] };
  const irina: ScopeCreature = {
    id: IRINA,
    name: 'Irina',
    characterId: IRINA,
    combatantId: null,
    isYours: true,
    attacks: [
      { id: 'longsword', name: 'Longsword' },
      { id: 'dagger', name: 'Кинжал' },
    ],
    sheet: { ...sampleCharacter, spellcasting },
  };
  return {
    seatId: ADA,
    language: 'en',
    role: 'player',
    isHost: false,
    people: [
      { seatId: ADA, name: 'Ада', characterName: 'Irina' },
      { seatId: BORIS, name: 'Борис', characterName: 'Гром' },
      { seatId: BEN, name: 'Старый Бен', characterName: null },
    ],
    creatures: [irina, goblin(GOBLIN, 'Goblin 1'), goblin(GOBLIN_TWO, 'Goblin 2')],
    findMonster: (name) => (name.toLowerCase() === 'goblin' ? monster : null),
    ...change,
  };
}
