/** What a process of the local environment is to its parent: ready with some facts, asked questions, then let go. */
export interface ServedProcess {
  /** Sent to the parent once, as `{ type: 'ready', ...ready }`. Plain data. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** Answers the parent's `{ type: 'ask', id, question }` with `{ type: 'answer', id, answer }`. */
  readonly answer?: (question: string) => unknown;
  /** Releases everything. Called once. */
  readonly close: () => Promise<void>;
}

/**
 * Ties this process to the one that started it: ends when the channel closes, which is the parent's word to stop and
 * also what its death leaves, kill -9 included; and on SIGTERM and SIGINT. Without a parent only the signals remain.
 */
export function serveParent({ ready, answer, close }: ServedProcess): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  // With a parent, Ctrl-C is the parent's to handle: it stops its children in order.
  process.on('SIGINT', process.channel ? () => undefined : end);
  process.on('disconnect', end);
  process.on('message', (message: unknown) => {
    if (!isMessage(message)) return;
    if (message.type === 'ask' && answer)
      process.send?.({ type: 'answer', id: message.id, answer: answer(message.question ?? '') });
  });
  // The parent may have gone while we started; then 'disconnect' was before our time.
  if (process.send && !process.connected) end();
  else process.send?.({ type: 'ready', ...ready });
}

function isMessage(value: unknown): value is { type: string; id?: number; question?: string } {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
