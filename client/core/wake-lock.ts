/** Keeps the screen on while the page is visible, where the browser can. Returns how to stop. */
export function keepAwake(page: { document: Document; navigator: Navigator }): () => void {
  let lock: WakeLockSentinel | undefined;
  let isOver = false;
  const take = async (): Promise<void> => {
    // Older browsers have no wakeLock, whatever the types say.
    const wakeLock = page.navigator.wakeLock as WakeLock | undefined;
    if (isOver || page.document.visibilityState !== 'visible' || !wakeLock) return;
    try {
      lock = await wakeLock.request('screen');
      if (isOver) await lock.release();
    } catch {
      // Refused, for example to save the battery: the page works without it.
    }
  };
  const onVisible = (): void => void take();
  page.document.addEventListener('visibilitychange', onVisible);
  void take();
  return () => {
    isOver = true;
    page.document.removeEventListener('visibilitychange', onVisible);
    void lock?.release().catch(() => undefined);
  };
}
