import { z } from 'zod';
import { foldWord } from '@skald/protocol';
import { matchName } from '../../domain/commands/names.ts';
import { escapeText } from '../prompt/escape-text.ts';
import { act } from './act.ts';
import { findCreature } from './find-creature.ts';
import { actorName, rollMode } from './inputs.ts';
import { defineTool } from './tool.ts';
import { ToolError } from './world.ts';
import type { CreatureView, FightView } from './world-game.ts';

/** An attack of a monster or a character: roll, damage and what follows, all by the engine. (G5.14-G5.19) */
export const attackTool = defineTool({
  name: 'attack',
  description:
    'One attack: the engine rolls it against the armour of the target and, on a hit, takes the damage off. In a fight only on the turn of the ' +
    'attacker, or as a reaction. Do not roll or take off this damage by another tool.',
  input: z.strictObject({
    attacker: actorName,
    target: actorName,
    with: z.string().trim().min(1).max(80).nullable().default(null).describe('Weapon or attack; null for the first one.'),
    mode: rollMode,
    is_reaction: z.boolean().default(false),
  }),
  doing: 'rolling',
  run({ attacker: who, target: whom, with: weapon, mode, is_reaction: isReaction }, desk) {
    const attacker = findCreature(desk, who);
    const target = findCreature(desk, whom);
    if (attacker.creatureId === target.creatureId) throw new ToolError('Nobody attacks oneself. Nothing was done.');
    const { id: attackId } = attackOf(attacker, weapon);
    return act(
      desk,
      [{ kind: 'attack', attacker: attacker.creatureId, attackId, target: target.creatureId, mode, isReaction }],
      whoseTurn(desk.world.game.fight),
    );
  },
});

function attackOf({ attacks }: CreatureView, name: string | null): CreatureView['attacks'][number] {
  const [first] = attacks;
  if (first === undefined)
    throw new ToolError('This one has no attack written down: use roll_dice and damage. Nothing was done.');
  if (name === null) return first;
  const exact = attacks.find((one) => foldWord(one.name) === foldWord(name));
  if (exact) return exact;
  const match = matchName(
    name.split(/\s+/u),
    attacks.map((item) => ({ names: [item.name], item })),
  );
  if (match.kind === 'one') return match.item;
  throw new ToolError(
    `There is no such attack, only: ${attacks.map((one) => escapeText(one.name)).join(', ')}. Nothing was done.`,
  );
}

function whoseTurn(fight: FightView | null): string {
  return fight?.turnOf ? `It is the turn of ${escapeText(fight.turnOf)}.` : '';
}
