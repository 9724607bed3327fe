import {
  ProtocolError,
  sentence,
  type GameStep,
  type GameView,
  type Language,
  type Message,
  type MessageId,
  type ReplyOf,
  type Roll,
  type SafetyCard,
  type Scene,
  type SeatId,
  type tableRequests,
  usageOf,
  parseLine,
  type RequestOf,
} from '@skald/protocol';
import { CommandError, describeProblem } from '../domain/commands/command-error.ts';
import { digestOf } from '../domain/commands/digest.ts';
import { hintOf } from '../domain/commands/dice-words.ts';
import { writeLine } from '../domain/commands/inline-rolls.ts';
import { readCommand } from '../domain/commands/read-command.ts';
import type { CommandIntent, CommandScope, LinePart } from '../domain/commands/scope.ts';
import { showFight, showHitPoints, showScene, wordOf } from '../domain/commands/show-game.ts';

export type Post = RequestOf<typeof tableRequests.postMessage>;
export type PostReply = ReplyOf<typeof tableRequests.postMessage>;
type Feedback = NonNullable<PostReply['feedback']>;

/** Who asks, and in which language he is answered. */
export interface Asker {
  readonly seatId: SeatId;
  readonly language: Language;
}

/** Who learns of a line or a roll that a command makes. */
export type Circle = { readonly kind: 'party' } | { readonly kind: 'with'; readonly to: SeatId | 'dm' };

/** A roll of a command. `key` makes it safe to ask again: the same one is the same roll. */
export interface CommandRoll {
  readonly dice: string;
  readonly label: string;
  readonly visibility: Roll['visibility'] | Circle;
  readonly key: string;
}

/** What commands do at a table. Keys are against doubles. Throws ProtocolError with a code of the rules, and changes nothing then. */
export interface CommandDesk {
  scope(asker: Asker): CommandScope;
  /** The message that this key has posted already. */
  posted(key: string): MessageId | null;
  roll(asker: Asker, roll: CommandRoll): Roll;
  say(asker: Asker, line: { text: string; target: Post['target']; tone: 'in' | 'ooc'; key: string }): MessageId;
  whisper(asker: Asker, line: { text: string; to: SeatId | 'dm'; key: string }): MessageId;
  note(asker: Asker, line: { text: string; key: string }): MessageId;
  /** Asks the DM, before everybody and in the table's language, to tell what happened before. */
  askForRecap(asker: Asker, key: string): MessageId;
  scene(): Scene | null;
  setScene(change: Partial<Scene>): void;
  /** What the asker may know of this evening, oldest first. */
  evening(asker: Asker): readonly Message[];
  game(asker: Asker): GameView;
  act(asker: Asker, step: GameStep, key: string): void;
  undo(asker: Asker): void;
  /** Without a name: nothing that is kept says who showed it. */
  showCard(card: SafetyCard): void;
}

/** Replies that are remembered, so that a command asked for again is not done again. */
const REPLIES_MAX = 512;

/** Lines of the chat box: says them, or does what they command. (G7) */
export class Commands {
  readonly #desk: CommandDesk;
  readonly #replies = new Map<string, PostReply>();

  constructor(desk: CommandDesk) {
    this.#desk = desk;
  }

