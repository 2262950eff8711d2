import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';
import { frameBytes, performative } from './rawClient.ts';

/** A client without a library: it remembers nothing but how many frames of each kind came. */
export interface Wire {
  write(code: number, fields: readonly Buffer[]): void;
  attachProducer(name: string, handle: Buffer, target: string): void;
  /** Resolves when so many frames of that kind have come. */
  received(code: number, count: number): Promise<void>;
  close(): void;
}

const zero = Buffer.of(0x43);
const hundred = Buffer.of(0x52, 100);

const saslOutcome = 0x44;

/** Opens a connection, signed in with the well-known key, and an AMQP session on channel 0. */
export async function openWire(port: number): Promise<Wire> {
  const socket = connect({ host: '127.0.0.1', port });
  const counts = new Map<number, number>();
  const arrivals = new EventEmitter();
  let pending: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (let next = takeFrame(pending); next; next = takeFrame(pending)) {
      counts.set(next.code, (counts.get(next.code) ?? 0) + 1);
      pending = next.rest;
    }
    arrivals.emit('frames');
  });
  const write = (code: number, fields: readonly Buffer[]): void => {
    socket.write(frameBytes(0, code, fields));
  };
  const received = async (code: number, count: number): Promise<void> => {
    while ((counts.get(code) ?? 0) < count) await once(arrivals, 'frames');
  };
  await once(socket, 'connect');
  socket.write(Buffer.from('AMQP\x03\x01\x00\x00', 'latin1'));
  socket.write(saslInit());
  await received(saslOutcome, 1);
  socket.write(Buffer.from('AMQP\x00\x01\x00\x00', 'latin1'));
  write(performative.open, [encode.string('wire')]);
  write(performative.begin, [encode.none, zero, hundred, hundred]);
  await received(performative.begin, 1);
  return {
    write,
    received,
    attachProducer: (name, handle, target) => {
      const terminus = (code: number, address: string): Buffer =>
        encode.section(code, encode.list([encode.string(address)]));
      const [mode, sender] = [encode.none, encode.boolean(false)];
      write(performative.attach, [
        encode.string(name),
        handle,
        sender,
        mode,
        mode,
        terminus(0x28, 'me'),
        terminus(0x29, target),
      ]);
    },
    close: () => socket.destroy(),
  };
}

/** Passes over protocol headers, which have no size; undefined when no whole frame is there. */
function takeFrame(bytes: Buffer): { readonly code: number; readonly rest: Buffer } | undefined {
  if (bytes.length < 4) return undefined;
  if (bytes.toString('latin1', 0, 4) === 'AMQP') return takeFrame(bytes.subarray(8));
  const size = bytes.readUInt32BE(0);
  return bytes.length < size ? undefined : { code: bytes[10] ?? 0, rest: bytes.subarray(size) };
}

function saslInit(): Buffer {
  const response = Buffer.from('\0RootManageSharedAccessKey\0SAS_KEY_VALUE');
  const frame = frameBytes(0, 0x41, [
    encode.symbol('PLAIN'),
    Buffer.concat([Buffer.of(0xa0, response.length), response]),
  ]);
  frame[5] = 1;
  return frame;
}
