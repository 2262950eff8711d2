import type { Socket } from 'node:net';
import { pathOf } from '../meaning/address.ts';
import type { Authorization } from '../meaning/authorization.ts';
import { AnswerBudget } from './answerBudget.ts';
import type { LinksOfConnection } from './linksOfConnection.ts';
import type { Peer } from './openedLink.ts';
import type { ReceivedSize } from './receiveRaw.ts';
import type { ServerConnection, ServerLink } from './rheaInternals.ts';

/** RFC 1035, section 2.3.4. What is longer is not repeated in each error. */
const longestHostName = 255;

export interface PeerParts {
  readonly connection: ServerConnection;
  readonly socket: Socket;
  readonly links: LinksOfConnection;
  readonly authorization: Authorization;
  readonly receivedSize: (link: ServerLink) => ReceivedSize;
}

/** A connection as its links see it. */
export function createPeer({ connection, socket, links, authorization, receivedSize }: PeerParts): Peer {
  // Known once the client has opened, which is before it has links.
  const host = (): string => (connection.hostname ?? 'localhost').slice(0, longestHostName).toLowerCase();
  return {
    get host() {
      return host();
    },
    authorization,
    answers: new AnswerBudget(),
    entity: (address) => `sb://${host()}/${pathOf(address)}`.toLowerCase(),
    receivedSize,
    unsentBytes: () => socket.writableLength,
    answerDrain: (link) => {
      // rhea counts credit down one by one, and a client may have granted four billion.
      const surplus = Math.max(link.credit - 1, 0);
      link.credit -= surplus;
      link.delivery_count += surplus;
      link.set_drained(true);
      connection._register();
    },
    neighbours: (link) => links.neighbours(link),
  };
}
