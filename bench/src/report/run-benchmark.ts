import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, type Report, roundValue } from './figure.ts';
import { describeCommit, describeMachine } from './machine.ts';

const RESULTS = join(import.meta.dirname, '..', '..', 'results');

/**
 * Runs one benchmark as a process: figures on standard output, everything else on standard error. With `--save` they are also
 * kept under `bench/results/`, after a line about machine, commit and set-up. The exit code is 1 when a case could not be measured.
 */
export async function runBenchmark(bench: string, measure: (report: Report) => Promise<void>): Promise<void> {
  const figures: Figure[] = [];
  const configuration: Record<string, string | number> = {};
  const closers: (() => Promise<void>)[] = [];
  const started = new Date();
  const before = describeMachine();
  const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
  const report: Report = {
    say,
    add(caseName, figure, value, unit, n) {
      const line: Figure = { bench, case: caseName, figure, value: roundValue(value), unit, n };
      figures.push(line);
      process.stdout.write(`${JSON.stringify(line)}\n`);
    },
    closeAtEnd: (close) => void closers.push(close),
    async measureCase(caseName, measureOne) {
      try {
        await measureOne();
      } catch (error) {
        say(`Case ${caseName} was not measured: ${error instanceof Error ? error.message : String(error)}.`);
        process.exitCode = 1;
      }
    },
    configure(name, value) {
      configuration[name] = value;
      say(`${name}: ${value}`);
    },
  };
  if (before.load > before.cores) say(`The machine is busy (load ${before.load}, ${before.cores} cores): expect worse figures.`);
  try {
    await measure(report);
  } catch (error) {
    say(`${bench} stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = 1;
  } finally {
    for (const close of closers.reverse()) await close();
  }
  if (figures.length === 0) process.exitCode = 1;
  else if (process.argv.includes('--save')) {
    const machine = { ...before, loadAtEnd: describeMachine().load };
    save(bench, [{ bench, at: started.toISOString(), commit: describeCommit(), machine, configuration }, ...figures], say);
  }
}

function save(bench: string, lines: readonly object[], say: Report['say']): void {
  const [date] = new Date().toISOString().split('T');
  const name = `${date}-${bench}.jsonl`;
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  say(`Kept in bench/results/${name}.`);
}

/** Value of an option such as `--turns=40`. Throws a RangeError for one that is no whole number above 0. */
export function readCountOption(name: string, otherwise: number): number {
  const given = process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  if (given === undefined) return otherwise;
  if (!/^[1-9]\d{0,5}$/.test(given)) throw new RangeError(`--${name} is a whole number above 0`);
  return Number(given);
}

/** Cases to run: those of `--case=a,b`, or all. Throws a RangeError for one that is not there. */
export function readCases<Name extends string>(all: readonly Name[]): Name[] {
  const given = process.argv
    .find((arg) => arg.startsWith('--case='))
    ?.slice('--case='.length)
    .split(',');
  const unknown = given?.find((name) => !all.some((one) => one === name));
  if (unknown !== undefined) throw new RangeError(`there is no case "${unknown}"; there are ${all.join(', ')}`);
  return all.filter((name) => given?.includes(name) ?? true);
}
