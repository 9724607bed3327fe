import { randomBytes } from 'node:crypto';
import { formatId } from '@skald/protocol';
import type { Ids } from './ports.ts';

/** Ids of about 100 random bits each. */
export function randomIds(): Ids {
  const bytes = (): Uint8Array => randomBytes(20);
  return {
    table: () => formatId('table', bytes()),
    seat: () => formatId('seat', bytes()),
    character: () => formatId('character', bytes()),
    session: () => formatId('session', bytes()),
    turn: () => formatId('turn', bytes()),
    segment: () => formatId('segment', bytes()),
    message: () => formatId('message', bytes()),
    roll: () => formatId('roll', bytes()),
    entity: () => formatId('entity', bytes()),
    fact: () => formatId('fact', bytes()),
    quest: () => formatId('quest', bytes()),
    seed: () => formatId('seed', bytes()),
    encounter: () => formatId('encounter', bytes()),
    combatant: () => formatId('combatant', bytes()),
    step: () => formatId('step', bytes()),
    picture: () => formatId('picture', bytes()),
  };
}
