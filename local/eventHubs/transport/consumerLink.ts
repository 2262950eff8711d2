import { parseAddress, pathOf } from '../meaning/address.ts';
import { unauthorized } from '../meaning/authorizationErrors.ts';
import type { Source } from '../meaning/namespace.ts';
import type { Receiver } from '../meaning/receivers.ts';
import { badFilter, internalError, type ServiceError } from '../meaning/serviceError.ts';
import { resolveStart, type StartPosition } from '../meaning/startPosition.ts';
import { parseSelectorFilter } from '../wire/selectorFilter.ts';
import { echoAttach, selectorFilterOf } from './attachAnswer.ts';
import { type Emulator, traced } from './emulator.ts';
import type { OpenedLink, Peer } from './openedLink.ts';
import { partitionPump } from './partitionPump.ts';
import type { RemoteAttach, ServerSender } from './rheaInternals.ts';

/** Serves a link that reads one partition for one consumer group. */
export function openConsumerLink(link: ServerSender, peer: Peer, emulator: Emulator): OpenedLink {
  const { attach } = link.remote;
  const address = attach.source?.address ?? '';
  const filter = selectorFilterOf(attach.source);
  echoAttach(link);
  // The service sends settled, whatever was asked (measured, not documented).
  link.local.attach.snd_settle_mode = 1;
  link.local.attach.max_message_size = emulator.maxMessageBytes;
  const parsed = parseAddress(address);
  const subject = parsed.node === 'reader' ? { hub: parsed.hub, group: parsed.group } : { hub: pathOf(address) };
  const refuse = (error: ServiceError): void => link.close(traced(error, { host: peer.host, ...subject }, emulator));
  const right = { claim: 'Listen', path: pathOf(address).toLowerCase() } as const;
  const unauthorizedHere = unauthorized(right.claim, peer.entity(address));
  const source = peer.authorization.allows(right)
    ? emulator.namespace.source(parsed, peer.entity(address))
    : unauthorizedHere;
  const start = parseSelectorFilter(filter);
  if (!('condition' in source) && start !== undefined) {
    const { end, ...opened } = read({ link, peer, emulator, refuse }, source, start);
    return { ...opened, right, endUnauthorized: () => end(unauthorizedHere) };
  }
  refuse('condition' in source ? source : badFilter(filter ?? ''));
  return { close: () => undefined };
}

/** `end` tells the client why. */
interface EndableLink extends OpenedLink {
  readonly end: (reason: ServiceError) => void;
}

interface Reading {
  readonly link: ServerSender;
  readonly peer: Peer;
  readonly emulator: Emulator;
  readonly refuse: (error: ServiceError) => void;
}

/** Takes the reader's place in its group, and pumps from where it wants to start until the link ends. */
function read({ link, peer, emulator, refuse }: Reading, source: Source, start: StartPosition): EndableLink {
  const { attach } = link.remote;
  const { log } = source.partition;
  const receivers = source.hub.receivers(source.group, source.partition);
  let ended = false;
  const end = (reason: ServiceError): void => {
    if (ended) return;
    ended = true;
    close();
    refuse(reason);
  };
  const fail = (error: unknown): void => end(internalError(error));
  const withMetrics = wantsMetrics(attach);
  const pump = partitionPump({ link, log, peer, clock: emulator.clock, withMetrics, onFailure: fail });
  const name = textProperty(attach, 'com.microsoft:receiver-name');
  const receiver: Receiver = { name, epoch: longProperty(attach, 'com.microsoft:epoch'), disconnect: end };
  const close = (): void => {
    pump.close();
    receivers.leave(receiver);
  };
  const begin = (first: number | ServiceError): void => {
    if (pump.closed) return;
    const refusal = typeof first === 'number' ? receivers.admit(receiver) : first;
    if (refusal) end(refusal);
    else if (typeof first === 'number') pump.start(first);
  };
  const begun = resolveStart(start, log).then(begin, fail);
  link.on('sender_draining', () => {
    pump.wake();
    // Before the beginning is found nothing could be sent, though there may be something.
    void begun.then(() => pump.untilIdle()).then(() => peer.answerDrain(link));
  });
  return { wake: pump.wake, close, end };
}

/** Python may ask by a property instead of a capability (azure-sdk-for-python, _consumer.py). */
function wantsMetrics({ desired_capabilities, properties }: RemoteAttach): boolean {
  const name = 'com.microsoft:enable-receiver-runtime-metric';
  return [desired_capabilities].flat().includes(name) || properties?.[name] !== undefined;
}

function textProperty({ properties }: RemoteAttach, name: string): string | undefined {
  const value = properties?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** rhea gives a long beyond 2^53 as its eight bytes. */
function longProperty({ properties }: RemoteAttach, name: string): bigint | undefined {
  const value = properties?.[name];
  if (Buffer.isBuffer(value) && value.length === 8) return value.readBigInt64BE();
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : undefined;
}
