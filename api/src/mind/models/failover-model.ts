import { type Model, ModelError, type ModelEvent, type ModelRequest } from './model.ts';

/** Failures in a row after which an endpoint is left alone, and for how long, in ms. */
const FAILURES_TO_OPEN = 3;
const OPEN_MS = 60_000;

export interface FailoverOptions {
  /** In the order in which they are asked; at least one. */
  readonly models: readonly Model[];
  /** Milliseconds of a steady clock. */
  readonly nowMs: () => number;
  /** Told of each failure, for the log and the metrics. */
  readonly onFailure?: (failure: {
    readonly model: string;
    readonly index: number;
    readonly code: ModelError['code'];
    readonly message: string;
  }) => void;
}

/**
 * Several models as one. Until the first words or calls were handed on, a failure goes to the next model; after that it ends
 * the answer with `cut_off`. A model that failed three times in a row is asked last for a minute.
 */
export function createFailoverModel({ models, nowMs, onFailure }: FailoverOptions): Model {
  const first = models[0];
  if (first === undefined) throw new RangeError('a failover needs at least one model');
  const health = models.map(() => ({ failures: 0, openUntilMs: 0 }));

  function inOrder(): number[] {
    const isOpen = (index: number) => (health[index]?.openUntilMs ?? 0) > nowMs();
    return models.map((_, index) => index).toSorted((a, b) => Number(isOpen(a)) - Number(isOpen(b)) || a - b);
  }
  function note(index: number, error: ModelError | null): void {
    const state = health[index];
    if (state === undefined) return;
    state.failures = error === null ? 0 : state.failures + 1;
    state.openUntilMs = state.failures >= FAILURES_TO_OPEN ? nowMs() + OPEN_MS : 0;
    if (error !== null) onFailure?.({ model: models[index]?.name ?? '', index, code: error.code, message: error.message });
  }

  return {
    name: first.name,
    isOffline: first.isOffline,
    async *stream(request, signal) {
      let last: ModelError | null = null;
      for (const index of inOrder()) {
        const model = models[index];
        if (model === undefined) continue;
        const outcome = yield* askOne(model, request, signal);
        note(index, outcome.failure);
        if (outcome.failure === null) return;
        last = outcome.failure;
        if (outcome.isCommitted) throw new ModelError('cut_off', last.message, { cause: last });
      }
      throw last ?? new ModelError('unreachable', 'no model answered');
    },
  };
}

/** Hands on what one model says. Gives its failure, if it failed, and whether something had been handed on by then. */
async function* askOne(
  model: Model,
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent, { readonly failure: ModelError | null; readonly isCommitted: boolean }> {
  let isCommitted = false;
  try {
    for await (const event of model.stream(request, signal)) {
      isCommitted ||= event.type !== 'toolCallStarted';
      yield event;
    }
    return { failure: null, isCommitted };
  } catch (error) {
    if (!(error instanceof ModelError) || error.code === 'aborted') throw error;
    return { failure: error, isCommitted };
  }
}
