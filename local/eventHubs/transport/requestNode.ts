import { MalformedMessageError } from '../wire/malformedMessageError.ts';
import { type Request, request } from '../wire/request.ts';
import { type Response, response } from '../wire/response.ts';
import { echoAttach } from './attachAnswer.ts';
import type { OpenedLink, Peer } from './openedLink.ts';
import { accepted, letGo, rejected } from './outcomes.ts';
import type { ReceivedMessage, ServerReceiver, ServerSender } from './rheaInternals.ts';

/** `$cbs` or `$management`: requests come on one link, answers go on another of the same AMQP session. */
export type NodeName = 'cbs' | 'management';
export type Answer = (request: Request) => Response;

/** What the service grants and allows here (measured, not documented). */
const grantedCredit = 100;
const unlimited = Buffer.alloc(8, 0xff);
const firstTag = 1;
/** Answers that wait for a client's credit. */
const maxWaiting = 100;

/** Serves the link that brings requests to a node. */
export function openRequestLink(link: ServerReceiver, node: NodeName, peer: Peer, answer: Answer): OpenedLink {
  attachNode(link);
  link.on('message', ({ message, delivery }: ReceivedMessage) => {
    if (link.credit <= grantedCredit / 2) link.add_credit(grantedCredit - link.credit);
    if (peer.receivedSize(link).aborted) return letGo(delivery);
    const read = readRequest(message);
    delivery.update(
      true,
      read instanceof MalformedMessageError
        ? rejected({ condition: read.code, description: read.message })
        : accepted(),
    );
    if (read instanceof MalformedMessageError) return;
    answerLinkFor(read, link, node, peer)?.respond?.(response(answer(read), read.messageId));
  });
  link.add_credit(grantedCredit);
  return { close: () => undefined };
}

/** Serves the link that takes a node's answers. */
export function openAnswerLink(link: ServerSender, node: NodeName): OpenedLink {
  attachNode(link);
  const waiting: Buffer[] = [];
  let nextTag = firstTag;
  const flush = (): void => {
    while (waiting.length > 0 && link.sendable()) {
      const tag = Buffer.alloc(4);
      tag.writeUInt32LE(nextTag++ >>> 0);
      const message = waiting.shift();
      if (message) link.send(message, tag, 0);
    }
  };
  return {
    answersFor: node,
    respond: (message) => {
      if (waiting.length < maxWaiting) waiting.push(message);
      flush();
    },
    wake: flush,
    close: () => waiting.splice(0),
  };
}

/** The service leaves settle modes out where none were asked (rhea, issue 205), and Rust's client insists on it. */
function attachNode(link: ServerReceiver | ServerSender): void {
  link.local.attach.max_message_size = unlimited;
  echoAttach(link);
}

function readRequest(message: Buffer): Request | MalformedMessageError {
  try {
    return request(message);
  } catch (error) {
    return error instanceof MalformedMessageError ? error : new MalformedMessageError(String(error));
  }
}

/** The link the client names by reply-to, as JS does; else the one there is, since Python names none. */
function answerLinkFor({ replyTo }: Request, link: ServerReceiver, node: NodeName, peer: Peer): OpenedLink | undefined {
  let found: OpenedLink | undefined;
  for (const [neighbour, opened] of peer.neighbours(link)) {
    if (opened.answersFor !== node) continue;
    if (replyTo !== undefined && [neighbour.name, neighbour.remote.attach.target?.address].includes(replyTo))
      return opened;
    found ??= opened;
  }
  return found;
}
