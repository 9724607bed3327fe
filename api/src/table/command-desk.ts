import {
  ProtocolError,
  sceneSchema,
  type CreatureId,
  type GameView,
  type Language,
  type Message,
  type MessageId,
  type SafetyCard,
  type SeatId,
} from '@skald/protocol';
import { audienceOf, type Audience } from '../domain/audience.ts';
import type { CommandScope, ScopeCreature } from '../domain/commands/scope.ts';
import { audienceOfRoll } from '../domain/fairness/visibility.ts';
import { findMonster } from '../domain/rules/catalogue/find-monster.ts';
import type { StepActor } from '../domain/rules/step.ts';
import type { TableRow } from '../store/store.ts';
import type { Asker, Circle, CommandDesk, CommandRoll } from './commands.ts';
import type { DiceBox } from './dice-box.ts';
import type { GameDesk } from './game-desk.ts';
import type { Hearing } from './hearing.ts';
import type { Person } from './people.ts';
import type { TablePorts } from './ports.ts';
import type { Sessions } from './sessions.ts';
import type { Stream } from './stream.ts';

export interface LiveCommandDeskOptions {
  readonly ports: Pick<TablePorts, 'store' | 'ids' | 'nowMs'>;
  readonly table: () => TableRow;
  readonly people: ReadonlyMap<string, Person>;
  readonly stream: Stream;
  readonly sessions: Sessions;
  readonly dice: Pick<DiceBox, 'roll'>;
  readonly hearing: Pick<Hearing, 'chat'>;
  readonly game: Pick<GameDesk, 'act' | 'undo' | 'viewFor'>;
  readonly showCard: (card: SafetyCard) => void;
  readonly onAddressed: (messageId: MessageId, audience: Audience) => void;
}

/** Messages of an evening that a summary looks back on. */
const SUMMARY_MESSAGES = 400;

/** The request is an ordinary line to the DM, so that everybody sees why it tells, and every mind understands it. */
const RECAP_LINES: Readonly<Record<Language, string>> = {
  en: 'Please repeat: what happened before?',
  ru: 'Повторите, пожалуйста: что было прежде?',
};

/** What commands do at a live table. */
export class LiveCommandDesk implements CommandDesk {
  readonly #options: LiveCommandDeskOptions;

  constructor(options: LiveCommandDeskOptions) {
    this.#options = options;
  }

  scope({ seatId, language }: Asker): CommandScope {
    const { people, table } = this.#options;
    const person = this.#person(seatId);
    return {
      seatId,
      language,
      role: person.row.role,
      isHost: person.row.isHost,
      people: [...people.values()].map(({ row, characterName }) => ({ seatId: row.id, name: row.name, characterName })),
      creatures: creaturesOf(this.game({ seatId, language }), seatId),
      findMonster: (name) => findMonster(name, table().language),
    };
  }

  posted(key: string): MessageId | null {
    const { ports, table } = this.#options;
    return ports.store.findMessageByKey(table().id, key)?.id ?? null;
  }

  roll({ seatId }: Asker, { dice, label, visibility, key }: CommandRoll): ReturnType<DiceBox['roll']> {
    const audience = typeof visibility === 'string' ? audienceOfRoll(visibility, seatId) : audienceIn(visibility, seatId);
    const wish = { dice, label, seatId, audience, difficulty: null, stakes: null, attempt: null, turnId: null, ordinal: 0 };
    return this.#options.dice.roll({ ...wish, dedupeKey: `roll:${key}` });
  }

  say({ seatId }: Asker, { text, target, tone, key }: Parameters<CommandDesk['say']>[1]): MessageId {
    const person = this.#person(seatId);
    if (person.row.role === 'listener' && target === 'dm')
      throw new ProtocolError('forbidden', 'a listener does not address the DM');
    return this.#options.hearing.chat(person, { text, target: tone === 'ooc' ? 'table' : target, tone, dedupeKey: key })
      .messageId;
  }

