const everyMs = 1500;

/**
 * Calls `refresh` again and again while the page can be seen, never twice at once.
 * @param {() => Promise<void>} refresh never rejects
 */
export function keepFresh(refresh) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let busy = false;
  const turn = async () => {
    clearTimeout(timer);
    if (busy || document.visibilityState !== 'visible') return;
    busy = true;
    await refresh();
    busy = false;
    timer = setTimeout(turn, everyMs);
  };
  document.addEventListener('visibilitychange', turn);
  void turn();
}
