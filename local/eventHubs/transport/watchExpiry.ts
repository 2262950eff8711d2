import type { Authorization } from '../meaning/authorization.ts';
import type { OpenedLink } from './openedLink.ts';

/**
 * How long it waits at most before it looks at the clock again. A timer counts no sleep of the machine, and holds no
 * more than 2^31 ms.
 */
const maxWaitMs = 30_000;

/** The part of a connection that ends links when their right has run out without being renewed. */
export interface ExpiryWatch {
  /** Begins to watch a link that is open now. */
  add(opened: OpenedLink): void;
  close(): void;
}

/** One timer for all `links`; it keeps no process alive. `clock` gives milliseconds since 1970. */
export function watchExpiry(
  links: () => Iterable<OpenedLink>,
  authorization: Authorization,
  clock: () => number,
): ExpiryWatch {
  let due = Number.POSITIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  const look = (): void => {
    due = Number.POSITIVE_INFINITY;
    for (const opened of links()) add(opened);
  };
  const lookAt = (time: number): void => {
    if (time >= due) return;
    due = time;
    clearTimeout(timer);
    timer = setTimeout(look, Math.min(Math.max(time - clock(), 0), maxWaitMs)).unref();
  };
  const add = (opened: OpenedLink): void => {
    if (!opened.right) return;
    const expiresAt = authorization.expiryOf(opened.right);
    if (expiresAt === undefined) opened.endUnauthorized?.();
    else lookAt(expiresAt);
  };
  // A token may take the place of one that allowed more, or for longer.
  authorization.onGrant(() => lookAt(clock()));
  return {
    add,
    close: () => {
      due = Number.NEGATIVE_INFINITY;
      clearTimeout(timer);
    },
  };
}
