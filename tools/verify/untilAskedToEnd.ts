export interface Asking {
  /** Where signals come from: the process. */
  readonly source: Pick<NodeJS.EventEmitter, 'on'>;
  /** In ms, of a clock that nobody sets. */
  readonly now: () => number;
  /** Ends the process at once. */
  readonly exit: () => void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm passes on the Ctrl-C that the terminal has given us already (its signal-manager.js): that is no second one. */
const oneWordMs = 500;

/**
 * Aborted by the first signal: everything is then ended in order. The second one ends the process at once; what it has started
 * goes with it, since their channels close.
 */
export function untilAskedToEnd({ source, now, exit }: Asking): AbortController {
  const ending = new AbortController();
  let firstAtMs: number | undefined;
  const ask = (): void => {
    firstAtMs ??= now();
    if (now() - firstAtMs > oneWordMs) exit();
    ending.abort();
  };
  for (const signal of signals) source.on(signal, ask);
  return ending;
}
