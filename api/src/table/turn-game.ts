import type { GameStep, SeatId, TurnId } from '@skald/protocol';
import { isWithin, type Audience } from '../domain/audience.ts';
import { vitalsOf } from '../domain/rules/encounter/find-combatant.ts';
import { inOrder } from '../domain/rules/encounter/order.ts';
import { audienceOfCombatant } from '../domain/rules/encounter/told.ts';
import type { CharacterEntry, Combatant, GameState, MonsterCombatant } from '../domain/rules/game-state.ts';
import { healthWord } from '../domain/rules/views/health.ts';
import { ToolError } from '../mind/tools/world.ts';
import type { Acted, CreatureView, FightView, TurnGame } from '../mind/tools/world-game.ts';
import type { GameDesk } from './game-desk.ts';
import type { Person } from './people.ts';

export type TurnGameDesk = Pick<GameDesk, 'act' | 'state'>;

export interface TurnGameSetting {
  readonly turnId: TurnId;
  readonly audience: Audience;
  readonly people: ReadonlyMap<string, Person>;
  readonly game: TurnGameDesk;
}

/** Steps that change nothing: a private turn may take them, for its own circle. (F5) */
const PRIVATE_STEPS: ReadonlySet<GameStep['kind']> = new Set(['check', 'save']);

/** The game as one turn of the DM reaches it: it decides for everybody, and sees what the audience of the turn may know. */
export class LiveTurnGame implements TurnGame {
  readonly #setting: TurnGameSetting;

  constructor(setting: TurnGameSetting) {
    this.#setting = setting;
  }

  get creatures(): readonly CreatureView[] {
    const { state } = this.#setting.game;
    const characters = state.characters.map((entry) => characterOf(state, entry, this.#aliasesOf(entry.seatId, entry)));
    return [...characters, ...this.#combatants(state).flatMap((one) => (one.kind === 'monster' ? [monsterOf(one)] : []))];
  }

  get fight(): FightView | null {
    const { state } = this.#setting.game;
    if (state.encounter === null) return null;
    const known = this.#combatants(state);
    const turn = known.find((one) => one.combatantId === state.encounter?.turnOf);
    return {
      state: state.encounter.state,
      round: state.encounter.round,
      turnOf: turn?.name ?? null,
      order: known.filter((one) => vitalsOf(state, one).life !== 'dead').map(({ name }) => name),
    };
  }

  act(step: GameStep, key: string): Acted {
    const { audience, turnId, game } = this.#setting;
    const isPublic = audience === 'party';
    if (!isPublic && !PRIVATE_STEPS.has(step.kind))
      throw new ToolError('This is not done in private: everybody would see it. Nothing was done.');
    const keys = { dedupeKey: `turn:${turnId}:${key}`, turnId, audience: isPublic ? null : audience };
    const { deeds, rolls } = game.act({ kind: 'dm' }, step, keys);
    return {
      deeds: deeds.filter((one) => isWithin(audience, one.audience)).map(({ deed }) => deed),
      rolls: isPublic ? rolls.filter(({ visibility }) => visibility === 'public') : rolls,
    };
  }

  /** Those whom everybody of the audience may know of, in the order of turns. */
  #combatants({ encounter }: GameState): Combatant[] {
    if (encounter === null) return [];
    const ordered = encounter.state === 'running' ? encounter.combatants : inOrder(encounter.combatants);
    return ordered.filter((one) => isWithin(this.#setting.audience, audienceOfCombatant(one)));
  }

  #aliasesOf(seatId: SeatId | null, { character }: CharacterEntry): string[] {
    const person = seatId === null ? undefined : this.#setting.people.get(seatId);
    return person ? [person.row.name, `${character.name}/${person.row.name}`] : [];
  }
}

function characterOf({ encounter }: GameState, entry: CharacterEntry, aliases: readonly string[]): CreatureView {
  const { characterId, seatId, character } = entry;
  const combatantId =
    encounter?.combatants.find((one) => one.kind === 'character' && one.characterId === characterId)?.combatantId ?? null;
  const { current, max } = character.vitals.hitPoints;
  return {
    creatureId: combatantId ?? characterId,
    kind: 'character',
    name: character.name,
    aliases,
    characterId,
    combatantId,
    seatId,
    health: healthWord(character.vitals),
    hitPoints: { current, max },
    attacks: character.attacks,
    items: character.inventory,
    hitDice: character.classes.map(({ level, hitDiceSpent }) => level - hitDiceSpent),
  };
}

function monsterOf({ combatantId, name, monster, vitals }: MonsterCombatant): CreatureView {
  const none = { aliases: [], characterId: null, seatId: null, hitPoints: null, items: [], hitDice: [] };
  return {
    creatureId: combatantId,
    kind: 'monster',
    name,
    ...none,
    combatantId,
    health: healthWord(vitals),
    attacks: monster.attacks,
  };
}
