import { longestAddress, parseAddress } from '../meaning/address.ts';
import { putToken } from '../meaning/putToken.ts';
import { readManagement } from '../meaning/readManagement.ts';
import { addressTooLong } from '../meaning/serviceError.ts';
import { openConsumerLink } from './consumerLink.ts';
import { type Emulator, traced } from './emulator.ts';
import type { OpenedLink, Peer } from './openedLink.ts';
import { openProducerLink } from './producerLink.ts';
import { openAnswerLink, openRequestLink } from './requestNode.ts';
import type { ServerLink, ServerReceiver, ServerSender } from './rheaInternals.ts';

/** The peer sends: to a node, a hub or a partition, by the target's address. */
export function openReceiver(link: ServerReceiver, peer: Peer, emulator: Emulator): OpenedLink {
  const address = link.remote.attach.target?.address ?? '';
  if (address.length > longestAddress) return refuseAddress(link, address, peer, emulator);
  const { node } = parseAddress(address);
  const { namespace, keys, clock } = emulator;
  const { host, authorization } = peer;
  const desk = { namespace, keys, clock, authorization, host };
  if (node === 'cbs') return openRequestLink(link, node, peer, (request) => putToken(request, desk));
  if (node === 'management') return openRequestLink(link, node, peer, (request) => readManagement(request, desk));
  return openProducerLink(link, peer, emulator);
}

/** The peer receives: a node's answers, or events, by the source's address. */
export function openSender(link: ServerSender, peer: Peer, emulator: Emulator): OpenedLink {
  const address = link.remote.attach.source?.address ?? '';
  if (address.length > longestAddress) return refuseAddress(link, address, peer, emulator);
  const { node } = parseAddress(address);
  return node === 'cbs' || node === 'management'
    ? openAnswerLink(link, node, peer)
    : openConsumerLink(link, peer, emulator);
}

/** Before anything is done with it: whoever comes may attach, without a token. */
function refuseAddress(link: ServerLink, { length }: string, { host }: Peer, emulator: Emulator): OpenedLink {
  link.close(traced(addressTooLong(length, longestAddress), { host }, emulator));
  return { close: () => undefined };
}
