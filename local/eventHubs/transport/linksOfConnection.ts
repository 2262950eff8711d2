import type { Authorization } from '../meaning/authorization.ts';
import { dropDeliveries } from './dropDeliveries.ts';
import type { OpenedLink } from './openedLink.ts';
import type { ServerLink, ServerSession } from './rheaInternals.ts';
import { type ExpiryWatch, watchExpiry } from './watchExpiry.ts';

/**
 * The links of one connection. A link ends in many ways, some without a word of its own: by detach, with its AMQP
 * session, with the connection or its socket, or because its token has run out. Each way leads here, so that no reader keeps its place for ever.
 */
export class LinksOfConnection {
  readonly #links = new Map<ServerLink, OpenedLink>();
  readonly #expiry: ExpiryWatch;

  /** `clock` gives milliseconds since 1970. */
  constructor(authorization: Authorization, clock: () => number) {
    this.#expiry = watchExpiry(() => [...this.#links.values()], authorization, clock);
  }

  add(link: ServerLink, opened: OpenedLink): void {
    this.#links.set(link, opened);
    this.#expiry.add(opened);
  }

  close(link: ServerLink): void {
    const opened = this.#links.get(link);
    this.#links.delete(link);
    opened?.close();
    dropDeliveries(link);
  }

  closeSession(session: ServerSession): void {
    for (const link of [...this.#links.keys()]) if (link.session === session) this.close(link);
  }

  /** Of a connection that has ended. */
  closeAll(): void {
    this.#expiry.close();
    for (const link of [...this.#links.keys()]) this.close(link);
  }

  /** Credit, window or socket may have room again. */
  wakeAll(): void {
    for (const opened of [...this.#links.values()]) opened.wake?.();
  }

  *neighbours(link: ServerLink): Generator<readonly [ServerLink, OpenedLink]> {
    for (const entry of this.#links) if (entry[0].session === link.session) yield entry;
  }
}
