import { MalformedMessageError } from '../wire/malformedMessageError.ts';
import { type Request, request } from '../wire/request.ts';
import { type Response, response } from '../wire/response.ts';
import { echoAttach } from './attachAnswer.ts';
import { KeptAnswers } from './keptAnswers.ts';
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
export function openAnswerLink(link: ServerSender, node: NodeName, peer: Peer): OpenedLink {
  attachNode(link);
  const kept = new KeptAnswers(peer.answers);
  let nextTag = firstTag;
  const send = (message: Buffer): unknown => {
    const tag = Buffer.alloc(4);
    tag.writeUInt32LE(nextTag++ >>> 0);
    const delivery = link.send(message, tag, 0);
    return delivery.settled ? undefined : delivery;
  };
  const flush = (): void => kept.flush(() => link.sendable(), send);
  link.on('settled', ({ delivery }: { delivery: unknown }) => kept.settled(delivery));
  return {
    answersFor: node,
    respond: (message) => {
      kept.add(message);
      flush();
    },
    wake: flush,
    close: () => kept.clear(),
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
