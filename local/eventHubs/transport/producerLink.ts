import { parseAddress, pathOf } from '../meaning/address.ts';
import type { Right } from '../meaning/authorization.ts';
import { unauthorized } from '../meaning/authorizationErrors.ts';
import type { Target } from '../meaning/namespace.ts';
import type { Producer } from '../meaning/producers.ts';
import { publishOnce } from '../meaning/publishOnce.ts';
import { internalError, type ServiceError, tooLarge } from '../meaning/serviceError.ts';
import { MalformedMessageError } from '../wire/malformedMessageError.ts';
import { publication } from '../wire/publication.ts';
import { echoAttach } from './attachAnswer.ts';
import { type Emulator, traced } from './emulator.ts';
import { openIdempotentProducer } from './idempotentProducer.ts';
import type { OpenedLink, Peer } from './openedLink.ts';
import { accepted, letGo, rejected } from './outcomes.ts';
import type { ReceivedMessage, ServerReceiver } from './rheaInternals.ts';

/** What the service grants (measured, not documented). */
const grantedCredit = 300;

/** Serves a link that sends events to a hub or to one of its partitions. */
export function openProducerLink(link: ServerReceiver, peer: Peer, emulator: Emulator): OpenedLink {
  const address = link.remote.attach.target?.address ?? '';
  echoAttach(link, { 'com.microsoft:tracking-id': `${emulator.newId().replaceAll('-', '')}_G16` });
  // The service settles at once, whatever was asked (measured, not documented).
  link.local.attach.rcv_settle_mode = 0;
  link.local.attach.max_message_size = emulator.maxMessageBytes;
  const right = { claim: 'Send', path: pathOf(address).toLowerCase() } as const;
  const opened = open(link, right, peer, emulator);
  if (!('condition' in opened)) return take(link, opened, { right, peer, emulator });
  link.close(traced(opened, { host: peer.host, hub: pathOf(address) }, emulator));
  return { close: () => undefined };
}

interface Opened {
  readonly target: Target;
  /** Set when the link is to store nothing twice. */
  readonly producer: Producer | undefined;
}

/** Finds out where the link leads; or why it may not be. */
function open(link: ServerReceiver, right: Right, peer: Peer, { namespace, newId }: Emulator): Opened | ServiceError {
  const address = link.remote.attach.target?.address ?? '';
  if (!peer.authorization.allows(right)) return unauthorized(right.claim, peer.entity(address));
  const target = namespace.target(parseAddress(address), peer.entity(address));
  if ('condition' in target) return target;
  const producer = openIdempotentProducer(link, target, newId);
  return producer && 'condition' in producer ? producer : { target, producer };
}

interface Surroundings {
  readonly right: Right;
  readonly peer: Peer;
  readonly emulator: Emulator;
}

/** Takes what comes until the link ends. */
function take(link: ServerReceiver, opened: Opened, { right, peer, emulator }: Surroundings): OpenedLink {
  const { maxMessageBytes } = emulator;
  const subject = { host: peer.host, hub: opened.target.hub.name };
  let ended: ServiceError | undefined;
  link.on('message', ({ message, delivery }: ReceivedMessage) => {
    const { bytes, aborted } = peer.receivedSize(link);
    const settle = (error?: ServiceError): void =>
      delivery.update(true, error ? rejected(traced(error, subject, emulator)) : accepted());
    if (!ended) topUp(link);
    if (aborted) letGo(delivery);
    else if (ended) settle(ended);
    else if (bytes > maxMessageBytes) settle(tooLarge(delivery.id, bytes, maxMessageBytes));
    else publish(message, delivery.format ?? 0, opened).then(settle, (error) => settle(refusalOf(error)));
  });
  link.add_credit(grantedCredit);
  const endUnauthorized = (): void => {
    if (ended) return;
    ended = unauthorized(right.claim, peer.entity(right.path));
    link.close(traced(ended, subject, emulator));
  };
  return { right, endUnauthorized, close: () => undefined };
}

/**
 * Resolves once all events of the message are stored, or with why they are not.
 * @throws MalformedMessageError, or why they cannot be stored
 */
async function publish(
  message: Buffer,
  format: number,
  { target: { hub, partition }, producer }: Opened,
): Promise<ServiceError | undefined> {
  const { partitionKey, events } = publication(message, format);
  if (producer && partition) return publishOnce(events, producer, partition.log);
  const destination = partition ?? hub.partitionFor(partitionKey);
  await destination?.log.append(events);
  return undefined;
}

function refusalOf(error: unknown): ServiceError {
  if (!(error instanceof MalformedMessageError)) return internalError(error);
  return { condition: error.code, description: error.message };
}

function topUp(link: ServerReceiver): void {
  if (link.credit <= grantedCredit / 2) link.add_credit(grantedCredit - link.credit);
}
