/** A value that changes over time and tells who listens. Values are replaced, never mutated. */
export interface Store<State> {
  readonly read: () => State;
  /** Replaces the value; listeners hear of it at once unless it is the same one. */
  readonly update: (change: (state: State) => State) => void;
  /** Returns how to stop listening. */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    read: () => state,
    update(change) {
      const next = change(state);
      if (Object.is(next, state)) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
