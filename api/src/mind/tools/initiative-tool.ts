import { z } from 'zod';
import { DAMAGE_TYPES, DEFAULT_SAVES, type CombatantId, type GameStep, type Language, type Monster } from '@skald/protocol';
import { findMonster, monsterNames } from '../../domain/rules/catalogue/find-monster.ts';
import { act } from './act.ts';
import { findCharacters, findCreature } from './find-creature.ts';
import { actorName } from './inputs.ts';
import { defineTool, type ToolDesk } from './tool.ts';
import { ToolError } from './world.ts';

const ownMonster = z
  .strictObject({
    armour_class: z.int().min(5).max(25),
    hit_points: z.string().trim().min(1).max(40).describe('Dice, such as 3d8+6.'),
    initiative_bonus: z.int().min(-5).max(12).default(0),
    attack: z.string().trim().min(1).max(80).describe("Its attack, in the table's language."),
    to_hit: z.int().min(-2).max(15),
    damage: z.string().trim().min(1).max(40).describe('Dice, such as 1d6+2.'),
    damage_type: z.enum(DAMAGE_TYPES),
    is_ranged: z.boolean().default(false),
    experience: z.int().min(0).max(20_000).default(0),
  })
  .nullable()
  .default(null);
type OwnMonster = NonNullable<z.output<typeof ownMonster>>;

const input = z.strictObject({
  action: z.enum(['begin', 'join', 'add', 'leave', 'roll', 'next', 'end']),
  names: z
    .array(actorName)
    .max(12)
    .default([])
    .describe('begin, join: player’s characters, empty for all. add: one kind of monster. leave: who leaves.'),
  count: z.int().min(1).max(12).default(1).describe('add: how many.'),
  own: ownMonster.describe('add: figures of a monster that the engine does not know; null for one that it does.'),
});

/** The fight: who is in it, in what order, whose turn it is. (G5) */
export const initiativeTool = defineTool({
  name: 'initiative',
  description:
    'Leads a fight. begin: a fight begins and the characters join. add: monsters join, by the name of a known monster or with figures of your own. ' +
    'roll: initiative for all who have none. next: the first turn, then the next one, and no sooner than this turn is used. leave: somebody flees. ' +
    'end: the fight is over. To open one, call begin, add, roll and next together, in this order.',
  input,
  doing: 'rolling',
  run(wish, desk) {
    const report = act(desk, stepsOf(wish, desk));
    return { ...report, fight: desk.world.game.fight };
  },
});

function stepsOf(wish: z.output<typeof input>, desk: ToolDesk): GameStep[] {
  switch (wish.action) {
    case 'begin':
      return [{ kind: 'encounter:begin' }, ...joining(desk, wish.names)];
    case 'join':
      return joining(desk, wish.names);
    case 'add':
      return [addition(wish, desk)];
    case 'leave':
      return leaving(desk, wish.names);
    case 'roll':
      return [{ kind: 'initiative:roll', combatantId: null, mode: 'normal' }];
    case 'next':
      return [{ kind: 'turn:next' }];
    case 'end':
      return [{ kind: 'encounter:end' }];
  }
}

/** Who is not in yet and lives; a name that was given is left to the rules. */
function joining(desk: ToolDesk, names: readonly string[]): GameStep[] {
  const found = findCharacters(desk, names);
  const chosen = names.length > 0 ? found : found.filter((one) => one.combatantId === null && one.health !== 'dead');
  return chosen.map(({ characterId }) => ({ kind: 'combatant:join', characterId }));
}

function leaving(desk: ToolDesk, names: readonly string[]): GameStep[] {
  if (names.length === 0) throw new ToolError('Say who leaves. Nothing was done.');
  const ids = names.map((name): CombatantId => {
    const { combatantId } = findCreature(desk, name);
    if (combatantId === null) throw new ToolError('Whom you named is not in the fight. Nothing was done.');
    return combatantId;
  });
  return [...new Set(ids)].map((combatantId) => ({ kind: 'combatant:remove', combatantId }));
}

function addition({ names, count, own }: z.output<typeof input>, { context }: ToolDesk): GameStep {
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) throw new ToolError('Add one kind of monster a call. Nothing was done.');
  if (/[[\]<>\n]/u.test(name)) throw new ToolError('A name has no brackets. Nothing was done.');
  const monster = own === null ? known(name, context.language) : withFigures(name, own);
  return { kind: 'monsters:add', monster, count, group: count > 1 ? monster.name.slice(0, 40) : null, isHidden: false };
}

function known(name: string, language: Language): Monster {
  const monster = findMonster(name, language);
  if (monster) return monster;
  throw new ToolError(
    `No such monster is known: give figures in own, or take one of ${monsterNames(language).join(', ')}. Nothing was done.`,
  );
}

function withFigures(name: string, own: OwnMonster): Monster {
  return {
    name,
    armourClass: own.armour_class,
    hitPoints: own.hit_points,
    initiativeBonus: own.initiative_bonus,
    saves: DEFAULT_SAVES,
    defences: { resistances: [], immunities: [], vulnerabilities: [], conditionImmunities: [] },
    attacks: [
      {
        id: 'attack-1',
        name: own.attack,
        kind: own.is_ranged ? 'ranged' : 'melee',
        ability: null,
        isProficient: true,
        bonus: 0,
        toHit: own.to_hit,
        damage: [{ dice: own.damage, type: own.damage_type }],
        rangeFeet: own.is_ranged ? 60 : 5,
        properties: [],
      },
    ],
    experience: own.experience,
  };
}
