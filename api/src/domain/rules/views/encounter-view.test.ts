import { describe, expect, it } from 'vitest';
import { encounterViewSchema, sheetViewSchema, type CombatantId, type GameStep } from '@skald/protocol';
import { applyStep } from '../apply-step.ts';
import type { GameState } from '../game-state.ts';
import type { StepActor } from '../step.ts';
import { CHARACTERS, DM, fightTools, HOST, host, monster, party, SEATS } from '../testing/fights.ts';
import { characterView, maySeeSheet, sheetView } from './character-views.ts';
import { encounterView } from './encounter-view.ts';
import { healthWord } from './health.ts';

const BORIS = { seatId: SEATS[1]!, isHost: false };
const MARIA = { seatId: HOST, isHost: true };

function fight() {
  const tools = fightTools(() => 10);
  let state: GameState = party();
  const step = (one: GameStep, actor: StepActor = DM) => void (state = applyStep(state, one, actor, tools).state);
  step({ kind: 'encounter:begin' });
  step({ kind: 'combatant:join', characterId: CHARACTERS[0]! });
  step({ kind: 'combatant:join', characterId: CHARACTERS[1]! });
  const add = (name: string, count: number, isHidden: boolean, actor: StepActor = DM) =>
    step({ kind: 'monsters:add', monster: monster(name), count, group: null, isHidden }, actor);
  const id = (name: string): CombatantId => state.encounter!.combatants.find((one) => one.name === name)!.combatantId;
  return {
    step,
    add,
    id,
    state: () => state,
    seen: (viewer: Parameters<typeof encounterView>[1]) => encounterView(state, viewer)!,
  };
}

const namesOf = (view: { combatants: readonly { name: string }[] }) => view.combatants.map((one) => one.name);

