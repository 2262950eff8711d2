import * as encode from '../../../../local/eventHubs/wire/encode.ts';
import { frameBytes, performative } from './rawClient.ts';

/** The frames of a client that keeps to the rules, on channel 0. */

const none = encode.none;
const zero = Buffer.of(0x43);

export const saslHeader = Buffer.from('AMQP\x03\x01\x00\x00', 'latin1');
export const amqpHeader = Buffer.from('AMQP\x00\x01\x00\x00', 'latin1');

/** Signs in with the well-known key. */
export function saslInit(): Buffer {
  const response = Buffer.from('\0RootManageSharedAccessKey\0SAS_KEY_VALUE');
  const fields = [encode.symbol('PLAIN'), Buffer.concat([Buffer.of(0xa0, response.length), response])];
  const frame = frameBytes(0, 0x41, fields);
  frame[5] = 1;
  return frame;
}

export function open(): Buffer {
  return frameBytes(0, performative.open, [encode.string('trial'), encode.string('localhost')]);
}

export function begin(channel = 0): Buffer {
  return frameBytes(channel, performative.begin, [none, zero, uint(5000), uint(5000)]);
}

export function attachSender(handle: number, name: string, target: string): Buffer {
  return attach(handle, name, false, [terminus(0x28, 'me'), terminus(0x29, target)]);
}

/** Reads from the beginning. */
export function attachReceiver(handle: number, name: string, source: string): Buffer {
  return attach(handle, name, true, [terminus(0x28, source, earliest()), terminus(0x29, 'me')]);
}

export function flow(handle: number, credit: number): Buffer {
  const session = [zero, uint(5000), zero, uint(5000)];
  return frameBytes(0, performative.flow, [...session, uint(handle), zero, uint(credit)]);
}

/** A message with nothing but a body. */
export function transfer(handle: number, deliveryId: number, body: Buffer, more = false): Buffer {
  return transferOf(handle, deliveryId, data(body), more);
}

/** The same in as many frames as it takes. */
export function transfers(handle: number, deliveryId: number, body: Buffer, pieceBytes = 60_000): Buffer {
  const message = data(body);
  const frames: Buffer[] = [];
  for (let start = 0; start < message.length; start += pieceBytes) {
    const end = start + pieceBytes;
    frames.push(transferOf(handle, deliveryId, message.subarray(start, end), end < message.length));
  }
  return Buffer.concat(frames);
}

/** Asks `$management` for the properties of a hub. */
export function request(handle: number, deliveryId: number, hub: string): Buffer {
  const properties = { operation: 'READ', name: hub, type: 'com.microsoft:eventhub' };
  const entries = Object.entries(properties).flat().map(encode.string);
  return transferOf(handle, deliveryId, encode.section(0x74, encode.map(entries)), false);
}

function transferOf(handle: number, deliveryId: number, message: Buffer, more: boolean): Buffer {
  const tag = Buffer.concat([Buffer.of(0xa0, 4), uint(deliveryId).subarray(1)]);
  const fields = [uint(handle), uint(deliveryId), tag, zero, encode.boolean(false), encode.boolean(more)];
  const frame = Buffer.concat([frameBytes(0, performative.transfer, fields), message]);
  frame.writeUInt32BE(frame.length);
  return frame;
}

export function detach(handle: number): Buffer {
  return frameBytes(0, performative.detach, [uint(handle), encode.boolean(true)]);
}

export function disposition(first: number, last: number): Buffer {
  const accepted = encode.section(0x24, encode.list([]));
  const fields = [encode.boolean(true), uint(first), uint(last), encode.boolean(true), accepted];
  return frameBytes(0, performative.disposition, fields);
}

export function end(): Buffer {
  return frameBytes(0, performative.end, []);
}

export function close(): Buffer {
  return frameBytes(0, performative.close, []);
}

export function uint(value: number): Buffer {
  const bytes = Buffer.alloc(5, 0x70);
  bytes.writeUInt32BE(value, 1);
  return bytes;
}

function attach(handle: number, name: string, role: boolean, termini: readonly Buffer[]): Buffer {
  const fields = [encode.string(name), uint(handle), encode.boolean(role), none, none, ...termini, none, none, zero];
  return frameBytes(0, performative.attach, fields);
}

function terminus(code: number, address: string, filter: Buffer = none): Buffer {
  const fields = [encode.string(address), none, none, none, none, none, none, filter];
  return encode.section(code, encode.list(code === 0x28 ? fields : fields.slice(0, 1)));
}

function earliest(): Buffer {
  const selector = encode.string("amqp.annotation.x-opt-offset > '-1'");
  const described = Buffer.concat([Buffer.from('00800000468c00000004', 'hex'), selector]);
  return encode.map([encode.symbol('apache.org:selector-filter:string'), described]);
}

function data(body: Buffer): Buffer {
  const head = Buffer.from('005375b000000000', 'hex');
  head.writeUInt32BE(body.length, 4);
  return Buffer.concat([head, body]);
}
