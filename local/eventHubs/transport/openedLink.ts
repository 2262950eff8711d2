import type { Authorization, Right } from '../meaning/authorization.ts';
import type { AnswerBudget } from './answerBudget.ts';
import type { ReceivedSize } from './receiveRaw.ts';
import type { ServerLink, ServerSender } from './rheaInternals.ts';

/** What the transport keeps of a link while it lives. */
export interface OpenedLink {
  /** Set on links that answer requests: the node they answer for. */
  readonly answersFor?: 'cbs' | 'management';
  /** Sends an encoded answer; on such links only. */
  respond?(message: Buffer): void;
  /** Set on links that read or send events: what they need to stay open. */
  readonly right?: Right;
  /** Called when the right has run out; on such links only. */
  endUnauthorized?(): void;
  /** Lets go of everything; called once, however the link ended. */
  close(): void;
  /** Called when the peer or its socket can take more. */
  wake?(): void;
}

/** The connection at the other end, as its links see it. */
export interface Peer {
  /** The host name by which the client knows the emulator, lower-cased. */
  readonly host: string;
  /** What the client may do. */
  readonly authorization: Authorization;
  /** The full, lower-cased name of an address, `sb://host/hub`, as the service writes it in errors. */
  entity(address: string): string;
  /** Size of the delivery last received on that link. */
  receivedSize(link: ServerLink): ReceivedSize;
  /** For the answers of its nodes. */
  readonly answers: AnswerBudget;
  /** Bytes that the socket has not taken yet. */
  unsentBytes(): number;
  /** Uses up the credit of a reader that asked for it back. */
  answerDrain(link: ServerSender): void;
  /** The links open on the same AMQP session as `link`. */
  neighbours(link: ServerLink): Iterable<readonly [ServerLink, OpenedLink]>;
}
