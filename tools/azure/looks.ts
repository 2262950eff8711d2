/** How often to look, and for how long. */
export interface Looking {
  readonly everyMs: number;
  /** From the first look on. The last one may begin just before. */
  readonly limitMs: number;
  readonly wait: (ms: number) => Promise<void>;
  /** In ms, from any moment on. It goes on while a look takes its time, which may be minutes where Azure is slow. */
  readonly clock: () => number;
  /** Called after a look that found nothing, once in each minute. */
  readonly onMinute?: (minutes: number) => void;
}

/** Yields when it is time to look: at once, then again and again until the limit. Whoever has found something leaves. */
export async function* looks({ everyMs, limitMs, wait, clock, onMinute }: Looking): AsyncGenerator<void> {
  const startMs = clock();
  for (let told = -1; ; await wait(everyMs)) {
    yield;
    const lookedMs = clock() - startMs;
    if (lookedMs >= limitMs) return;
    const minutes = Math.floor(lookedMs / 60_000);
    if (minutes > told) onMinute?.(minutes);
    told = minutes;
  }
}
