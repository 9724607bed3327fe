/** Lines as players say them, with what the engine must make of them. */
export interface Corpus {
  /** By scene: what it means, `option`, `topic:npc.topic`, `chat:npc`, `question:id`, and the line. */
  readonly scenes: Readonly<Record<string, readonly (readonly [meaning: string, line: string])[]>>;
  /** Talk of the table that must mean nothing in any scene. */
  readonly tableTalk: readonly string[];
}

/** Flags that are set while the lines of a scene are read. */
export const CORPUS_FLAGS: Readonly<Record<string, readonly string[]>> = {
  landing: [],
  river: ['lantern', 'line_seen'],
  mill: ['rope_seen', 'quiet', 'lantern'],
  weir: ['willing', 'lantern'],
};
