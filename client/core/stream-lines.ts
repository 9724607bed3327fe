import type { Message } from '@skald/protocol';

/** A message as the stream shows it. */
export interface StreamLine {
  readonly message: Message;
  /** The line before is of the same speaker: the name need not be said again. */
  readonly isContinued: boolean;
}

export function toLines(messages: readonly Message[], showsCaptions: boolean): StreamLine[] {
  const shown = messages.filter((message) => (message.kind === 'speech' ? showsCaptions : wasHeard(message)));
  return shown.map((message, index) => {
    const before = shown[index - 1];
    return { message, isContinued: before !== undefined && voiceOf(before) !== null && voiceOf(before) === voiceOf(message) };
  });
}

/** What one really heard of a line of the DM. A cut line is as long as what was heard of it. (D9) */
export function heardPart(message: Extract<Message, { kind: 'dm' }>): string {
  return message.state === 'cut' ? (message.heardText ?? '').trimEnd() : message.text;
}

/** A line of the DM that was cut before its first word was heard never was. */
function wasHeard(message: Message): boolean {
  return message.kind !== 'dm' || heardPart(message) !== '';
}

function voiceOf(message: Message): string | null {
  switch (message.kind) {
    case 'chat':
      return `${message.seatId}/${message.target}/${message.tone}`;
    case 'speech':
      return `${message.seatId}/${message.target}/in`;
    case 'whisper':
      return `${message.seatId}/whisper/${message.to}`;
    case 'note':
      return `${message.seatId}/note`;
    case 'dm':
      return `${message.isPrivate ? 'aside/' : ''}${message.speaker.kind === 'npc' ? `npc/${message.speaker.entityId}` : 'narrator'}`;
    case 'roll':
    case 'deed':
    case 'handout':
    case 'notice':
      return null;
  }
}
