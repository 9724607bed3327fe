import { describe, expect, it } from 'vitest';
import { ProtocolError, type Condition, type CreatureId, type GameStep, type Monster } from '@skald/protocol';
import { applyStep } from '../apply-step.ts';
import type { GameState } from '../game-state.ts';
import type { StepActor } from '../step.ts';
import { CHARACTERS, DM, fightTools, HOST, host, monster, party, player, weapon } from '../testing/fights.ts';

const [ada, boris, clara, dima] = CHARACTERS as [(typeof CHARACTERS)[0], ...(typeof CHARACTERS)[0][]];

/** A game whose dice show what is put into `faces`; a die beyond them throws. */
function game() {
  const faces: number[] = [];
  const tools = fightTools((sides) => {
    const face = faces.shift();
    if (face === undefined || face > sides) throw new Error(`no d${sides} was expected`);
    return face;
  });
  let state: GameState = party();
  const step = (one: GameStep, actor: StepActor = DM, ...drawn: number[]) => {
    faces.push(...drawn);
    const result = applyStep(state, one, actor, tools);
    expect(faces).toEqual([]);
    state = result.state;
    return result;
  };
  const refusal = (one: GameStep, actor: StepActor = DM): string => {
    const before = structuredClone(state);
    try {
      applyStep(state, one, actor, tools);
    } catch (error) {
      expect(state).toEqual(before);
      if (error instanceof ProtocolError) return error.code;
      throw error;
    }
    return 'nothing was refused';
  };
  const id = (name: string): CreatureId => state.encounter!.combatants.find((one) => one.name === name)!.combatantId;
  const hitPoints = (name: string): number => {
    const sheet = state.characters.find((one) => one.character.name === name)?.character;
    const other = state.encounter?.combatants.find((one) => one.kind === 'monster' && one.name === name);
    return (sheet?.vitals ?? (other?.kind === 'monster' ? other.vitals : undefined))!.hitPoints.current;
  };
  return { step, refusal, tools, id, hitPoints, state: () => state };
}

/** Ada (17), Boris (12) and a wolf (6) of 30 hit points; Ada has the turn. */
function fight(change: Partial<Monster> = {}, isHidden = false, bringer: StepActor = DM) {
  const one = game();
  one.step({ kind: 'encounter:begin' });
  one.step({ kind: 'combatant:join', characterId: ada });
  one.step({ kind: 'combatant:join', characterId: boris! });
  const wolf = monster('Wolf', { hitPoints: 30, ...change });
  one.step({ kind: 'monsters:add', monster: wolf, count: 1, group: null, isHidden }, bringer);
  one.step({ kind: 'initiative:roll', combatantId: null, mode: 'normal' }, DM, 15, 10, 5);
  one.step({ kind: 'turn:next' });
  return { ...one, wolf: isHidden ? 'Wolf A' : 'Wolf' };
}

const attack = (
  attacker: CreatureId,
  target: CreatureId,
  more: Partial<Extract<GameStep, { kind: 'attack' }>> = {},
): GameStep => ({
  kind: 'attack',
  attacker,
  target,
  attackId: 'blade',
  mode: 'normal',
  isReaction: false,
  ...more,
});
const bite = { attackId: 'bite' };
const condition = (target: CreatureId, name: Condition): GameStep => ({
  kind: 'condition:add',
  target,
  condition: name,
  source: 'test',
  ends: null,
  heldBy: null,
});

