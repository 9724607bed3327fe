/** Bounds of one turn. */
export interface MindLimits {
  /** Rounds in which tools run; then the model must finish. 1-8; each costs more than a second. */
  readonly toolRoundsMax: number;
  /** Tools that run in one round; further calls are refused. */
  readonly callsPerRoundMax: number;
  /** Output of one request, in tokens. 90 words are about 300, and tool calls come to it. */
  readonly outputMaxTokens: number;
}

export const DEFAULT_MIND_LIMITS: MindLimits = { toolRoundsMax: 3, callsPerRoundMax: 16, outputMaxTokens: 1_200 };
