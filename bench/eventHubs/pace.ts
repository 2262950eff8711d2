/** A load: so many times a second, for so many seconds. */
export interface Load {
  readonly perSecond: number;
  readonly seconds: number;
}

/** Calls `act` with 0, 1, 2, … at the pace of the load, catching up when a timer came late. Resolves after the last. */
export function pace({ perSecond, seconds }: Load, act: (number: number) => void): Promise<void> {
  const total = Math.round(perSecond * seconds);
  const startMs = performance.now();
  let done = 0;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(Math.floor(((performance.now() - startMs) / 1000) * perSecond), total);
      while (done < due) act(done++);
      if (done < total) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });
}
