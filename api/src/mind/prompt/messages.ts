import type { Roll } from '@skald/protocol';
import { isNarrator } from '../../domain/script/line-head.ts';
import type { ModelMessage } from '../models/model.ts';
import { escapeText } from './escape-text.ts';
import { windowScene } from './scene-window.ts';
import { renderList, renderState } from './state-block.ts';
import type { SceneLine, TurnContext } from './turn-context.ts';
import { PROMPT_WORDS, type PromptWords } from './words.ts';

/**
 * The messages of a turn's first request, stable first: the campaign, the scene (append-only), what was just said, and last the
 * volatile state. A line that was said is written here byte for byte as it will stand in the scene of later turns.
 */
export function buildMessages(context: TurnContext): ModelMessage[] {
  const words = PROMPT_WORDS[context.language];
  const campaign = `<campaign>\n${renderCampaign(context, words)}\n</campaign>`;
  const scene = windowScene(context.lines).reduce((messages, line) => appendLine(messages, line, context), [] as ModelMessage[]);
  const said = context.cause.said.map((line): ModelMessage => ({ role: 'user', text: renderSpoken(line) }));
  const history = [{ role: 'user', text: campaign, isStable: true } as const, ...scene, ...said];
  return [...history.map(markLast), { role: 'user', text: renderState(context) }];
}

/** What stays the same from turn to turn: the title, and what the people at this table do not want to meet. (G9) */
function renderCampaign({ tableTitle, care }: TurnContext, words: PromptWords): string {
  return [
    `${words.campaign}: ${escapeText(tableTitle)}`,
    ...renderList(words.lines, care.lines.map(escapeText)),
    ...renderList(words.veils, care.veils.map(escapeText)),
    ...renderList(words.stopped, care.stopped.map(escapeText)),
  ].join('\n');
}

/** A line of a player: `[Ireena/Maria] I open the door.` */
function renderSpoken({ speaker, text }: { readonly speaker: string; readonly text: string }): string {
  return `[${escapeText(speaker)}] ${escapeText(text)}`;
}

function appendLine(messages: ModelMessage[], line: SceneLine, context: TurnContext): ModelMessage[] {
  if (line.seatId !== null) messages.push({ role: 'user', text: renderSpoken(line) });
  else appendNarration(messages, line);
  if (line.rolls.length > 0) messages.push({ role: 'user', text: renderRolls(line.rolls, context) });
  return messages;
}

/** The DM's own words go back in the speech script they were written in, all of one turn in one message. */
function appendNarration(messages: ModelMessage[], line: SceneLine): void {
  const words = line.text.replaceAll(/\s+/gu, ' ').trim();
  if (words === '') return;
  const own = line.speaker === '' || isNarrator(line.speaker) ? words : `[${escapeText(line.speaker)}] ${words}`;
  const last = messages.at(-1);
  if (last?.role !== 'assistant') messages.push({ role: 'assistant', text: own, toolCalls: [] });
  else messages.splice(-1, 1, { ...last, text: `${last.text}\n${own}` });
}

function renderRolls(rolls: readonly Roll[], { language }: TurnContext): string {
  const words = PROMPT_WORDS[language];
  const lines = rolls.map(({ label, notation, total, difficulty, outcome }) => {
    const against = difficulty === null ? '' : `, ${words.difficulty} ${difficulty}`;
    const result = outcome === null ? '' : `, ${words[outcome]}`;
    return `${words.dice}: ${escapeText(label)} ${escapeText(notation)} = ${total}${against}${result}`;
  });
  return `<dice>\n${lines.join('\n')}\n</dice>`;
}

function markLast(message: ModelMessage, index: number, all: readonly ModelMessage[]): ModelMessage {
  return index === all.length - 1 && message.role === 'user' ? { ...message, isStable: true } : message;
}
