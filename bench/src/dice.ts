import { DiceRoll } from '@dice-roller/rpg-dice-roller';
import { parseDice } from '../../api/src/domain/dice/parse-dice.ts';
import { rollDice } from '../../api/src/domain/dice/roll-dice.ts';
import { compareSpeed } from './dice/compare-speed.ts';
import { readCases, readCountOption, runBenchmark } from './report/run-benchmark.ts';
import { median } from './report/statistics.ts';

/** What players type most, in the notation that both read alike. */
const CASES = [
  '1d20',
  '1d20+5',
  '2d20kh1+5',
  '2d20kl1+5',
  '8d6',
  '2d6+1d8+3',
  '4d6dl1',
  '4d6kh3',
  '2d6ro<=2',
  '5d6!',
  '10d6>=5',
  '{2d6+3,1d12}kh1',
  '(2d6+3)*2',
  'floor(8d6/2)',
  '100d6',
] as const;
const ROUNDS = 25;

/**
 * Notation to total, ours against rpg-dice-roller in the same process: whole reading and rolling each time, nothing kept between. Both
 * draw from the runtime's own generator.
 */
await runBenchmark('dice', async (report) => {
  const rounds = readCountOption('rounds', ROUNDS);
  const random = { next: (sides: number) => Math.floor(Math.random() * sides) };
  report.configure('rounds', rounds);
  report.configure('peer', '@dice-roller/rpg-dice-roller 5.5.1');
  for (const notation of readCases(CASES)) {
    await report.measureCase(notation, async () => {
      const { ours, theirs, ratios } = compareSpeed(
        () => rollDice(parseDice(notation), random).total,
        () => new DiceRoll(notation).total,
        rounds,
      );
      report.add(notation, 'rolls_per_second', median(ours), '1/s', rounds);
      report.add(notation, 'peer_rolls_per_second', median(theirs), '1/s', rounds);
      report.add(notation, 'ratio', median(ratios), 'x', rounds);
    });
  }
});
