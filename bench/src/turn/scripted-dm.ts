import { startAnthropicServer, type AnthropicReply, type AnthropicServer, type MessagesBody } from '@skald/api/testing';

export const TURN_CASES = ['plain', 'leadin', 'open'] as const;
export type TurnCase = (typeof TURN_CASES)[number];

/** What a player says in each case, and the sound that stands for it at the transcription server. */
export const SAYINGS: Record<TurnCase, { readonly digits: string; readonly text: string }> = {
  plain: { digits: 'A1B2', text: 'I look around the yard.' },
  leadin: { digits: 'C3D4', text: 'I creep along the wall.' },
  open: { digits: 'B5A6', text: 'Dungeon master, what do I see here?' },
};

/** Sentences of each answer. The second one is long enough to be a segment of its own. */
export const SENTENCES = 2;

const PLACES = ['mill', 'gate', 'well', 'barn', 'tower', 'bridge', 'chapel', 'cellar', 'garden', 'stable', 'ferry'];

/** A model of a fixed speed: the first token so long after the request, the rest at once. Each answer is new, so that no cache helps. */
export function startScriptedDm(apiKey: string, firstTokenMs: number): Promise<AnthropicServer> {
  let answers = 0;
  const place = (step: number): string => PLACES[(answers * 2 + step) % PLACES.length] ?? 'road';
  const reply = (body: MessagesBody): AnthropicReply => {
    answers += 1;
    const lines = [`The ${place(0)} is quiet.`, `Rain falls all evening on the roof of the ${place(1)}.`];
    const say = (...pieces: string[]) => ({ type: 'text', pieces: pieces.join(' ').split(/(?<= )/) }) as const;
    const roll = { notation: '1d20', label: `Stealth ${answers}`, difficulty: 10 };
    const blocks = hasToolResult(body)
      ? [say(...lines.slice(1))]
      : isLeadIn(body)
        ? [say(`You keep to the ${place(0)}.`), { type: 'tool_use', name: 'roll_dice', input: roll } as const]
        : [say(...lines)];
    return { firstEventDelayMs: firstTokenMs, blocks };
  };
  return startAnthropicServer({ apiKey, steps: [{ times: Number.POSITIVE_INFINITY, reply }] });
}

const lastMessage = ({ messages }: MessagesBody): string => JSON.stringify(messages.at(-1)?.content ?? '');
const hasToolResult = (body: MessagesBody): boolean => lastMessage(body).includes('"tool_result"');

/** The saying that comes last in the request is the one to answer. */
function isLeadIn(body: MessagesBody): boolean {
  const text = JSON.stringify(body.messages);
  const last = TURN_CASES.map((name) => ({ name, at: text.lastIndexOf(SAYINGS[name].text) })).sort(
    (one, other) => other.at - one.at,
  );
  return last[0]?.name === 'leadin';
}
