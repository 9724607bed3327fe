import type { FightBooks } from './fight-books.ts';

/** Turns as an onlooker keeps them: a list of all turns that were had, and a finger on one of them. */
export class FightTurns {
  order: string[] = [];
  readonly figures = new Map<string, { initiative: number; bonus: number }>();
  readonly acted = new Set<string>();
  readonly attacksLeft = new Map<string, number>();
  readonly reacted = new Set<string>();
  readonly putOff = new Map<string, number>();
  readonly #books: FightBooks;
  #had: { round: number; name: string }[] = [];
  #finger = -1;
  /** Turns before this one were had in another order: nobody goes back to them. */
  #settledFrom = 0;

  constructor(books: FightBooks) {
    this.#books = books;
  }

  get current(): string | null {
    return this.#had[this.#finger]?.name ?? null;
  }

  get round(): number {
    return this.#had[this.#finger]?.round ?? 0;
  }

  get isBack(): boolean {
    return this.#finger < this.#had.length - 1;
  }

  add(name: string, initiative: number, bonus: number): void {
    this.figures.set(name, { initiative, bonus });
    const isBehind = (other: string): boolean => {
      const { initiative: theirs, bonus: theirBonus } = this.figures.get(other)!;
      return initiative > theirs || (initiative === theirs && bonus > theirBonus);
    };
    const at = this.order.findIndex(isBehind);
    this.order.splice(at === -1 ? this.order.length : at, 0, name);
    this.#settledFrom = this.#had.length;
  }

  /** Who was before it in the order takes its clocks. */
  remove(name: string): string | null {
    const at = this.order.indexOf(name);
    const others = this.order.filter((one) => one !== name);
    const heir = others[at - 1] ?? others.at(-1) ?? null;
    this.order = others;
    this.putOff.delete(name);
    this.#settledFrom = this.#had.length;
    return heir;
  }

  canGoOn(): boolean {
    return this.order.some((name) => !this.#isDead(name));
  }

  next(isOver = true): void {
    while (this.isBack) {
      this.#finger += 1;
      if (!this.#isDead(this.current!)) return;
    }
    let { round } = this;
    let name = this.current;
    if (name !== null && isOver) this.#books.tick(`${name}/end`);
    for (;;) {
      const at: number = name === null ? -1 : this.order.indexOf(name);
      if (name === null || at === this.order.length - 1) round += 1;
      name = this.order[(at + 1) % this.order.length]!;
      if (!this.#isDead(name)) break;
      this.#books.tick(`${name}/start`);
      this.#books.tick(`${name}/end`);
    }
    const since = this.putOff.get(name);
    this.putOff.delete(name);
    if (since !== round) {
      if (since !== undefined) this.#books.tick(`${name}/end`);
      this.acted.delete(name);
      this.attacksLeft.delete(name);
      this.reacted.delete(name);
      this.#books.tick(`${name}/start`);
    }
    this.#had.push({ round, name });
    this.#finger = this.#had.length - 1;
  }

  canGoBack(): boolean {
    return this.#had.slice(this.#settledFrom, Math.max(0, this.#finger)).some(({ name }) => !this.#isDead(name));
  }

  back(): void {
    do this.#finger -= 1;
    while (this.#isDead(this.current!));
  }

  delay(): void {
    this.putOff.set(this.current!, this.round);
    this.#settledFrom = this.#had.length;
    this.next(false);
  }

  resume(name: string): void {
    this.figures.set(name, this.figures.get(this.current!)!);
    this.order = this.order.filter((one) => one !== name);
    this.order.splice(this.order.indexOf(this.current!) + 1, 0, name);
    this.#settledFrom = this.#had.length;
  }

  #isDead(name: string): boolean {
    return this.#books.book(name).state === 'dead';
  }
}