describe('the moment of an attack', () => {
  it('[G5.14] is the own turn; outside of a fight any', () => {
    const one = game();
    one.step(attack(ada, clara!), player(0), 2);
    const other = fight();
    expect(other.refusal(attack(boris!, other.id('Wolf')), player(1))).toBe('not_your_turn');
    expect(other.refusal(attack(other.id('Wolf'), ada, bite))).toBe('not_your_turn');
    expect(other.refusal(attack(clara!, other.id('Wolf')), player(2))).toBe('not_joined');
    expect(other.refusal(attack(ada, other.id('Wolf')), player(1))).toBe('not_yours');
    expect(other.refusal(attack(ada, other.id('Wolf'), { attackId: 'bow' }), player(0))).toBe('no_such_entry');
  });

  it('[G5.14] before the first turn only leaders let anybody attack', () => {
    const one = game();
    one.step({ kind: 'encounter:begin' });
    one.step({ kind: 'combatant:join', characterId: boris! });
    expect(one.refusal(attack(boris!, ada), player(1))).toBe('not_your_turn');
    one.step(attack(boris!, ada), DM, 2);
  });

  it('[G5.16] an action has as many attacks as the class gives; leaders are not counted', () => {
    const one = fight();
    one.step({ kind: 'turn:next' });
    one.step(attack(boris!, one.id('Wolf')), player(1), 2);
    expect(one.refusal(attack(boris!, one.id('Wolf')), player(1))).toBe('already_acted');
    one.step(attack(boris!, one.id('Wolf')), DM, 2);
    const two = game();
    two.step({ kind: 'encounter:begin' });
    two.step({ kind: 'combatant:join', characterId: ada });
    two.step({ kind: 'initiative:roll', combatantId: null, mode: 'normal' }, DM, 10);
    two.step({ kind: 'turn:next' });
    const asPlayer: StepActor = { kind: 'seat', seatId: HOST, isHost: false };
    for (let count = 0; count < 2; count += 1) two.step(attack(ada, dima!), asPlayer, 2);
    expect(two.refusal(attack(ada, dima!), asPlayer)).toBe('already_acted');
    two.step({ kind: 'turn:next' });
    two.step(attack(ada, dima!), asPlayer, 2);
  });

  it('[G5.15] an attack on another’s turn is the reaction, once a round', () => {
    const one = fight();
    const blow = attack(boris!, one.id('Wolf'), { isReaction: true });
    one.step(blow, player(1), 2);
    expect(one.refusal(blow, player(1))).toBe('reaction_spent');
    one.step({ kind: 'turn:next' });
    one.step(blow, player(1), 2);
  });

  it('[G5.14] nobody attacks who cannot act, and nobody the dead', () => {
    const one = fight();
    one.step(condition(one.id('Ada'), 'stunned'));
    expect(one.refusal(attack(ada, one.id('Wolf')))).toBe('cannot_act');
    one.step({ kind: 'condition:remove', target: ada, condition: 'stunned' });
    one.step({ kind: 'damage', target: one.id('Wolf'), amount: 30, type: null });
    expect(one.refusal(attack(ada, one.id('Wolf')))).toBe('target_dead');
  });
});

