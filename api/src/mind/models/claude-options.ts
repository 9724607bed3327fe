/** One Claude endpoint. Nothing of it is a constant in code: names, limits and habits differ between services. */
export interface ClaudeOptions {
  readonly apiKey: string;
  /** With or without `/v1` at its end. */
  readonly baseUrl: string;
  /** Model name as this endpoint knows it. */
  readonly model: string;
  /** Where the key goes: `Authorization: Bearer`, or `x-api-key`. */
  readonly keyHeader: 'bearer' | 'x-api-key';
  /** Value of `anthropic-version`; null for the SDK's own. */
  readonly apiVersion: string | null;
  /** How the model thinks; null sends nothing. `between_tools` thinks nothing before its first word. */
  readonly thinking: 'between_tools' | 'adaptive' | 'disabled' | null;
  /** Null sends nothing. */
  readonly effort: 'low' | 'medium' | 'high' | null;
  /** Whether the endpoint takes marks of the prompt cache. */
  readonly isCaching: boolean;
  /** From the request to the first block of the answer, in ms. 1,000-30,000. */
  readonly firstTokenMs: number;
  /** Longest silence within an answer, in ms. 1,000-30,000. */
  readonly idleMs: number;
}

export const CLAUDE_DEFAULTS = {
  baseUrl: 'https://api.anthropic.com',
  model: 'claude-sonnet-5-5',
  keyHeader: 'bearer',
  apiVersion: null,
  thinking: 'between_tools',
  effort: 'low',
  isCaching: true,
  firstTokenMs: 8_000,
  idleMs: 6_000,
} as const satisfies Omit<ClaudeOptions, 'apiKey'>;
