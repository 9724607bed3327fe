import { ProtocolError, type Character, type CreatureId, type GameStep, type Vitals } from '@skald/protocol';
import { applyStep } from '../apply-step.ts';
import type { GameState } from '../game-state.ts';
import type { StepActor, StepResult } from '../step.ts';
import { CHARACTERS, DM, fightTools, monster, party } from './fights.ts';

/** A game whose dice show the faces that a step is given, all of them and no others. */
export function rulesGame(change: (characters: GameState['characters']) => GameState['characters'] = (all) => all) {
  const faces: number[] = [];
  const tools = fightTools((sides) => {
    const face = faces.shift();
    if (face === undefined || face > sides) throw new Error(`no d${sides} was expected`);
    return face;
  });
  const before = party();
  let state: GameState = { ...before, characters: change(before.characters) };
  const step = (one: GameStep, actor: StepActor = DM, ...drawn: number[]): StepResult => {
    faces.push(...drawn);
    const result = applyStep(state, one, actor, tools);
    if (faces.length > 0) throw new Error(`nobody rolled ${faces.join()}`);
    state = result.state;
    return result;
  };
  /** The code of a refusal, which changes nothing. */
  const refusal = (one: GameStep, actor: StepActor = DM): string => {
    const kept = JSON.stringify(state);
    try {
      applyStep(state, one, actor, tools);
    } catch (error) {
      if (JSON.stringify(state) !== kept) throw new Error('a refusal changed something', { cause: error });
      if (error instanceof ProtocolError) return error.code;
      throw error;
    }
    return 'nothing was refused';
  };
  const sheetOf = (index: number): Character => state.characters[index]!.character;
  return {
    step,
    refusal,
    tools,
    sheet: sheetOf,
    vitals: (index: number): Vitals => sheetOf(index).vitals,
    monsterId: (name: string): CreatureId => state.encounter!.combatants.find((one) => one.name === name)!.combatantId,
    state: () => state,
  };
}

/** The same with a fight that everybody has joined, and a wolf in it. Nobody has a turn yet. */
export function rulesFight(isHidden = false, actor: StepActor = DM) {
  const game = rulesGame();
  game.step({ kind: 'encounter:begin' });
  for (const characterId of CHARACTERS) game.step({ kind: 'combatant:join', characterId });
  game.step({ kind: 'monsters:add', monster: monster('Wolf', { hitPoints: 12 }), count: 1, group: null, isHidden }, actor);
  return game;
}

export const codes = ({ deeds }: StepResult): string[] => deeds.map(({ deed }) => deed.code);
