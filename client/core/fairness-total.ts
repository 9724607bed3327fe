import type { ProvenRoll } from '@skald/protocol';

/** Dice, kept dice and whole numbers, added and subtracted: what most rolls are. */
const PLAIN = /^-?(?:\d+d\d+(?:k[hl]\d+)?|\d+)(?:[+-](?:\d+d\d+(?:k[hl]\d+)?|\d+))*$/;
const TERM = /([+-]?)(\d+)(?:d(\d+)(?:k([hl])(\d+))?)?/g;

/** False when a plain notation does not give these dice and this total. Other notations are not judged: their dice are. */
export function isPlainTotal({ notation, draws, total }: Pick<ProvenRoll, 'notation' | 'draws' | 'total'>): boolean {
  if (!PLAIN.test(notation)) return true;
  const left = [...draws];
  let sum = 0;
  for (const [, sign, count = '0', sides, end, kept] of notation.matchAll(TERM)) {
    const factor = sign === '-' ? -1 : 1;
    if (sides === undefined) {
      sum += factor * Number(count);
      continue;
    }
    const dice = left.splice(0, Number(count));
    if (dice.length !== Number(count) || dice.some((die) => die[0] !== Number(sides))) return false;
    const values = dice.map((die) => die[1]).sort((a, b) => (end === 'l' ? a - b : b - a));
    sum += factor * values.slice(0, kept === undefined ? values.length : Number(kept)).reduce((all, value) => all + value, 0);
  }
  return left.length === 0 && sum === total;
}
