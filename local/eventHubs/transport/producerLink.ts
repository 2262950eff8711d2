import type { Delivery } from 'rhea';
import { parseAddress, pathOf } from '../meaning/address.ts';
import type { Hub, Partition } from '../meaning/hub.ts';
import { type ServiceError, tooLarge } from '../meaning/serviceError.ts';
import { MalformedMessageError } from '../wire/malformedMessageError.ts';
import { type Publication, publication } from '../wire/publication.ts';
import { echoAttach } from './attachAnswer.ts';
import { type Emulator, traced } from './emulator.ts';
import type { OpenedLink, Peer } from './openedLink.ts';
import { accepted, rejected } from './outcomes.ts';
import type { ReceivedMessage, ServerReceiver } from './rheaInternals.ts';

/** https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas: 1 MB per event or batch in the Standard tier. */
export const maxMessageBytes = 1024 * 1024;
/** What the service grants (measured, not documented). */
const grantedCredit = 300;

/** Serves a link that sends events to a hub or to one of its partitions. */
export function openProducerLink(link: ServerReceiver, peer: Peer, emulator: Emulator): OpenedLink {
  const address = link.remote.attach.target?.address ?? '';
  echoAttach(link, { 'com.microsoft:tracking-id': `${emulator.newId().replaceAll('-', '')}_G16` });
  // The service settles at once, whatever was asked (measured, not documented).
  link.local.attach.rcv_settle_mode = 0;
  link.local.attach.max_message_size = maxMessageBytes;
  const target = emulator.namespace.target(parseAddress(address), peer.entity(address));
  if ('condition' in target) {
    link.close(traced(target, { host: peer.host, hub: pathOf(address) }, emulator));
    return { close: () => undefined };
  }
  const subject = { host: peer.host, hub: target.hub.name };
  link.on('message', (received: ReceivedMessage) => {
    const { bytes, aborted } = peer.receivedSize(link);
    topUp(link);
    if (aborted) settle(received.delivery, accepted());
    else if (bytes > maxMessageBytes)
      settle(
        received.delivery,
        rejected(traced(tooLarge(received.delivery.id, bytes, maxMessageBytes), subject, emulator)),
      );
    else void publish(received, target, (error) => traced(error, subject, emulator));
  });
  link.add_credit(grantedCredit);
  return { close: () => undefined };
}

type Target = { readonly hub: Hub; readonly partition: Partition | undefined };

/** Stores what came and tells the sender, once it is stored, or why it is not. */
async function publish(
  { message, delivery }: ReceivedMessage,
  target: Target,
  trace: (error: ServiceError) => ServiceError,
): Promise<void> {
  try {
    const { partitionKey, events }: Publication = publication(message, delivery.format ?? 0);
    const partition = target.partition ?? target.hub.partitionFor(partitionKey);
    await partition?.log.append(events);
    settle(delivery, accepted());
  } catch (error) {
    settle(delivery, rejected(trace(refusalOf(error))));
  }
}

function refusalOf(error: unknown): ServiceError {
  const description = error instanceof Error ? error.message : String(error);
  return { condition: error instanceof MalformedMessageError ? error.code : 'amqp:internal-error', description };
}

function settle(delivery: Delivery, outcome: unknown): void {
  delivery.update(true, outcome);
}

function topUp(link: ServerReceiver): void {
  if (link.credit <= grantedCredit / 2) link.add_credit(grantedCredit - link.credit);
}
