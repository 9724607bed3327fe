/** Tells the person at the terminal one thing. */
export type Say = (sentence: string) => void;

export const sayOnStdout: Say = (sentence) => void process.stdout.write(`${sentence}\n`);

/** For commands whose standard output is data. */
export const sayOnStderr: Say = (sentence) => void process.stderr.write(`${sentence}\n`);
