import { createHash } from 'node:crypto';
import { blocksOf, type MessagesBody, type WireMessage } from './wire.ts';

/** Signs a thought over what was said before it, as the service does: it may not be replayed changed, nor after edited history. */
export function signThought(thinking: string, before: readonly WireMessage[]): string {
  return createHash('sha256')
    .update(JSON.stringify([thinking, before.map(plainMessage)]))
    .digest('base64');
}

/** Why a request replays a thought in a way the service refuses, or null. */
export function findBrokenThought({ messages }: MessagesBody): string | null {
  for (const [index, { content }] of messages.entries()) {
    for (const block of blocksOf(content)) {
      if (block.type !== 'thinking') continue;
      if (block.signature !== signThought(block.thinking ?? '', messages.slice(0, index))) {
        return `messages.${index}: \`thinking\` blocks cannot be modified, nor what stands before them`;
      }
    }
  }
  return null;
}

function plainMessage({ role, content }: WireMessage): unknown {
  return [role, blocksOf(content).map(({ cache_control: _, ...block }) => block)];
}
