import { parseAddress } from '../meaning/address.ts';
import { putToken } from '../meaning/putToken.ts';
import { readManagement } from '../meaning/readManagement.ts';
import { openConsumerLink } from './consumerLink.ts';
import type { Emulator } from './emulator.ts';
import type { OpenedLink, Peer } from './openedLink.ts';
import { openProducerLink } from './producerLink.ts';
import { openAnswerLink, openRequestLink } from './requestNode.ts';
import type { ServerReceiver, ServerSender } from './rheaInternals.ts';

/** The peer sends: to a node, a hub or a partition, by the target's address. */
export function openReceiver(link: ServerReceiver, peer: Peer, emulator: Emulator): OpenedLink {
  const { node } = parseAddress(link.remote.attach.target?.address ?? '');
  const { namespace, keys, clock } = emulator;
  const { host, authorization } = peer;
  const desk = { namespace, keys, clock, authorization, host };
  if (node === 'cbs') return openRequestLink(link, node, peer, (request) => putToken(request, desk));
  if (node === 'management') return openRequestLink(link, node, peer, (request) => readManagement(request, desk));
  return openProducerLink(link, peer, emulator);
}

/** The peer receives: a node's answers, or events, by the source's address. */
export function openSender(link: ServerSender, peer: Peer, emulator: Emulator): OpenedLink {
  const { node } = parseAddress(link.remote.attach.source?.address ?? '');
  return node === 'cbs' || node === 'management' ? openAnswerLink(link, node) : openConsumerLink(link, peer, emulator);
}
