import { ProtocolError, sentence, type Deed, type GameStep } from '@skald/protocol';
import { escapeText } from '../prompt/escape-text.ts';
import type { ToolDesk } from './tool.ts';
import { ToolError } from './world.ts';

/** What a model is told of the steps that a call took. */
export interface StepReport {
  readonly happened: readonly Record<string, string | number | boolean>[];
  /** Of those to whom it happened: hit points of characters, monsters in words. */
  readonly health: Record<string, string>;
}

/**
 * Takes the steps of one call, one after the other, each once however often the call comes. Throws ToolError with the reason of
 * the rules; `hint` says what is possible instead.
 */
export function act(desk: ToolDesk, steps: readonly GameStep[], hint = ''): StepReport {
  const deeds: Deed[] = [];
  steps.forEach((step, index) => {
    try {
      const acted = desk.world.game.act(step, `${desk.callId}:${index}`);
      desk.rolls.push(...acted.rolls);
      deeds.push(...acted.deeds);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      throw new ToolError(reasonOf(error, index, hint), { cause: error });
    }
  });
  return { happened: deeds.map(reportOf), health: healthOf(desk, deeds) };
}

function reasonOf({ code, message }: ProtocolError, done: number, hint: string): string {
  const detail = code === 'dice_invalid' || code === 'constant_roll' ? ` ${message}.` : '';
  const outcome = done === 0 ? 'Nothing was done.' : 'What came before it was done, this was not.';
  return `${sentence(code, 'en')}${detail}${hint === '' ? '' : ` ${hint}`} ${outcome}`;
}

function reportOf({ code, params }: Deed): Record<string, string | number | boolean> {
  const told = Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? escapeText(value) : value]);
  return { what: code, ...(Object.fromEntries(told) as Deed['params']) };
}

function healthOf({ world }: ToolDesk, deeds: readonly Deed[]): Record<string, string> {
  const touched = new Set(deeds.flatMap(({ params }) => [params['target'], params['actor']]));
  const shown = world.game.creatures
    .filter(({ name }) => touched.has(name))
    .map(({ name, hitPoints, health }) => [
      escapeText(name),
      hitPoints === null ? health : `${hitPoints.current}/${hitPoints.max}`,
    ]);
  return Object.fromEntries(shown) as Record<string, string>;
}
