import type { CharacterId, Condition, CreatureId, DamageType, GameStep, Roll } from '@skald/protocol';
import type { GameState } from '../game-state.ts';
import type { StepActor } from '../step.ts';
import { FightBooks, type Book } from './fight-books.ts';
import { FightTurns } from './fight-turns.ts';
import { CHARACTERS, DM, host, player } from './fights.ts';

/** A step that a script tries: whether it has to be refused, and what the onlooker writes down when it was not. */
export interface Try {
  readonly step: GameStep;
  readonly actor: StepActor;
  readonly isLegal: boolean;
  readonly note: (rolls: readonly Roll[]) => void;
}

export const PLAYERS = ['Ada', 'Boris', 'Clara', 'Dima'];
const nothing = (): void => undefined;

/** One fight: tries of all kinds, chosen by chance, with what an onlooker expects of each. */
export class FightScript {
  readonly books = new FightBooks();
  readonly turns = new FightTurns(this.books);
  readonly #random: () => number;
  readonly #state: () => GameState;
  #notes = 0;

  constructor(random: () => number, state: () => GameState) {
    this.#random = random;
    this.#state = state;
  }

  /** The id under which the engine knows somebody. */
  id(name: string): CreatureId {
    const found = this.#state().encounter?.combatants.find((one) => one.name === name);
    return found?.combatantId ?? this.characterId(name);
  }

  characterId(name: string): CharacterId {
    return CHARACTERS[PLAYERS.indexOf(name)] ?? CHARACTERS[0]!;
  }

  /** Null when chance chose something that has no sense now. */
  try(): Try | null {
    const makers = [
      () => this.#attack(),
      () => this.#attack(),
      () => this.#attack(),
      () => this.#next(),
      () => this.#next(),
      () => this.#next(),
      () => this.#previous(),
      () => this.#delay(),
      () => this.#resume(),
      () => this.#damage(),
      () => this.#heal(),
      () => this.#temporary(),
      () => this.#condition(),
      () => this.#condition(),
      () => this.#cast(),
      () => this.#slot(),
      () => this.#deathSave(),
      () => this.#nonsense(),
    ];
    return this.#pick(makers)();
  }

  #attack(): Try | null {
    const attacker = this.#pick(this.turns.order);
    const target = this.#pick(this.turns.order.filter((name) => name !== attacker));
    const isReaction = this.#random() < 0.2;
    const isByLeader = !PLAYERS.includes(attacker) || this.#random() < 0.2;
    const actor = isByLeader ? DM : player(PLAYERS.indexOf(attacker));
    const isBounded = actor.kind === 'seat' && !actor.isHost;
    const [one, other] = [this.books.book(attacker), this.books.book(target)];
    const hasAttack = !this.turns.acted.has(attacker) || (this.turns.attacksLeft.get(attacker) ?? 0) > 0 || !isBounded;
    const isMoment = isReaction ? !this.turns.reacted.has(attacker) : this.turns.current === attacker && hasAttack;
    const isSeen = actor.kind === 'dm' || !target.startsWith('Shade');
    const isLegal = isMoment && isSeen && !this.books.cannotAct(one) && other.state !== 'dead';
    const attackId = one.isMonster ? 'bite' : 'blade';
    const step: GameStep = {
      kind: 'attack',
      attacker: this.id(attacker),
      target: this.id(target),
      attackId,
      mode: 'normal',
      isReaction,
    };
    return { step, actor, isLegal, note: (rolls) => this.#noteAttack(one, other, isReaction, rolls) };
  }