describe('what a seat sees of a fight', () => {
  it('[G5.20] hidden ones are in nobody’s view but their keepers’ and the DM’s', () => {
    const game = fight();
    game.add('Spider', 2, true);
    game.add('Wolf', 1, true, host);
    expect(namesOf(game.seen(BORIS))).toEqual(['Ada', 'Boris']);
    expect(namesOf(game.seen(MARIA))).toEqual(['Ada', 'Boris', 'Wolf A']);
    expect(namesOf(game.seen('dm'))).toEqual(['Ada', 'Boris', 'Spider A', 'Spider B', 'Wolf A']);
    expect(game.seen('dm').combatants.map((one) => one.isHidden)).toEqual([false, false, true, true, true]);
  });

  it('[G5.20] a hidden one makes no difference to what others are given, but that nobody they see has the turn', () => {
    const seen = [false, true].map((isThere) => {
      const game = fight();
      if (isThere) game.add('Spider', 3, true);
      game.step({ kind: 'initiative:roll', combatantId: null, mode: 'normal' });
      game.step({ kind: 'turn:next' });
      const view = game.seen(BORIS);
      return JSON.stringify({ ...view, encounterId: '' }).replaceAll(/(?:cb|ec)_\w+/g, '');
    });
    expect(seen[1]).toBe(seen[0]);
    const game = fight();
    game.add('Spider', 1, true);
    game.step({ kind: 'initiative:set', combatantId: game.id('Spider A'), value: 30 });
    game.step({ kind: 'initiative:roll', combatantId: null, mode: 'normal' });
    game.step({ kind: 'turn:next' });
    expect([game.seen(BORIS).turnOf, game.seen('dm').turnOf]).toEqual([null, game.id('Spider A')]);
  });

  it('[G5.22] names of those in sight have no gaps that tell of hidden ones', () => {
    const game = fight();
    game.add('Goblin', 3, true);
    game.add('Goblin', 2, false);
    game.step({ kind: 'combatant:reveal', combatantId: game.id('Goblin B') });
    expect(namesOf(game.seen(BORIS)).slice(2).sort()).toEqual(['Goblin 1', 'Goblin 2', 'Goblin 3']);
    game.step({ kind: 'combatant:hide', combatantId: game.id('Goblin 2') });
    game.step({ kind: 'combatant:reveal', combatantId: game.id('Goblin 2') });
    game.add('Goblin', 1, true);
    game.add('Ogre', 1, true);
    game.step({ kind: 'combatant:reveal', combatantId: game.id('Ogre A') });
    expect(namesOf(game.seen(BORIS)).slice(2).sort()).toEqual(['Goblin 1', 'Goblin 2', 'Goblin 3', 'Ogre']);
  });

  it('[G5.21] a host who hides a monster keeps sight of it; characters are not hidden', () => {
    const game = fight();
    game.add('Wolf', 1, false);
    game.step({ kind: 'combatant:hide', combatantId: game.id('Wolf') }, host);
    expect([namesOf(game.seen(MARIA)), namesOf(game.seen(BORIS))]).toEqual([
      ['Ada', 'Boris', 'Wolf'],
      ['Ada', 'Boris'],
    ]);
    expect(() => game.step({ kind: 'combatant:hide', combatantId: game.id('Ada') })).toThrow('not_a_monster');
  });

  it('[G5.23] health of monsters is a word but for their keepers; armour class is theirs alone', () => {
    const game = fight();
    game.add('Wolf', 1, false, host);
    game.step({ kind: 'damage', target: game.id('Wolf'), amount: 7, type: null });
    const wolf = (viewer: Parameters<typeof encounterView>[1]) => game.seen(viewer).combatants.find((one) => one.name === 'Wolf');
    expect(wolf(BORIS)).toMatchObject({
      health: { kind: 'words', word: 'bloodied' },
      armourClass: null,
      attacks: [],
      isYours: false,
    });
    expect(JSON.stringify(wolf(BORIS))).not.toContain('hitPoints');
    expect(wolf(MARIA)).toMatchObject({ health: { kind: 'exact', vitals: { hitPoints: { current: 5 } } }, armourClass: 13 });
    expect(game.seen(BORIS).combatants.find((one) => one.name === 'Ada')).toMatchObject({
      health: { kind: 'exact' },
      attacks: [],
    });
    expect(game.seen(BORIS).combatants.find((one) => one.name === 'Boris')?.attacks).toHaveLength(1);
    expect(encounterViewSchema.safeParse(game.seen(MARIA)).success).toBe(true);
  });

  it('[G5.23] the bands of health', () => {
    const word = (current: number, life: 'alive' | 'dying' | 'dead' = 'alive') =>
      healthWord({ ...party().characters[0]!.character.vitals, life, hitPoints: { max: 100, current, temporary: 0 } });
    expect([100, 99, 51, 50, 16, 15, 1].map((current) => word(current))).toEqual([
      'healthy',
      'injured',
      'injured',
      'bloodied',
      'bloodied',
      'critical',
      'critical',
    ]);
    expect([word(0, 'dying'), word(0, 'dead')]).toEqual(['down', 'dead']);
  });

  it('[G5.24] a condition does not tell of the hidden one who brought it', () => {
    const game = fight();
    game.add('Spider', 1, true);
    game.step({
      kind: 'condition:add',
      target: CHARACTERS[1]!,
      condition: 'poisoned',
      source: 'bite of the SPIDER',
      ends: { rounds: 2, at: 'end', of: game.id('Spider A') },
      heldBy: null,
    });
    const entry = game.state().characters[1]!;
    const shown = [game.seen(BORIS), characterView(game.state(), entry, BORIS), sheetView(game.state(), entry, 4, BORIS)];
    for (const view of shown) {
      expect(JSON.stringify(view)).toContain('poisoned');
      expect(JSON.stringify(view)).not.toMatch(/spider/i);
      expect(JSON.stringify(view)).not.toContain(game.id('Spider A'));
    }
    expect(JSON.stringify(game.seen('dm'))).toContain('bite of the SPIDER');
  });

  it('[G5.25] leaders may lead; a sheet is for its player, the host and the DM', () => {
    const game = fight();
    expect([BORIS, MARIA, 'dm' as const].map((viewer) => game.seen(viewer).mayLead)).toEqual([false, true, true]);
    const entry = game.state().characters[1]!;
    const stranger = { seatId: SEATS[2]!, isHost: false };
    expect([BORIS, MARIA, 'dm' as const, stranger].map((viewer) => maySeeSheet(entry, viewer))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(sheetViewSchema.safeParse(sheetView(game.state(), entry, 4, BORIS)).success).toBe(true);
  });
});
