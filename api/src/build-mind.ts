import type { Language } from '@skald/protocol';
import type { Logger } from 'pino';
import { EMBEDDED_ADVENTURE } from './domain/adventures/adventures.ts';
import type { Env } from './env.ts';
import { CLAUDE_DEFAULTS, type ClaudeOptions } from './mind/models/claude-options.ts';
import { createClaudeModel } from './mind/models/claude-model.ts';
import { createFailoverModel } from './mind/models/failover-model.ts';
import { createOfflineModel } from './mind/models/offline-model.ts';
import type { Model } from './mind/models/model.ts';
import type { Mind } from './mind/turn/mind.ts';
import { createMind } from './mind/turn/run-turn.ts';

/** The DM's mind: Claude at one or two base URLs with a key, the offline narrator without. */
export function buildMind(env: Env, log: Logger): Mind {
  const nowMs = (): number => performance.now();
  if (env.ANTHROPIC_API_KEY === undefined) {
    log.info('no ANTHROPIC_API_KEY: the offline narrator plays');
    return createMind({ model: createOfflineModel(), nowMs, tale: embeddedTale });
  }
  const models = [env.ANTHROPIC_BASE_URL, env.ANTHROPIC_ORIGINAL_URL]
    .filter((url) => url !== undefined)
    .map((baseUrl) => createClaudeModel(claudeOptions(env, env.ANTHROPIC_API_KEY ?? '', baseUrl)));
  return createMind({ model: inTurn(models, nowMs, log), nowMs });
}

function embeddedTale(language: Language): ReturnType<Mind['tale']> {
  const { telling } = EMBEDDED_ADVENTURE[language];
  return { title: telling.title, names: Object.values(telling.npcs).map((npc) => npc.name) };
}

function claudeOptions(env: Env, apiKey: string, baseUrl: string): ClaudeOptions {
  return {
    ...CLAUDE_DEFAULTS,
    apiKey,
    baseUrl,
    model: env.ANTHROPIC_MODEL,
    keyHeader: env.ANTHROPIC_AUTH,
    apiVersion: env.ANTHROPIC_VERSION ?? null,
    thinking: env.ANTHROPIC_THINKING === 'none' ? null : env.ANTHROPIC_THINKING,
    effort: env.ANTHROPIC_EFFORT === 'none' ? null : env.ANTHROPIC_EFFORT,
    firstTokenMs: env.ANTHROPIC_FIRST_TOKEN_MS,
  };
}

function inTurn(models: readonly Model[], nowMs: () => number, log: Logger): Model {
  const [only] = models;
  if (models.length === 1 && only) return only;
  return createFailoverModel({
    models,
    nowMs,
    onFailure: ({ model, index, code }) => log.warn({ model, index, code }, 'an endpoint failed; the next one is asked'),
  });
}
