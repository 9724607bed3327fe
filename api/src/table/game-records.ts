import type { CharacterId, Deed, EncounterId, MessageId, SeatId, SessionId, StepId, TableId } from '@skald/protocol';
import { audienceOf, type Audience } from '../domain/audience.ts';
import type { GameState } from '../domain/rules/game-state.ts';
import type { ToldDeed } from '../domain/rules/step.ts';
import type { GameChange, MessageRow, Write } from '../store/store.ts';

/** Most deeds in one message. */
const DEEDS_PER_MESSAGE = 40;

/** What differs between two states, as it is in the first and as it is in the second. */
export function changesBetween(before: GameState, after: GameState): { before: GameChange; after: GameChange } {
  const changed = after.characters.filter((entry) => sheetIn(before, entry.characterId) !== entry.character);
  const pick = (state: GameState): GameChange => ({
    characters: changed.flatMap(({ characterId: id }) => {
      const sheet = sheetIn(state, id);
      return sheet === null ? [] : [{ id, sheet }];
    }),
    ...(before.encounter === after.encounter ? {} : { encounter: encounterIn(state) }),
  });
  return { before: pick(before), after: pick(after) };
}

/** Whether everything that a change names is as it left it. */
export function isAsLeft(state: GameState, left: GameChange): boolean {
  const sheetsAre = left.characters.every(({ id, sheet }) => isSame(sheetIn(state, id), sheet));
  return sheetsAre && (left.encounter === undefined || isSame(encounterIn(state), left.encounter));
}

/** The state with what a change names put in its place. */
export function withChange(state: GameState, change: GameChange): GameState {
  const sheets = new Map(change.characters.map(({ id, sheet }) => [id, sheet]));
  const characters = state.characters.map((entry) => {
    const character = sheets.get(entry.characterId);
    return character === undefined ? entry : { ...entry, character };
  });
  return { characters, encounter: change.encounter === undefined ? state.encounter : (change.encounter?.state ?? null) };
}

export interface Circumstances {
  readonly tableId: TableId;
  readonly sessionId: SessionId | null;
  readonly atMs: number;
  /** Of the sheets, as they are before the change. */
  readonly revisions: ReadonlyMap<CharacterId, number>;
  /** Fights that have a row, whether they are over or not. */
  readonly knownEncounters: ReadonlySet<EncounterId>;
}

/** Rows that bring what is kept from one state to another. */
export function writesFor(from: GameChange, to: GameChange, about: Circumstances): Write[] {
  const sheets = to.characters.map(({ id, sheet }): Write => {
    const revision = (about.revisions.get(id) ?? 0) + 1;
    return { op: 'update', into: 'characters', id, set: { sheet, name: sheet.name, revision } };
  });
  return to.encounter === undefined ? sheets : [...sheets, ...encounterWrites(from.encounter ?? null, to.encounter, about)];
}

type Kept = NonNullable<GameChange['encounter']> | null;

function encounterWrites(from: Kept, to: Kept, { tableId, sessionId, atMs, knownEncounters }: Circumstances): Write[] {
  const over: Write[] =
    from !== null && from.id !== to?.id
      ? [{ op: 'update', into: 'initiative_tracker', id: from.id, set: { endedAtMs: atMs } }]
      : [];
  if (to === null) return over;
  if (knownEncounters.has(to.id))
    return [...over, { op: 'update', into: 'initiative_tracker', id: to.id, set: { state: to.state, endedAtMs: null } }];
  const row = { id: to.id, tableId, sessionId, state: to.state, createdAtMs: atMs, endedAtMs: null };
  return [...over, { op: 'insert', into: 'initiative_tracker', row }];
}

/** Deeds as messages: those with one audience together, in their order. */
export function deedMessages(
  deeds: readonly ToldDeed[],
  about: { tableId: TableId; sessionId: SessionId | null; atMs: number; stepId: StepId; seatId: SeatId | null },
  newId: () => MessageId,
): MessageRow[] {
  const byAudience = new Map<Audience, Deed[]>();
  for (const { deed, audience } of deeds) byAudience.set(audience, [...(byAudience.get(audience) ?? []), deed]);
  return [...byAudience].flatMap(([audience, own]) =>
    Array.from({ length: Math.ceil(own.length / DEEDS_PER_MESSAGE) }, (_, index): MessageRow => {
      const { tableId, sessionId, atMs, stepId, seatId } = about;
      const id = newId();
      const part = own.slice(index * DEEDS_PER_MESSAGE, (index + 1) * DEEDS_PER_MESSAGE);
      const message = { kind: 'deed' as const, messageId: id, atMs, stepId, seatId, deeds: part, isUndone: false };
      return { id, tableId, sessionId, audience, isAddressed: false, answeredBy: null, dedupeKey: null, message };
    }),
  );
}

/** Who may know that a step was taken: of one that somebody hidden has a part in, only those who know of the hidden one. */
export function audienceOfStep(deeds: readonly ToldDeed[], seatId: SeatId | null): Audience {
  const narrow = deeds.find(({ audience }) => audience !== 'party')?.audience;
  if (narrow !== undefined) return narrow;
  if (deeds.length > 0) return 'party';
  return audienceOf(seatId === null ? ['dm'] : ['dm', seatId]);
}

function sheetIn(state: GameState, id: CharacterId) {
  return state.characters.find((entry) => entry.characterId === id)?.character ?? null;
}

function encounterIn({ encounter }: GameState): NonNullable<GameChange['encounter']> | null {
  return encounter === null ? null : { id: encounter.encounterId, state: encounter, isOver: false };
}

/** Both were kept or come from what was kept, so that their fields have one order. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