  #noteAttack(one: Book, other: Book, isReaction: boolean, rolls: readonly Roll[]): void {
    const left = this.turns.attacksLeft.get(one.name) ?? 0;
    if (isReaction) this.turns.reacted.add(one.name);
    else this.turns.attacksLeft.set(one.name, this.turns.acted.has(one.name) ? Math.max(0, left - 1) : one.attacksAction - 1);
    if (!isReaction) this.turns.acted.add(one.name);
    const [roll, ...rest] = rolls;
    if (!roll || roll.natural === 1 || (roll.natural !== 20 && roll.total < other.armour)) return;
    const isHelpless = other.state !== 'alive' || other.notes.some((note) => note.condition === 'paralyzed');
    const parts = one.weapon.map((type, index) => ({ type, amount: Math.max(0, rest[index]?.total ?? 0) }));
    this.books.strike(other, parts, roll.natural === 20 || isHelpless, rest.slice(parts.length));
  }

  #next(): Try {
    const { current } = this.turns;
    const index = this.#random() < 0.3 ? this.#index(4) : PLAYERS.indexOf(current ?? '');
    const actor = index === -1 ? DM : player(index);
    const isAllowed = actor.kind === 'dm' || actor.isHost || PLAYERS[index] === current;
    const isLegal = isAllowed && this.turns.canGoOn();
    return { step: { kind: 'turn:next' }, actor, isLegal, note: () => this.turns.next() };
  }

  #previous(): Try | null {
    if (!this.turns.canGoBack()) return null;
    const isLegal = this.#random() < 0.7;
    return { step: { kind: 'turn:previous' }, actor: isLegal ? host : player(1), isLegal, note: () => this.turns.back() };
  }

  #delay(): Try | null {
    const { current } = this.turns;
    if (current === null || !this.turns.canGoOn()) return null;
    const isLegal = !this.turns.acted.has(current) && !this.turns.isBack;
    return { step: { kind: 'turn:delay' }, actor: DM, isLegal, note: () => this.turns.delay() };
  }

  #resume(): Try | null {
    const name = this.#pick([...this.turns.putOff.keys(), this.#pick(this.turns.order)]);
    const isLegal = this.turns.putOff.has(name) && name !== this.turns.current;
    if (isLegal && this.turns.isBack) return null;
    const combatantId = this.id(name) as Extract<GameStep, { kind: 'turn:resume' }>['combatantId'];
    return { step: { kind: 'turn:resume', combatantId }, actor: DM, isLegal, note: () => this.turns.resume(name) };
  }

  #damage(): Try {
    const target = this.#pick(this.turns.order);
    const type = this.#pick<DamageType | null>([null, 'fire', 'slashing', 'poison', 'bludgeoning']);
    const amount = this.#index(14);
    const isLegal = this.books.book(target).state !== 'dead';
    const note: Try['note'] = (rolls) => this.books.strike(this.books.book(target), [{ amount, type }], false, rolls);
    return { step: { kind: 'damage', target: this.id(target), amount, type }, actor: this.#leader(target), isLegal, note };
  }

  #heal(): Try {
    const target = this.#pick(this.turns.order);
    const amount = this.#index(12);
    const isLegal = this.books.book(target).state !== 'dead';
    const note: Try['note'] = () => this.books.mend(this.books.book(target), amount);
    return { step: { kind: 'heal', target: this.id(target), amount }, actor: this.#leader(target), isLegal, note };
  }

  #temporary(): Try {
    const target = this.#pick(PLAYERS);
    const amount = this.#index(9);
    const one = this.books.book(target);
    const note: Try['note'] = () => void (one.cushion = Math.max(one.cushion, amount));
    return { step: { kind: 'temporary:grant', target: this.id(target), amount }, actor: DM, isLegal: one.state !== 'dead', note };
  }

  #condition(): Try | null {
    const target = this.#pick(this.turns.order);
    const one = this.books.book(target);
    const condition = this.#pick<Condition>([
      'blinded',
      'poisoned',
      'restrained',
      'frightened',
      'paralyzed',
      'stunned',
      'deafened',
    ]);
    if (one.notes.some((note) => note.condition === condition)) return null;
    const of = this.#pick(this.turns.order);
    const at = this.#pick(['start', 'end'] as const);
    const rounds = 1 + this.#index(3);
    const isTimed = this.#random() < 0.8;
    const isHeld = this.books.book('Boris').focus !== null && target !== 'Boris' && this.#random() < 0.5;
    this.#notes += 1;
    const ofId = this.id(of);
    const step: GameStep = {
      kind: 'condition:add',
      target: this.id(target),
      condition,
      source: `cause ${this.#notes}`,
      ends: isTimed ? { rounds, at, of: ofId } : null,
      heldBy: isHeld ? this.id('Boris') : null,
    };
    const isLegal = one.state !== 'dead' && !one.shrugs.includes(condition);
    const note: Try['note'] = () =>
      this.books.addNote(one, condition, isTimed ? rounds : null, `${of}/${at}`, isHeld ? 'Boris' : null);
    return { step, actor: DM, isLegal, note };
  }

  #cast(): Try {
    const one = this.books.book('Boris');
    const spellId = this.#pick(['hold', 'bolt', 'spark', 'unlearned', 'nothing']);
    const level = 1 + this.#index(3);
    const slot = spellId === 'spark' ? null : { level, isPact: false };
    const needed = { hold: 2, bolt: 1, spark: 0 }[spellId] ?? 99;
    const hasSlot = spellId === 'spark' || (one.slots[level - 1] ?? 0) < (one.slotsMax[level - 1] ?? 0);
    const isLegal = !this.books.cannotAct(one) && hasSlot && level >= (spellId === 'spark' ? 0 : needed);
    const note = (): void => {
      if (slot !== null) one.slots[level - 1] = (one.slots[level - 1] ?? 0) + 1;
      if (spellId !== 'hold') return;
      this.books.loseFocus(one);
      one.focus = 'hold';
    };
    return {
      step: { kind: 'spell:cast', characterId: this.characterId('Boris'), spellId, slot },
      actor: player(1),
      isLegal,
      note,
    };
  }

  #slot(): Try {
    const one = this.books.book('Boris');
    const level = 1 + this.#index(3);
    const isBack = this.#random() < 0.5;
    const [spent, max] = [one.slots[level - 1] ?? 0, one.slotsMax[level - 1] ?? 0];
    const isLegal = isBack ? spent > 0 : spent < max;
    const note = (): void => void (one.slots[level - 1] = spent + (isBack ? -1 : 1));
    const kind = isBack ? 'slot:restore' : 'slot:spend';
    return { step: { kind, characterId: this.characterId('Boris'), level, isPact: false }, actor: player(1), isLegal, note };
  }

  #deathSave(): Try | null {
    const name = this.#pick(PLAYERS.filter((one) => this.turns.order.includes(one)));
    const one = this.books.book(name);
    const isLegal = one.state === 'dying' && this.turns.current === name && !this.turns.acted.has(name);
    const note: Try['note'] = ([roll]) => {
      if (!roll) throw new Error('a death save was not rolled');
      if (roll.natural !== 20) this.turns.acted.add(name);
      this.books.deathSave(one, roll);
    };
    return {
      step: { kind: 'death:save', characterId: this.characterId(name) },
      actor: player(PLAYERS.indexOf(name)),
      isLegal,
      note,
    };
  }

  /** What is never allowed. */
  #nonsense(): Try {
    const shade = this.id('Shade A') as Extract<GameStep, { kind: 'combatant:reveal' }>['combatantId'];
    const [ada, boris] = [this.characterId('Ada'), this.characterId('Boris')];
    const attack = { kind: 'attack', attackId: 'blade', mode: 'normal', isReaction: true } as const;
    const all: readonly (readonly [GameStep, StepActor])[] = [
      [{ kind: 'encounter:begin' }, DM],
      [{ kind: 'encounter:end' }, player(2)],
      [{ kind: 'combatant:join', characterId: ada }, DM],
      [{ kind: 'combatant:remove', combatantId: shade }, player(2)],
      [{ kind: 'combatant:reveal', combatantId: shade }, host],
      [{ kind: 'damage', target: shade, amount: 3, type: null }, host],
      [{ ...attack, attacker: boris, target: shade }, player(1)],
      [{ ...attack, attacker: ada, target: boris }, player(1)],
      [{ ...attack, attacker: ada, target: boris, attackId: 'halberd' }, DM],
      [{ kind: 'item:take', from: boris, itemId: 'crown', quantity: 1 }, player(1)],
      [{ kind: 'damage', target: ada, amount: 3, type: null }, player(1)],
      [{ kind: 'initiative:set', combatantId: shade, value: 3 }, player(1)],
      [{ kind: 'level:up', characterId: boris, classIndex: 3, hitPoints: 'average' }, player(1)],
      [{ kind: 'feature:use', characterId: boris, featureId: 'flight' }, player(1)],
      [{ kind: 'coins:give', to: boris, coin: 'gold', amount: -900 }, player(1)],
      [{ kind: 'initiative:roll', combatantId: null, mode: 'normal' }, DM],
    ];
    const [step, actor] = this.#pick(all);
    return { step, actor, isLegal: false, note: nothing };
  }

  /** The host leads whom the host sees. */
  #leader(target: string): StepActor {
    return target.startsWith('Shade') ? DM : this.#pick([DM, host]);
  }

  #index(below: number): number {
    return Math.floor(this.#random() * below);
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#index(items.length)]!;
  }
}
