export interface Teller {
  /** Passes a message on, unless it was told since the last reset: several partitions share one lost connection. */
  tell(message: string): void;
  /** Things go well again, so what comes next is news. */
  reset(): void;
}

export function sayOnce(pass: (message: string) => void): Teller {
  const told = new Set<string>();
  return {
    tell: (message) => {
      if (told.has(message)) return;
      told.add(message);
      pass(message);
    },
    reset: () => told.clear(),
  };
}
