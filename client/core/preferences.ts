import { linkTokenSchema, languageSchema, tableIdSchema, type Language, type TableId } from '@skald/protocol';
import { z } from 'zod';

/** Tables this device has sat at; the newest first. */
const MAX_REMEMBERED_TABLES = 12;

const keySchema = z.object({
  tableId: tableIdSchema,
  title: z.string().max(80),
  seatToken: linkTokenSchema.nullable(),
  hostToken: linkTokenSchema.nullable(),
  inviteToken: linkTokenSchema.nullable(),
});
/** What this device holds for one table. */
export type TableKey = z.infer<typeof keySchema>;

const preferencesSchema = z.object({
  language: languageSchema.nullable().catch(null),
  name: z.string().max(40).catch(''),
  deviceId: z.string().max(300).nullable().catch(null),
  mode: z.enum(['open', 'push_to_talk']).catch('open'),
  consent: z.boolean().nullable().catch(null),
  usesMicrophone: z.boolean().catch(true),
  /** Table at which this device is muted: a reload does not open a microphone that was closed. */
  mutedAt: tableIdSchema.nullable().catch(null),
  showsCaptions: z.boolean().catch(true),
  hasKeys: z.boolean().catch(true),
  /** Loudness by peer id, 0 to 1. */
  volumes: z.record(z.string(), z.number().min(0).max(1)).catch({}),
  /** Commitments of dice that this device was told, by seed: what is shown later has to fit them. */
  commitments: z.record(z.string(), z.string()).catch({}),
  tables: z.array(keySchema).max(MAX_REMEMBERED_TABLES).catch([]),
});
/** What this device remembers. It never leaves the device. */
export type Preferences = z.infer<typeof preferencesSchema>;

const STORAGE_KEY = 'skald.device.1';

export interface PreferenceShelf {
  read(): Preferences;
  update(change: Partial<Preferences>): Preferences;
  /** Adds to what is known of a table and moves it to the front. */
  rememberTable(tableId: TableId, change: Partial<Omit<TableKey, 'tableId'>>): void;
  keyOf(tableId: TableId): TableKey | undefined;
  forgetTable(tableId: TableId): void;
}

/** A shelf over the browser's storage. Storage that is full, forbidden or damaged costs the memory, never the page. */
export function openPreferences(storage: Pick<Storage, 'getItem' | 'setItem'>): PreferenceShelf {
  let current = load(storage);
  const save = (next: Preferences): Preferences => {
    current = next;
    try {
      storage.setItem(STORAGE_KEY, JSON.stringify(next));
    } catch {
      // Private windows may refuse; the page goes on with what it holds.
    }
    return next;
  };
  const fresh = (): Preferences => (current = load(storage, current));
  return {
    read: () => current,
    update: (change) => save({ ...fresh(), ...change }),
    keyOf: (tableId) => current.tables.find((key) => key.tableId === tableId),
    rememberTable(tableId, change) {
      const tables = fresh().tables;
      const known = tables.find((key) => key.tableId === tableId);
      const key = { tableId, title: '', seatToken: null, hostToken: null, inviteToken: null, ...known, ...change };
      save({ ...current, tables: [key, ...tables.filter((other) => other.tableId !== tableId)].slice(0, MAX_REMEMBERED_TABLES) });
    },
    forgetTable: (tableId) => void save({ ...fresh(), tables: current.tables.filter((key) => key.tableId !== tableId) }),
  };
}

/** The remembered language, else the first one of the browser's that Skald speaks. */
export function chooseLanguage(remembered: Language | null, browserLanguages: readonly string[]): Language {
  if (remembered) return remembered;
  for (const tag of browserLanguages) {
    const language = languageSchema.safeParse(tag.slice(0, 2).toLowerCase());
    if (language.success) return language.data;
  }
  return 'en';
}

function load(storage: Pick<Storage, 'getItem'>, otherwise?: Preferences): Preferences {
  const empty = preferencesSchema.parse({});
  try {
    const text = storage.getItem(STORAGE_KEY);
    return text === null ? (otherwise ?? empty) : preferencesSchema.parse(JSON.parse(text));
  } catch {
    return otherwise ?? empty;
  }
}
