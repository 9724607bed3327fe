import type { CreatureId, Roll } from '@skald/protocol';
import type { Audience } from '../../audience.ts';
import type { StepTools } from '../step.ts';

export interface Amount {
  /** From 0. */
  readonly value: number;
  readonly rolls: readonly Roll[];
}

/** A number as it is, or dice that are drawn now. Throws ProtocolError `dice_invalid` and `constant_roll`. */
export function settleAmount(
  amount: number | string,
  dice: { readonly purpose: string; readonly roller: CreatureId | null; readonly audience: Audience },
  tools: StepTools,
): Amount {
  if (typeof amount === 'number') return { value: amount, rolls: [] };
  const roll = tools.roll({ ...dice, notation: amount, mode: 'normal', difficulty: null, isCritical: false });
  return { value: Math.max(0, roll.total), rolls: [roll] };
}
