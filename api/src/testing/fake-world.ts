import { formatId, type GameStep, type Roll, type Scene } from '@skald/protocol';
import { parseDice } from '../domain/dice/parse-dice.ts';
import { rollDice } from '../domain/dice/roll-dice.ts';
import type { Care, EntityView, FactView, TurnContext } from '../mind/prompt/turn-context.ts';
import type { TurnWorld } from '../mind/tools/world.ts';
import type { CreatureView, TurnGame } from '../mind/tools/world-game.ts';

/** A world for tests: what was done to it is in `log`, one line each, in order. */
export interface FakeWorld extends TurnWorld {
  readonly log: readonly string[];
  readonly facts: readonly FactView[];
  readonly scene: Scene | null;
  readonly rolls: readonly Roll[];
}

const bytes = (filled: number) => new Uint8Array(20).fill(filled);
export const IREENA = formatId('seat', bytes(1));
export const PAVEL = formatId('seat', bytes(2));

interface FakeWorldOptions {
  draws?: readonly number[];
  entities?: readonly EntityView[];
  creatures?: readonly CreatureView[];
  onRoll?: () => void;
  /** Throws what the game refuses. */
  onStep?: (step: GameStep) => void;
}

/** `draws` are what the dice show less one, in order; a roll beyond them throws. Without it every die shows its middle. */
export function createFakeWorld(options: FakeWorldOptions = {}): FakeWorld {
  const log: string[] = [];
  const facts: FactView[] = [];
  const rolls: Roll[] = [];
  const entities = [...(options.entities ?? [])];
  const draws = options.draws === undefined ? null : [...options.draws];
  let scene: Scene | null = null;
  const random = drawsFrom(draws);
  return {
    log,
    facts,
    rolls,
    get scene() {
      return scene;
    },
    seats: [
      { seatId: IREENA, player: 'Maria', character: 'Ireena' },
      { seatId: PAVEL, player: 'Павел', character: null },
    ],
    rollDice({ notation, label, difficulty }) {
      options.onRoll?.();
      const { comment: _, draws: __, ...rolled } = rollDice(parseDice(notation), random);
      const outcome = difficulty === null ? null : rolled.total >= difficulty ? 'success' : 'failure';
      const told = { visibility: 'public', fair: null, stakes: null } as const;
      const rollId = formatId('roll', bytes(log.length + 3));
      const roll: Roll = { rollId, seatId: null, label, difficulty, outcome, ...rolled, ...told };
      log.push(`roll ${rolled.notation} = ${rolled.total}`);
      rolls.push(roll);
      return roll;
    },
    findEntity(name) {
      log.push(`find ${name}`);
      const entity = entities.find((candidate) => [candidate.name, ...candidate.aliases].includes(name));
      return entity === undefined ? null : { entity, facts: facts.filter(({ subject }) => subject === entity.name) };
    },
    updateFact(fact) {
      log.push(`fact ${fact.subject} ${fact.predicate} ${fact.object}`);
      facts.push(fact);
    },
    createNpc({ name, description, aliases }) {
      log.push(`npc ${name}`);
      const entity: EntityView = { entityId: formatId('entity', bytes(log.length + 3)), kind: 'npc', name, aliases, description };
      entities.push(entity);
      return entity;
    },
    setScene(next) {
      log.push('scene');
      scene = next;
    },
    setQuest({ title, state }) {
      log.push(`quest ${title} ${state}`);
    },
    askPlayer(seatId) {
      log.push(`ask ${seatId}`);
    },
    game: fakeGame(options, log),
  };
}

function drawsFrom(draws: number[] | null) {
  return {
    next(sides: number): number {
      if (draws === null) return Math.floor(sides / 2) - 1;
      const drawn = draws.shift();
      if (drawn === undefined) throw new Error('the fake world did not expect another die');
      return drawn;
    },
  };
}

function fakeGame({ creatures = [], onStep }: FakeWorldOptions, log: string[]): TurnGame {
  return {
    creatures,
    fight: null,
    act(step, key) {
      onStep?.(step);
      log.push(`${key} ${JSON.stringify(step)}`);
      return { deeds: [], rolls: [] };
    },
  };
}

/** Nobody asked for anything. */
export const NO_CARE: Care = { lines: [], veils: [], stopped: [], note: null, nextBeat: null };

/** A context of two players, an English table and one line to answer. */
export function aContext(over: Partial<TurnContext> = {}): TurnContext {
  return {
    audience: 'party',
    language: 'en',
    style: 'classic',
    tableTitle: 'The Drowned Mill',
    characters: [
      { seatId: IREENA, player: 'Maria', name: 'Ireena' },
      { seatId: PAVEL, player: 'Павел', name: null },
    ],
    scene: null,
    lines: [],
    entities: [],
    facts: [],
    quests: [],
    care: NO_CARE,
    game: { creatures: [], fight: null },
    cause: {
      kind: 'addressed',
      said: [
        { messageId: formatId('message', bytes(9)), seatId: IREENA, speaker: 'Ireena/Maria', text: 'I sneak past the guard.' },
      ],
    },
    ...over,
  };
}
