#!/usr/bin/env node
// Checks a document of dice: node scripts/verify-rolls.mjs FILE.json
// It needs Node alone and uses nothing of Skald; docs/rules/fairness.md tells what is computed. It ends with 0 when every roll of
// every seed that was revealed is true, and with 1 when anything does not fit, a roll is missing, or nothing could be checked.
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [file] = process.argv.slice(2);
if (file === undefined) end('usage: verify-rolls.mjs FILE.json');
const read = parse(file);
const document = read.document ?? read;
if (document.format !== 'skald-dice-1' || !Array.isArray(document.seeds)) end('this is no document of dice of Skald');

let verified = 0;
let opened = 0;
const faults = [];
for (const seed of document.seeds) {
  const name = `seed ${seed.seedId} (${seed.audience})`;
  if (seed.seed === null) {
    console.log(`${name}: sealed, ${seed.rolls === null ? 'its rolls are withheld' : `${seed.rolls.length} rolls wait`}`);
    continue;
  }
  opened += 1;
  const before = faults.length;
  checkSeed(seed, name);
  if (faults.length === before) verified += seed.rolls.length;
}
for (const fault of faults) console.log(`FAULT ${fault}`);
if (faults.length > 0) end(`${faults.length} faults`);
if (opened === 0) end('no seed is revealed yet: nothing can be verified');
console.log(`${verified} rolls verified`);

function checkSeed(seed, name) {
  if (!/^[0-9a-f]{64}$/.test(seed.seed)) return void faults.push(`${name}: the seed is not 32 bytes`);
  const key = Buffer.from(seed.seed, 'hex');
  if (createHash('sha256').update(key).digest('hex') !== seed.commitment) faults.push(`${name}: does not fit its commitment`);
  if (!Array.isArray(seed.rolls)) return void faults.push(`${name}: revealed without its rolls`);
  let last = 0;
  for (const { seatId, fromCounter } of seed.contributions) {
    if (fromCounter < last) faults.push(`${name}: the chance of ${seatId} stands in another order`);
    last = Math.max(last, fromCounter);
  }
  seed.rolls.forEach((roll, index) => {
    const which = `${name}, roll ${roll.counter} (${roll.notation} = ${roll.total})`;
    if (roll.counter !== index) faults.push(`${which}: number ${index} was expected here`);
    const entropy = entropyAt(seed.contributions, roll.counter);
    roll.draws.forEach(([sides, value], die) => {
      const wanted = draw(key, `${entropy}:${roll.counter}:${die}`, sides);
      if (wanted !== value) faults.push(`${which}: die ${die} is a ${wanted} of ${sides}, not a ${value}`);
    });
    const reason = wrongTotal(roll);
    if (reason !== null) faults.push(`${which}: ${reason}`);
  });
}

function entropyAt(contributions, counter) {
  let chain = createHash('sha256').update(`skald dice v1${document.sessionId}`).digest();
  for (const { seatId, value, fromCounter } of contributions) {
    if (fromCounter <= counter) chain = createHash('sha256').update(chain).update(`${seatId}${value}`).digest();
  }
  return chain.toString('hex');
}

function draw(key, place, sides) {
  if (!Number.isInteger(sides) || sides < 2) return NaN;
  for (let attempt = 0; ; attempt += 1) {
    const number = createHmac('sha256', key).update(`${place}:${attempt}`).digest().readUIntBE(0, 6);
    if (number < 2 ** 48 - (2 ** 48 % sides)) return (number % sides) + 1;
  }
}

// Sums and differences of dice, kept dice and whole numbers are added up again; of other notations only the dice are checked.
function wrongTotal({ notation, draws, total }) {
  const parts = notation
    .replaceAll('-', '+-')
    .split('+')
    .filter((part) => part !== '');
  const terms = parts.map((part) => /^(-?)(\d+)(?:d(\d+)(?:k([hl])(\d+))?)?$/.exec(part));
  if (terms.some((term) => term === null)) return null;
  let next = 0;
  let sum = 0;
  for (const [, minus, count, sides, end_, kept] of terms) {
    let value = Number(count);
    if (sides !== undefined) {
      const dice = draws.slice(next, (next += Number(count)));
      if (dice.length !== Number(count)) return 'there are too few dice for its notation';
      if (dice.some((die) => die[0] !== Number(sides))) return 'its dice are not those of its notation';
      const values = dice.map((die) => die[1]).sort((a, b) => (end_ === 'l' ? a - b : b - a));
      value = values.slice(0, kept === undefined ? values.length : Number(kept)).reduce((all, one) => all + one, 0);
    }
    sum += minus === '-' ? -value : value;
  }
  if (next !== draws.length) return 'there are too many dice for its notation';
  return sum === total ? null : `the dice give ${sum}`;
}

function parse(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return end(`${path} cannot be read: ${error.message}`);
  }
}

function end(sentence) {
  console.error(sentence);
  process.exit(1);
}
