import { parseAddress, pathOf } from '../meaning/address.ts';
import { unauthorized } from '../meaning/authorizationErrors.ts';
import type { Target } from '../meaning/namespace.ts';
import { internalError, type ServiceError, tooLarge } from '../meaning/serviceError.ts';
import { MalformedMessageError } from '../wire/malformedMessageError.ts';
import { publication } from '../wire/publication.ts';
import { echoAttach } from './attachAnswer.ts';
import { type Emulator, traced } from './emulator.ts';
import type { OpenedLink, Peer } from './openedLink.ts';
import { accepted, rejected } from './outcomes.ts';
import type { ReceivedMessage, ServerReceiver } from './rheaInternals.ts';

/** What the service grants (measured, not documented). */
const grantedCredit = 300;

/** Serves a link that sends events to a hub or to one of its partitions. */
export function openProducerLink(link: ServerReceiver, peer: Peer, emulator: Emulator): OpenedLink {
  const address = link.remote.attach.target?.address ?? '';
  const { maxMessageBytes } = emulator;
  echoAttach(link, { 'com.microsoft:tracking-id': `${emulator.newId().replaceAll('-', '')}_G16` });
  // The service settles at once, whatever was asked (measured, not documented).
  link.local.attach.rcv_settle_mode = 0;
  link.local.attach.max_message_size = maxMessageBytes;
  const right = { claim: 'Send', path: pathOf(address).toLowerCase() } as const;
  const target = peer.authorization.allows(right)
    ? emulator.namespace.target(parseAddress(address), peer.entity(address))
    : unauthorized(right.claim, peer.entity(address));
  if ('condition' in target) {
    link.close(traced(target, { host: peer.host, hub: pathOf(address) }, emulator));
    return { close: () => undefined };
  }
  const subject = { host: peer.host, hub: target.hub.name };
  let ended: ServiceError | undefined;
  link.on('message', ({ message, delivery }: ReceivedMessage) => {
    const { bytes, aborted } = peer.receivedSize(link);
    const refuse = (error: ServiceError): void => delivery.update(true, rejected(traced(error, subject, emulator)));
    if (ended) return refuse(ended);
    topUp(link);
    if (aborted) delivery.update(true, accepted());
    else if (bytes > maxMessageBytes) refuse(tooLarge(delivery.id, bytes, maxMessageBytes));
    else
      publish(message, delivery.format ?? 0, target).then(
        () => delivery.update(true, accepted()),
        (error) => refuse(refusalOf(error)),
      );
  });
  link.add_credit(grantedCredit);
  const endUnauthorized = (): void => {
    if (ended) return;
    ended = unauthorized(right.claim, peer.entity(address));
    link.close(traced(ended, subject, emulator));
  };
  return { right, endUnauthorized, close: () => undefined };
}

/** Resolves once all events of the message are stored. @throws MalformedMessageError, or why they cannot be stored */
async function publish(message: Buffer, format: number, { hub, partition }: Target): Promise<void> {
  const { partitionKey, events } = publication(message, format);
  const destination = partition ?? hub.partitionFor(partitionKey);
  await destination?.log.append(events);
}

function refusalOf(error: unknown): ServiceError {
  if (!(error instanceof MalformedMessageError)) return internalError(error);
  return { condition: error.code, description: error.message };
}

function topUp(link: ServerReceiver): void {
  if (link.credit <= grantedCredit / 2) link.add_credit(grantedCredit - link.credit);
}
