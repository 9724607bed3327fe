import type { BotAbilities, Message, SeatId, Snapshot, TableEvent, TableId, VoiceOffer } from '@skald/protocol';
import { formatId } from '@skald/protocol';
import { pino } from 'pino';
import type { Model } from '../mind/models/model.ts';
import { createMind } from '../mind/turn/run-turn.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { Admission } from '../table/admission.ts';
import { cryptoChance } from '../table/crypto-chance.ts';
import { createLinkTokens } from '../table/link-tokens.ts';
import type { LiveTable } from '../table/live-table.ts';
import { createPositionSeal } from '../table/outbox.ts';
import type { SpokenSegment, TablePorts, Voicebox } from '../table/ports.ts';
import { TableRegistry } from '../table/registry.ts';
import { createScriptedModel, type ScriptedAnswer, type ScriptedModel } from './scripted-model.ts';

const offer = (voiceId: string, pitchHz: number, gender: VoiceOffer['gender'], isNarrator = false): VoiceOffer => ({
  voiceId,
  provider: 'fake',
  gender,
  languages: ['ru', 'en'],
  pitchHz,
  isNarrator,
});

export const FAKE_ABILITIES: BotAbilities = {
  speechToText: 'fake',
  voices: [offer('narrator', 100, 'male', true), offer('woman', 200, 'female'), offer('man', 150, 'male')],
};

/** A voicebox that records what tables ask of it. */
export class RecordingVoicebox implements Voicebox {
  abilities: BotAbilities | null = FAKE_ABILITIES;
  readonly spoken: SpokenSegment[] = [];
  readonly asked: string[] = [];
  speak(_tableId: TableId, segment: SpokenSegment): void {
    this.spoken.push(segment);
  }
  stop(): void {
    this.asked.push('stop');
  }
  changeSeat(): void {
    this.asked.push('changeSeat');
  }
  removeSeat(): void {
    this.asked.push('removeSeat');
  }
  openTable(): void {
    this.asked.push('openTable');
  }
  closeTable(): void {
    this.asked.push('closeTable');
  }
}

export interface Page {
  readonly events: TableEvent[];
  readonly dismissed: string[];
  readonly messages: () => Message[];
}

/** Real store, registry, admission and mind; a scripted model, a recorded voice, a clock that is moved by hand. */
export class TableHost {
  readonly store: Store;
  readonly model: ScriptedModel;
  readonly voicebox = new RecordingVoicebox();
  readonly tables: TableRegistry;
  readonly admission: Admission;
  nowMs = 1_800_000_000_000;
  /** What dice show less one, in order; a die beyond them throws. */
  readonly draws: number[] = [];
  /** Dice come from their seeds, as in play, and not from `draws`. */
  drawsFromSeeds = false;
  #ids = 0;

  /** `model` thinks in place of the scripted one. */
  constructor(
    answers: readonly ScriptedAnswer[] = [],
    store: Store = openStore(':memory:'),
    firstId = 0,
    model: Model | null = null,
  ) {
    this.store = store;
    this.#ids = firstId;
    this.model = createScriptedModel(answers);
    const links = createLinkTokens(new Uint8Array(32).fill(1));
    const bytes = (): Uint8Array => {
      this.#ids += 1;
      return Uint8Array.from({ length: 20 }, (_, index) => Math.floor(this.#ids / 36 ** index) % 36);
    };
    const id =
      <Kind extends Parameters<typeof formatId>[0]>(kind: Kind) =>
      () =>
        formatId(kind, bytes());
    const ids: TablePorts['ids'] = {
      table: id('table'),
      seat: id('seat'),
      character: id('character'),
      session: id('session'),
      turn: id('turn'),
      segment: id('segment'),
      message: id('message'),
      roll: id('roll'),
      entity: id('entity'),
      fact: id('fact'),
      quest: id('quest'),
      seed: id('seed'),
      picture: id('picture'),
      encounter: id('encounter'),
      combatant: id('combatant'),
      step: id('step'),
    };
    const nowMs = (): number => this.nowMs;
    const ports: TablePorts = {
      store,
      mind: createMind({ model: model ?? this.model, nowMs }),
      voicebox: this.voicebox,
      media: { removePeer: () => undefined, closeRoom: () => undefined },
      ids,
      links,
      seal: createPositionSeal(new Uint8Array(32).fill(2)),
      nowMs,
      chance: { ...cryptoChance, hmacSha256: (key, message) => this.#hmac(key, message) },
      log: pino({ level: 'silent' }),
      epoch: `epoch${firstId}`,
    };
    this.tables = new TableRegistry(ports);
    this.admission = new Admission({ store, links, ids, tables: this.tables, limits: { seatsMax: 5, listenersMax: 2 }, nowMs });
  }

  /** Bytes of which a draw makes the number that the test wants. */
  #hmac(key: Uint8Array, message: Uint8Array): Uint8Array {
    if (this.drawsFromSeeds) return cryptoChance.hmacSha256(key, message);
    const drawn = this.draws.shift();
    if (drawn === undefined) throw new Error('no die was expected');
    const bytes = new Uint8Array(32);
    new DataView(bytes.buffer).setUint16(4, drawn);
    return bytes;
  }

  /** A table with its host seated and connected. */
  seatHost(language: 'ru' | 'en' = 'en'): { table: LiveTable; seatId: SeatId; page: Page; inviteToken: string } {
    const row = this.admission.createTable({ title: 'Evening', language, style: 'classic' });
    const joined = this.admission.join({
      token: this.admission.hostToken(row),
      name: 'Maria',
      characterName: 'Ireena',
      role: 'player',
      seatToken: null,
    });
    const table = this.tables.wake(row.id);
    return {
      table,
      seatId: joined.seatId,
      page: connectPage(table, joined.seatId),
      inviteToken: this.admission.inviteToken(row),
    };
  }
}

export function connectPage(table: LiveTable, seatId: SeatId): Page {
  const events: TableEvent[] = [];
  const dismissed: string[] = [];
  const snapshot: Snapshot | null = table.enter(seatId, null).snapshot;
  table.connect(seatId, {
    tell: (_cursor, event) => void events.push(event),
    interim: () => undefined,
    dismiss: (reason) => void dismissed.push(reason),
  });
  const messages = (): Message[] => {
    const byId = new Map((snapshot?.messages ?? []).map((message) => [message.messageId, message]));
    for (const event of events)
      if (event.type === 'message:posted' || event.type === 'message:changed') byId.set(event.message.messageId, event.message);
    return [...byId.values()];
  };
  return { events, dismissed, messages };
}
