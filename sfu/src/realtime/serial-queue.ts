/** Runs jobs one after another, in the order they came; one that fails does not stop the next. */
export function createSerialQueue(): <T>(job: () => Promise<T> | T) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const next = last.then(job);
    last = next.catch(() => undefined);
    return next;
  };
}
