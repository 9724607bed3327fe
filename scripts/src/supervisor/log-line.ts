/** Levels of the processes' structured logs from which on a line is shown at the terminal. */
const WARNING = 40;
const ERROR = 50;

/**
 * What the terminal shows of a line that a process logged: structured ones from warnings on, as a sentence, and everything that is not
 * structured. Undefined when it belongs in the log file only.
 */
export function presentLine(name: string, line: string): string | undefined {
  if (line.trim() === '') return undefined;
  const entry = parse(line);
  if (entry === undefined) return `[${name}] ${line}`;
  if (entry.level < WARNING) return undefined;
  const because = entry.err?.message === undefined || entry.err.message === entry.msg ? '' : ` (${entry.err.message})`;
  return `[${name}] ${entry.level >= ERROR ? 'error' : 'warning'}: ${entry.msg ?? ''}${because}`;
}

type Entry = { level: number; msg?: string; err?: { message?: string } };

function parse(line: string): Entry | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry = JSON.parse(line) as Partial<Entry>;
    return typeof entry.level === 'number' ? (entry as Entry) : undefined;
  } catch {
    return undefined;
  }
}
