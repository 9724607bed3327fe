import type { Condition, DamageType, Roll } from '@skald/protocol';

/** What an onlooker with pencil and paper writes down of one fighter. Shares nothing with the engine. */
export interface Book {
  readonly name: string;
  readonly isMonster: boolean;
  readonly max: number;
  readonly weapon: readonly DamageType[];
  readonly attacksAction: number;
  readonly armour: number;
  readonly bonus: number;
  readonly halves: readonly DamageType[];
  readonly ignores: readonly DamageType[];
  readonly doubles: readonly DamageType[];
  readonly shrugs: readonly Condition[];
  left: number;
  cushion: number;
  state: 'alive' | 'dying' | 'stable' | 'dead';
  good: number;
  bad: number;
  focus: string | null;
  slots: number[];
  readonly slotsMax: readonly number[];
  notes: Note[];
}

interface Note {
  readonly condition: Condition;
  /** The clock it hangs on and the tick at which it ends; null lasts. */
  due: { clock: string; tick: number } | null;
  readonly heldBy: string | null;
}

/** The books of all fighters with one clock for each start and end of somebody's turn: what ends, ends at a tick of its clock. */
export class FightBooks {
  readonly of = new Map<string, Book>();
  readonly #ticks = new Map<string, number>();

  book(name: string): Book {
    const found = this.of.get(name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  }

  ticks(clock: string): number {
    return this.#ticks.get(clock) ?? 0;
  }

  tick(clock: string): void {
    const now = this.ticks(clock) + 1;
    this.#ticks.set(clock, now);
    for (const one of this.of.values()) one.notes = one.notes.filter((note) => note.due?.clock !== clock || note.due.tick > now);
  }

  /** Clocks of one who left stand still: what hung on them hangs on another's. */
  rehang(from: string, to: string | null): void {
    for (const note of [...this.of.values()].flatMap((one) => one.notes)) {
      const [name, at] = note.due?.clock.split('/') ?? [];
      if (note.due === null || name !== from) continue;
      const rest = note.due.tick - this.ticks(note.due.clock);
      note.due = to === null ? null : { clock: `${to}/${at ?? ''}`, tick: this.ticks(`${to}/${at ?? ''}`) + rest };
    }
  }

  cannotAct(one: Book): boolean {
    return one.state !== 'alive' || one.notes.some((note) => note.condition === 'paralyzed' || note.condition === 'stunned');
  }

  addNote(one: Book, condition: Condition, rounds: number | null, clock: string, heldBy: string | null): void {
    const due = rounds === null ? null : { clock, tick: this.ticks(clock) + rounds };
    one.notes.push({ condition, due, heldBy });
    if (condition === 'paralyzed' || condition === 'stunned') this.loseFocus(one);
  }

  loseFocus(one: Book): void {
    if (one.focus === null) return;
    one.focus = null;
    for (const other of this.of.values()) other.notes = other.notes.filter((note) => note.heldBy !== one.name);
  }

  /** One blow; `saves` are the rolls that were drawn after it, of which the save to concentrate is taken. */
  strike(
    one: Book,
    parts: readonly { amount: number; type: DamageType | null }[],
    isCritical: boolean,
    saves: readonly Roll[],
  ): void {
    if (one.state === 'dead') return;
    let sum = 0;
    for (const { amount, type } of parts) {
      if (type !== null && one.ignores.includes(type)) continue;
      let felt = type !== null && one.halves.includes(type) ? (amount - (amount % 2)) / 2 : amount;
      if (type !== null && one.doubles.includes(type)) felt += felt;
      sum += felt;
    }
    if (sum === 0) return;
    const soaked = sum > one.cushion ? one.cushion : sum;
    one.cushion -= soaked;
    const rest = sum - soaked;
    if (rest > 0) this.#wound(one, rest, isCritical);
    if (one.focus === null || one.state !== 'alive') return;
    const wanted = sum >= 60 ? 30 : sum < 22 ? 10 : (sum - (sum % 2)) / 2;
    const save = saves.find((roll) => roll.label === 'save:constitution');
    if (!save) throw new Error(`${one.name} was not asked for a save`);
    if (save.total < wanted) this.loseFocus(one);
  }

  #wound(one: Book, rest: number, isCritical: boolean): void {
    if (rest < one.left) {
      one.left -= rest;
      return;
    }
    if (one.isMonster || rest - one.left >= one.max) return this.die(one);
    if (one.left === 0) {
      one.state = 'dying';
      one.bad += isCritical ? 2 : 1;
      if (one.bad > 2) this.die(one);
      return;
    }
    one.left = 0;
    one.state = 'dying';
    one.good = 0;
    one.bad = 0;
    this.loseFocus(one);
  }

  die(one: Book): void {
    this.loseFocus(one);
    Object.assign(one, { left: 0, cushion: 0, state: 'dead', good: 0, bad: 0, notes: [] });
  }

  deathSave(one: Book, roll: Roll): void {
    if (roll.natural === 20) return this.mend(one, 1);
    if (roll.natural !== 1 && roll.total >= 10) one.good += 1;
    else one.bad += roll.natural === 1 ? 2 : 1;
    if (one.bad > 2) this.die(one);
    else if (one.good > 2) Object.assign(one, { state: 'stable', good: 0, bad: 0 });
  }

  mend(one: Book, amount: number): void {
    if (amount === 0) return;
    if (one.left === 0) Object.assign(one, { state: 'alive', good: 0, bad: 0 });
    one.left = one.left + amount > one.max ? one.max : one.left + amount;
  }
}
