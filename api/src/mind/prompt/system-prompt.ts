import type { Language } from '@skald/protocol';
import { renderEnglishRules } from './house-rules-en.ts';
import { renderRussianRules } from './house-rules-ru.ts';
import type { TurnContext } from './turn-context.ts';

export type Style = TurnContext['style'];

/**
 * The house rules: the same bytes for every turn of a campaign, so that providers can cache them. Nothing that people wrote is
 * part of it: no title, no name, no fact.
 */
export function renderSystemPrompt(language: Language, style: Style): string {
  return language === 'ru' ? renderRussianRules(style) : renderEnglishRules(style);
}