  /** What is wrong with a line is told to its asker alone, and nothing is changed. Throws ProtocolError for lines that may not be said. */
  post(asker: Asker, post: Post): PostReply {
    const key = `chat:${asker.seatId}:${post.clientMessageId}`;
    const known = this.#replies.get(key);
    if (known) return known;
    const posted = this.#desk.posted(key);
    if (posted) return { messageId: posted, feedback: null };
    try {
      const intent = readCommand(post.text, this.#desk.scope(asker));
      const reply = this.#carryOut(asker, post, intent, key);
      if (intent.kind !== 'card') this.#remember(key, reply);
      return reply;
    } catch (error) {
      const feedback = feedbackOf(error, post.text, asker.language);
      if (feedback === null) throw error;
      return { messageId: null, feedback };
    }
  }

  #remember(key: string, reply: PostReply): void {
    this.#replies.set(key, reply);
    const [oldest] = this.#replies.keys();
    if (this.#replies.size > REPLIES_MAX && oldest !== undefined) this.#replies.delete(oldest);
  }

  #carryOut(asker: Asker, post: Post, intent: CommandIntent, key: string): PostReply {
    const desk = this.#desk;
    const { language } = asker;
    switch (intent.kind) {
      case 'say':
        return said(
          desk.say(asker, {
            text: this.#text(asker, intent.parts, { kind: 'party' }, key),
            target: post.target,
            tone: intent.tone,
            key,
          }),
        );
      case 'whisper':
        return said(
          desk.whisper(asker, {
            text: this.#text(asker, intent.parts, { kind: 'with', to: intent.to }, key),
            to: intent.to,
            key,
          }),
        );
      case 'note':
        return said(desk.note(asker, { text: intent.text, key }));
      case 'recap':
        return said(desk.askForRecap(asker, key));
      case 'roll':
        return this.#roll(asker, intent, key);
      case 'setScene':
        desk.setScene({ [intent.field]: intent.text });
        return told(wordOf('recorded', language));
      case 'step':
        desk.act(asker, intent.step, key);
        return told(null);
      case 'undo':
        desk.undo(asker);
        return told(wordOf('undone', language));
      case 'card':
        desk.showCard(intent.card);
        return told(null);
      case 'showScene':
      case 'summary':
      case 'showFight':
      case 'showHitPoints':
      case 'help':
        return told(this.#show(asker, intent));
    }
  }

  #show(
    asker: Asker,
    intent: Extract<CommandIntent, { kind: 'showScene' | 'summary' | 'showFight' | 'showHitPoints' | 'help' }>,
  ): string {
    const { language } = asker;
    switch (intent.kind) {
      case 'showScene':
        return showScene(this.#desk.scene(), language);
      case 'summary':
        return digestOf(this.#desk.evening(asker), language);
      case 'showFight':
        return showFight(this.#desk.game(asker).encounter, language);
      case 'showHitPoints':
        return showHitPoints(this.#desk.game(asker), language);
      case 'help':
        return intent.text;
    }
  }

  #roll(asker: Asker, { notation, label, visibility }: Extract<CommandIntent, { kind: 'roll' }>, key: string): PostReply {
    this.#desk.roll(asker, { dice: notation, label, visibility, key });
    if (visibility === 'blind') return told(wordOf('blind', asker.language));
    return told(hintOf(notation, asker.language));
  }

  /** The dice of a line fall before it is posted, for those who will read it. */
  #text(asker: Asker, parts: readonly LinePart[], visibility: Circle, key: string): string {
    const rolls = parts.filter((part) => part.kind === 'roll');
    const totals = rolls.map(
      ({ notation }, index) => this.#desk.roll(asker, { dice: notation, label: '', visibility, key: `${key}:${index}` }).total,
    );
    return writeLine(parts, totals);
  }
}

function said(messageId: MessageId): PostReply {
  return { messageId, feedback: null };
}

function told(text: string | null): PostReply {
  return { messageId: null, feedback: text === null ? null : { kind: 'info', text, position: null } };
}

/** What the asker is told of a refusal; null for what is no refusal of a command. */
function feedbackOf(error: unknown, line: string, language: Language): Feedback | null {
  const parsed = parseLine(line);
  if (error instanceof CommandError) {
    const isCommand = parsed.kind === 'command' && error.problem.code !== 'unknown_command';
    const usage = isCommand ? `\n${usageOf(parsed.command, language)}` : '';
    return { kind: 'error', text: describeProblem(error.problem, language) + usage, position: error.problem.position };
  }
  if (!(error instanceof ProtocolError) || parsed.kind !== 'command') return null;
  return { kind: 'error', text: sentence(error.code, language), position: null };
}
