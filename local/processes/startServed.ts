import { beforeItEnds, type LocalProcess, orKill, type ProcessOptions, startProcess } from './startProcess.ts';

/** A child that speaks the protocol of serveParent: it says when it is ready and answers questions. */
export interface ServedChild extends LocalProcess {
  /** What it told when it was ready. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** Rejects with ProcessError when no answer comes in time or the process ends. */
  ask(question: string, withinMs: number): Promise<unknown>;
}

export interface ServedOptions extends ProcessOptions {
  /** How long it may take until it is ready; half a minute unless said. */
  readonly startsWithinMs?: number;
  /** Aborted before it is ready, it is killed. */
  readonly signal?: AbortSignal;
}

/** Starts a child and resolves once it is ready. Rejects with its last words when it ends first. */
export async function startServed({
  startsWithinMs = 30_000,
  signal,
  ...options
}: ServedOptions): Promise<ServedChild> {
  const local = startProcess(options);
  const kill = (): void => void local.stop(0);
  signal?.addEventListener('abort', kill);
  if (signal?.aborted) kill();
  const ready = await orKill(
    local,
    nextMessage(local, (message) => message.type === 'ready'),
    startsWithinMs,
  ).finally(() => signal?.removeEventListener('abort', kill));
  let asked = 0;
  return {
    ...local,
    ready,
    ask: async (question, withinMs) => {
      const id = ++asked;
      const answer = nextMessage(local, (message) => message.type === 'answer' && message.id === id);
      local.child.send({ type: 'ask', id, question }, () => undefined);
      return (await beforeItEnds(local, answer, withinMs)).answer;
    },
  };
}

function nextMessage(
  { child }: LocalProcess,
  accepts: (message: Record<string, unknown>) => boolean,
): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    const listen = (message: unknown): void => {
      if (!isRecord(message) || !accepts(message)) return;
      stop();
      resolve(message);
    };
    const stop = (): void => void child.off('message', listen).off('exit', stop);
    child.on('message', listen).once('exit', stop);
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
