import type { Logger } from 'pino';
import type { Fault, Language, ServeOptions } from '@skald/protocol';

/** Messages a second of one socket, on average. */
const MESSAGES_PER_SECOND = 20;

/** How requests of one socket are served. Faults are logged without content; the cause only of those that are ours. */
export function serveOptions(language: Language, logger: Logger, nowMs: () => number): ServeOptions {
  return { language, nowMs, messagesPerSecond: MESSAGES_PER_SECOND, onFault: (fault) => logFault(logger, fault) };
}

function logFault(logger: Logger, { message, code, cause }: Fault): void {
  if (code === 'internal') logger.error({ message, code, err: cause }, 'request failed');
  else logger.debug({ message, code }, 'request refused');
}
