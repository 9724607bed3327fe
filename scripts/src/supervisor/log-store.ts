import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Size at which a log file becomes `NAME.log.1` and a new one begins. */
const LONGEST_FILE_BYTES = 16 * 1024 * 1024;
/** Lines kept in memory for each process. */
const KEPT_LINES = 2_000;

export type LogStore = {
  add(name: string, line: string): void;
  /** The last lines of a process, oldest first. */
  read(name: string): readonly string[];
  close(): void;
};

/** Keeps what the processes say: the last lines in memory, all of it in one file for each, two at most. */
export function openLogStore(folder: string): LogStore {
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, { descriptor: number; sizeBytes: number }>();
  const kept = new Map<string, string[]>();
  const open = (name: string) => {
    const path = join(folder, `${name}.log`);
    const file = { descriptor: openSync(path, 'a', 0o600), sizeBytes: statSync(path).size };
    files.set(name, file);
    return file;
  };
  const write = (name: string, line: string): void => {
    let file = files.get(name) ?? open(name);
    if (file.sizeBytes > LONGEST_FILE_BYTES) {
      closeSync(file.descriptor);
      renameSync(join(folder, `${name}.log`), join(folder, `${name}.log.1`));
      file = open(name);
    }
    file.sizeBytes += writeSync(file.descriptor, `${line}\n`);
  };
  let isOpen = true;
  return {
    add(name, line) {
      const lines = kept.get(name) ?? [];
      kept.set(name, lines);
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
      // A full disk must not end the table: the line is still in memory and on its way to the terminal.
      try {
        if (isOpen) write(name, line);
      } catch {
        return;
      }
    },
    read: (name) => kept.get(name) ?? [],
    close() {
      if (!isOpen) return;
      isOpen = false;
      for (const file of files.values()) closeSync(file.descriptor);
    },
  };
}