  whisper({ seatId }: Asker, { text, to, key }: Parameters<CommandDesk['whisper']>[1]): MessageId {
    const audience = audienceOf([seatId, to]);
    const message: Message = { kind: 'whisper', ...this.#head(), seatId, to, text };
    this.#post(message, audience, key, to === 'dm');
    if (to === 'dm') this.#options.onAddressed(message.messageId, audience);
    return message.messageId;
  }

  note({ seatId }: Asker, { text, key }: Parameters<CommandDesk['note']>[1]): MessageId {
    const message: Message = { kind: 'note', ...this.#head(), seatId, text };
    this.#post(message, seatId, key, false);
    return message.messageId;
  }

  askForRecap({ seatId }: Asker, key: string): MessageId {
    const text = RECAP_LINES[this.#options.table().language];
    return this.#options.hearing.chat(this.#person(seatId), { text, target: 'dm', tone: 'in', dedupeKey: key }).messageId;
  }

  scene(): ReturnType<CommandDesk['scene']> {
    return this.#options.table().scene;
  }

  setScene(change: Parameters<CommandDesk['setScene']>[0]): void {
    const { stream, table } = this.#options;
    const { id, scene } = table();
    const changed = sceneSchema.safeParse({ ...(scene ?? { title: '', place: '', mood: '', present: [] }), ...change });
    if (!changed.success) throw new ProtocolError('too_large', 'a part of the scene is too long');
    stream.record({ type: 'scene:changed', scene: changed.data }, [
      { op: 'update', into: 'rooms', id, set: { scene: changed.data } },
    ]);
  }

  evening({ seatId }: Asker): readonly Message[] {
    const { ports, table, sessions } = this.#options;
    const sessionId = sessions.current?.id;
    const rows = ports.store.readMessages(table().id, { seatId, before: null, limit: SUMMARY_MESSAGES });
    return rows
      .filter((row) => row.sessionId === sessionId)
      .map(({ message }) => message)
      .reverse();
  }

  game({ seatId }: Asker): GameView {
    return this.#options.game.viewFor({ seatId, isHost: this.#person(seatId).row.isHost });
  }

  act({ seatId }: Asker, step: Parameters<CommandDesk['act']>[1], key: string): void {
    this.#options.game.act(this.#actor(seatId), step, { dedupeKey: key });
  }

  undo(asker: Asker): void {
    const { undoable } = this.game(asker);
    if (undoable === null) throw new ProtocolError('nothing_to_undo');
    this.#options.game.undo(this.#actor(asker.seatId), undoable.stepId);
  }

  showCard(card: SafetyCard): void {
    this.#options.showCard(card);
  }

  #person(seatId: SeatId): Person {
    const person = this.#options.people.get(seatId);
    if (!person) throw new ProtocolError('seat_removed', `seat ${seatId} is not at this table`);
    return person;
  }

  #actor(seatId: SeatId): StepActor {
    return { kind: 'seat', seatId, isHost: this.#person(seatId).row.isHost };
  }

  #head(): { messageId: MessageId; atMs: number } {
    const { ids, nowMs } = this.#options.ports;
    return { messageId: ids.message(), atMs: nowMs() };
  }

  #post(message: Message, audience: Audience, dedupeKey: string, isAddressed: boolean): void {
    const { stream, sessions } = this.#options;
    stream.post({ message, audience, sessionId: sessions.runningId, dedupeKey, isAddressed });
    sessions.touch();
  }
}

function audienceIn(circle: Circle, seatId: SeatId): Audience {
  return circle.kind === 'party' ? 'party' : audienceOf([seatId, circle.to]);
}

/** Everybody the seat may name: those of the fight that it sees, and characters outside of it. */
function creaturesOf({ encounter, characters, sheets }: GameView, seatId: SeatId): ScopeCreature[] {
  const sheetOf = (id: CreatureId | null) => sheets.find((sheet) => sheet.characterId === id)?.character ?? null;
  const fighting = (encounter?.combatants ?? []).map((one): ScopeCreature => {
    const { combatantId, characterId, name, attacks } = one;
    return { id: combatantId, name, characterId, combatantId, isYours: one.isYours, attacks, sheet: sheetOf(characterId) };
  });
  const others = characters
    .filter(({ characterId }) => fighting.every((one) => one.characterId !== characterId))
    .map(({ characterId, name, seatId: owner }): ScopeCreature => {
      const sheet = sheetOf(characterId);
      const isYours = owner === seatId;
      return { id: characterId, name, characterId, combatantId: null, isYours, attacks: sheet?.attacks ?? [], sheet };
    });
  return [...fighting, ...others];
}
