import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { CharacterId, RollId, SeatId, StepId, TableId } from '@skald/protocol';
import { openStore } from '../store/open-store.ts';

interface Answered {
  readonly index: number;
  readonly stepId: StepId;
  readonly rollIds: readonly RollId[];
  readonly tableId: TableId;
  readonly seatId: SeatId;
  readonly characterId: CharacterId;
}

const folder = mkdtempSync(join(tmpdir(), 'skald-game-crash-'));
const file = join(folder, 'skald.db');
const CHILD = join(import.meta.dirname, 'testing', 'act-forever.ts');

/** Plays until `count` steps were answered, kills the process with SIGKILL and gives all answers. It begins with the last step again. */
async function playAndKill(life: number, count: number, last: Answered | undefined): Promise<Answered[]> {
  const place = last ? [last.tableId, last.seatId, last.characterId] : [];
  const child = spawn(process.execPath, [CHILD, file, String(life), String(last?.index ?? 0), ...place], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const answered: Answered[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    answered.push(JSON.parse(line) as Answered);
    if (answered.length === count) child.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return answered;
}

describe('a killed process', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('[R1] loses no step that was answered and doubles none: hit points, coins, dice and the stream fit the steps', async () => {
    const answered: Answered[] = [];
    for (const [life, count] of [60, 1, 47, 2, 83].entries()) {
      answered.push(...(await playAndKill(life, count, answered.at(-1))));
    }
    const { tableId, characterId } = answered[0]!;
    const store = openStore(file);
    onTestFinished(() => store.close());
    const steps = store.readSteps(tableId, 1_000_000).toReversed();
    const stepOf = new Map(steps.map((row) => [row.dedupeKey?.split('crash-step-')[1], row]));
    for (const { index, stepId } of answered) expect(stepOf.get(String(index))?.id).toBe(stepId);
    expect(steps.map((row) => row.dedupeKey?.split('crash-step-')[1])).toEqual(steps.map((_, index) => String(index)));
    const damages = steps.filter((row) => row.kind === 'damage');
    const taken = damages.reduce((sum, row) => sum + (row.after.rolls[0]?.total ?? Number.NaN), 0);
    const row = store.readCharacters(tableId).find((one) => one.id === characterId);
    expect(row?.sheet?.vitals.hitPoints.current).toBe(9_999 - taken);
    expect(row?.sheet?.coins.gold).toBe(steps.length - damages.length);
    expect(row?.revision).toBe(1 + steps.length);
    const messages = store.readMessages(tableId, { seatId: null, before: null, limit: 1_000_000 }).map((one) => one.message);
    const told = messages.flatMap((message) => (message.kind === 'deed' ? [message.stepId] : []));
    expect(told.toReversed()).toEqual(steps.map((one) => one.id));
    // A die that was drawn for a step that was not kept any more is the one that the step had in the next life.
    const rolled = messages.flatMap((message) => (message.kind === 'roll' ? [message.roll] : [])).toReversed();
    const used = damages.flatMap((one) => one.after.rolls.map((roll) => roll.rollId));
    expect(rolled.slice(0, used.length).map((roll) => roll.rollId)).toEqual(used);
    expect(rolled.length - used.length).toBeLessThanOrEqual(1);
    expect(rolled.map((roll) => roll.fair?.counter)).toEqual(rolled.map((_, counter) => counter));
  });
});
