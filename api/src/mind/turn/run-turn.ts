import { type Model, ModelError, type ModelMessage, type ToolResult, type Usage } from '../models/model.ts';
import { buildMessages } from '../prompt/messages.ts';
import { renderSystemPrompt } from '../prompt/system-prompt.ts';
import type { TurnContext } from '../prompt/turn-context.ts';
import { PROMPT_WORDS } from '../prompt/words.ts';
import { createToolbox, refusal, TOOL_SPECS, type Toolbox } from '../tools/toolbox.ts';
import type { TurnWorld } from '../tools/world.ts';
import { closingLine, refusalLine } from './closing-lines.ts';
import type { Mind, TurnOutput } from './mind.ts';
import { DEFAULT_MIND_LIMITS, type MindLimits } from './mind-limits.ts';
import { asMessage, playRound, type Round } from './play-round.ts';
import { createTurnSpeech, type TurnSpeech } from './turn-speech.ts';

export interface MindOptions {
  readonly model: Model;
  /** Milliseconds of a steady clock. */
  readonly nowMs: () => number;
  readonly limits?: Partial<MindLimits>;
  /** What an offline model plays. */
  readonly tale?: Mind['tale'];
}

/** Lines of the scene that stay when a model says that the prompt is too long. */
const LINES_AFTER_OVERFLOW = 8;

/** A mind over a model, with its own loop of tools. What a world throws that is no ToolError ends the turn and is passed on. */
export function createMind({ model, nowMs, limits = {}, tale = () => null }: MindOptions): Mind {
  return {
    isOffline: model.isOffline,
    tale,
    runTurn(context, world, signal) {
      return runTurn(beginTurn({ model, nowMs, limits: { ...DEFAULT_MIND_LIMITS, ...limits } }, context, world, signal));
    },
  };
}

interface Turn {
  readonly model: Model;
  readonly nowMs: () => number;
  readonly limits: MindLimits;
  readonly context: TurnContext;
  readonly signal: AbortSignal;
  readonly toolbox: Toolbox;
  readonly speech: TurnSpeech;
  readonly startedMs: number;
  messages: ModelMessage[];
  usage: Usage;
  firstTextMs: number | null;
  rounds: number;
  toolRounds: number;
  /** What was said when the last dice fell. */
  saidBeforeDice: number;
  readonly once: Set<'softened' | 'shortened' | 'tools_refused'>;
}

function beginTurn(
  options: { readonly model: Model; readonly nowMs: () => number; readonly limits: MindLimits },
  context: TurnContext,
  world: TurnWorld,
  signal: AbortSignal,
): Turn {
  return {
    ...options,
    context,
    signal,
    toolbox: createToolbox(context, world),
    speech: createTurnSpeech(context),
    startedMs: options.nowMs(),
    messages: buildMessages(context),
    usage: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 },
    firstTextMs: null,
    rounds: 0,
    toolRounds: 0,
    saidBeforeDice: 0,
    once: new Set(),
  };
}

async function* runTurn(turn: Turn): AsyncGenerator<TurnOutput> {
  yield { type: 'doing', doing: 'deliberating' };
  for (;;) {
    const round = yield* askOnce(turn);
    const next = goOn(turn, round);
    if (next.say !== undefined) yield turn.speech.sayOwn(next.say);
    if (!next.isAgain) break;
    if (round.calls.length > 0) yield { type: 'doing', doing: 'deliberating' };
  }
  const roll = turn.toolbox.rolls.at(-1);
  const isUntold = turn.speech.saidSegments() === (roll === undefined ? 0 : turn.saidBeforeDice);
  if (isUntold) yield turn.speech.sayOwn(closingLine(turn.context.language, roll));
  const { usage, model, firstTextMs, rounds } = turn;
  yield { type: 'done', usage, model: model.name, firstTextMs, rounds };
}

async function* askOnce(turn: Turn): AsyncGenerator<TurnOutput, Round> {
  const { model, context, signal, speech, toolbox, messages, limits } = turn;
  if (signal.aborted) throw new ModelError('aborted', 'the turn was stopped');
  const { language, style } = context;
  const system = renderSystemPrompt(language, style);
  const request = { system, tools: TOOL_SPECS, messages, context, language, maxTokens: limits.outputMaxTokens };
  const onText = () => {
    turn.firstTextMs ??= turn.nowMs() - turn.startedMs;
  };
  turn.rounds += 1;
  const round = yield* playRound({ model, request, signal, speech, toolbox, onText });
  turn.usage = addUsage(turn.usage, round.stop.usage);
  return round;
}

interface Next {
  readonly isAgain: boolean;
  readonly say?: string;
}
const DONE: Next = { isAgain: false };
const AGAIN: Next = { isAgain: true };

/** What follows a round: tools and another one, or the end. */
function goOn(turn: Turn, round: Round): Next {
  switch (round.stop.reason) {
    case 'tool_use':
      return round.calls.length === 0 ? DONE : answerCalls(turn, round);
    case 'refusal':
      return afterRefusal(turn, round);
    case 'context_exceeded':
      return afterOverflow(turn, round);
    case 'end_turn':
    case 'max_tokens':
      return DONE;
  }
}

/** Every call gets a result: of its tool, in order, or a refusal once the rounds are used up. */
function answerCalls(turn: Turn, round: Round): Next {
  const words = PROMPT_WORDS[turn.context.language];
  const mayRun = turn.toolRounds < turn.limits.toolRoundsMax;
  if (!mayRun && (round.hasSpoken || turn.once.has('tools_refused'))) return DONE;
  const results = mayRun ? runTools(turn, round) : round.calls.map(({ callId }) => refusal(callId, words.finish));
  if (!mayRun) turn.once.add('tools_refused');
  turn.toolRounds += 1;
  turn.messages = [...turn.messages, asMessage(round), { role: 'tool', results }];
  if (turn.toolRounds >= turn.limits.toolRoundsMax) turn.messages.push({ role: 'user', text: words.finish });
  return AGAIN;
}

function runTools(turn: Turn, round: Round): ToolResult[] {
  return round.calls.map((call, index) => {
    if (index >= turn.limits.callsPerRoundMax) return refusal(call.callId, 'Too many calls at once. This one was not done.');
    const before = turn.toolbox.rolls.length;
    const result = turn.toolbox.run(call);
    if (turn.toolbox.rolls.length > before) turn.saidBeforeDice = turn.speech.saidSegments();
    return result;
  });
}

/** The refused answer is forgotten and asked for once more, with restraint; then, or when part of it was said, the tale moves past it. */
function afterRefusal(turn: Turn, round: Round): Next {
  const { language } = turn.context;
  if (round.hasSpoken || turn.once.has('softened')) return { isAgain: false, say: refusalLine(language) };
  turn.once.add('softened');
  turn.messages = [...turn.messages, { role: 'user', text: PROMPT_WORDS[language].soften }];
  return AGAIN;
}

function afterOverflow(turn: Turn, round: Round): Next {
  if (round.hasSpoken) return DONE;
  if (turn.once.has('shortened') || turn.toolRounds > 0) throw new ModelError('rejected', 'the scene does not fit the model');
  turn.once.add('shortened');
  turn.messages = buildMessages({ ...turn.context, lines: turn.context.lines.slice(-LINES_AFTER_OVERFLOW) });
  return AGAIN;
}

function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
  };
}