describe('the roll and the blow', () => {
  it('[G5.17] reaches the armour class or misses; 20 hits and doubles the dice, 1 misses', () => {
    const one = fight({ armourClass: 40 });
    one.step(attack(ada, one.id('Wolf')), DM, 19);
    expect(one.hitPoints('Wolf')).toBe(30);
    one.step(attack(ada, one.id('Wolf')), DM, 20, 3, 4);
    expect(one.hitPoints('Wolf')).toBe(30 - 3 - 4 - 3);
    const easy = fight({ armourClass: 1 });
    easy.step(attack(ada, easy.id('Wolf')), DM, 1);
    expect(easy.hitPoints('Wolf')).toBe(30);
    const exact = fight({ armourClass: 13 });
    exact.step(attack(ada, exact.id('Wolf')), DM, 6);
    exact.step(attack(ada, exact.id('Wolf')), DM, 7, 8);
    expect(exact.hitPoints('Wolf')).toBe(30 - 11);
  });

  it('[G5.17] advantage and disadvantage of the wish and of conditions cancel', () => {
    const one = fight();
    const modes = () => one.tools.asked.slice(-1).map((dice) => dice.mode);
    one.step(attack(ada, one.id('Wolf'), { mode: 'advantage' }), DM, 2, 3);
    expect(modes()).toEqual(['advantage']);
    one.step(condition(ada, 'poisoned'));
    one.step(attack(ada, one.id('Wolf'), { mode: 'advantage' }), DM, 2);
    expect(modes()).toEqual(['normal']);
    one.step(attack(ada, one.id('Wolf')), DM, 3, 2);
    expect(modes()).toEqual(['disadvantage']);
  });

  it('[G5.17] a hit on the paralyzed within reach is critical', () => {
    const one = fight();
    one.step(condition(one.id('Wolf'), 'paralyzed'));
    const { deeds } = one.step(attack(ada, one.id('Wolf')), DM, 12, 11, 5, 6);
    expect(one.hitPoints('Wolf')).toBe(30 - 5 - 6 - 3);
    expect(deeds[0]?.deed.params).toMatchObject({ isCritical: true });
  });

  it('[G5.18] each type meets its own defences; what is certain is not rolled', () => {
    const mixed = weapon(
      'maw',
      [
        ['1d6', 'fire'],
        ['3', 'cold'],
        ['1d4', 'acid'],
      ],
      { ability: null, toHit: 5 },
    );
    const one = fight({ attacks: [mixed] });
    one.step({ kind: 'turn:next' });
    one.step({ kind: 'turn:next' });
    const { deeds } = one.step(attack(one.id('Wolf'), ada, { attackId: 'maw' }), DM, 19, 6, 4);
    expect(one.hitPoints('Ada')).toBe(44 - 13);
    expect(deeds.filter((told) => told.deed.code === 'damage_taken').map((told) => told.deed.params)).toMatchObject([
      { type: 'fire', amount: 6 },
      { type: 'cold', amount: 3 },
      { type: 'acid', amount: 4 },
    ]);
    const rogue = game();
    rogue.step(attack(dima!, clara!), DM, 20, 5, 6, 1, 2);
    // Piercing 11 and 3 of strength, halved by her resistance; fire 3 as it is.
    expect(rogue.hitPoints('Clara')).toBe(35 - 7 - 3);
  });

  it('[G5.18] the petrified halve each part once', () => {
    const one = game();
    one.step(condition(ada, 'petrified'));
    one.step(attack(dima!, ada), DM, 18, 17, 3, 2);
    // Auto-critical is for the paralyzed and unconscious; the petrified are hit with advantage: 3+3 and 2 are halved.
    expect(one.hitPoints('Ada')).toBe(44 - 3 - 1);
  });

  it('[G5.18] a blow of several types at 0 hit points is one failed death save', () => {
    const one = game();
    one.step({ kind: 'damage', target: clara!, amount: 35, type: null });
    one.step(attack(dima!, clara!, { mode: 'disadvantage' }), DM, 15, 1, 1, 1, 1);
    expect(one.state().characters[2]?.character.vitals).toMatchObject({ life: 'dying', deathSaves: { failures: 2 } });
  });

  it('[G5.19] the save to concentrate is rolled at once, and what was held ends with it', () => {
    const one = fight();
    one.step({ kind: 'spell:cast', characterId: boris!, spellId: 'hold', slot: { level: 2, isPact: false } });
    one.step({ ...condition(one.id('Wolf'), 'restrained'), heldBy: boris! } as GameStep);
    one.step(attack(ada, boris!), DM, 18, 8, 12);
    expect(one.state().characters[1]?.character.vitals.concentration).toBe('hold');
    one.step(attack(ada, boris!), DM, 18, 2, 2);
    expect(one.state().characters[1]?.character.vitals.concentration).toBeNull();
    const wolf = one.state().encounter?.combatants.find((other) => other.kind === 'monster');
    expect(wolf?.kind === 'monster' && wolf.vitals.conditions).toEqual([]);
  });
});

describe('who is told', () => {
  it('[G5.17] a monster’s armour class is on no roll', () => {
    const one = fight();
    one.step(attack(ada, one.id('Wolf')), player(0), 18, 4);
    expect(one.tools.asked.slice(-2).map((dice) => [dice.difficulty, dice.audience])).toEqual([
      [null, 'party'],
      [null, 'party'],
    ]);
  });

  it('[G5.20] of a hidden attacker the party learns what was hurt, and no roll', () => {
    const one = fight({ armourClass: 10 }, true, host);
    one.step({ kind: 'turn:next' });
    one.step({ kind: 'turn:next' });
    const { deeds } = one.step(attack(one.id('Wolf A'), boris!, bite), host, 19, 6);
    const circle = `dm+${HOST}`;
    expect(deeds.map((told) => [told.deed.code, told.audience])).toEqual([
      ['attack_hit', circle],
      ['damage_taken', 'party'],
    ]);
    expect(JSON.stringify(deeds.filter((told) => told.audience === 'party'))).not.toContain('Wolf');
    expect(one.tools.asked.slice(-2).map((dice) => dice.audience)).toEqual([circle, circle]);
    expect(one.refusal(attack(boris!, one.id('Wolf A'), { isReaction: true }), player(1))).toBe('no_such_creature');
    expect(one.refusal({ kind: 'combatant:reveal', combatantId: one.id('Wolf A') as never }, player(1))).toBe('not_host');
  });
});
