import { once } from 'node:events';
import type { Socket } from 'node:net';
import { message as amqpMessage, type Connection, type EventContext, types } from 'rhea';
import { openBareConnection } from './bareConnection.ts';
import { bodyBytes, partitionCount } from './benchOptions.ts';
import { type Load, pace } from './pace.ts';
import { untilCount } from './untilCount.ts';

const receiverCredit = 1000;
const openMs = 60_000;

/**
 * How long events are inside the hub, in milliseconds: from the write of the whole transfer to the hub's socket to the
 * arrival of the transfer that brings it to a receiver with credit. Both are seen at the sockets of one process, so by
 * one clock and without the AMQP client's own work; the way through the system's loopback and this process's turn to
 * read are counted in. The truth is below.
 */
export async function transitTimes(connectionString: string, hub: string, load: Load): Promise<readonly number[]> {
  const [sending, receiving] = await Promise.all([
    openBareConnection(connectionString, hub),
    openBareConnection(connectionString, hub),
  ]);
  const arrivals: number[] = [];
  await receiveAll(receiving.connection, receiving.socket, hub, (number, atMs) => {
    arrivals[number] = atMs;
  });
  const departures = departuresOf(sending.socket);
  const sender = sending.connection.open_sender({ target: hub });
  await once(sender, 'sendable', { signal: AbortSignal.timeout(openMs) });
  await pace(load, (number) => sender.send(numbered(number)));
  await untilCount(() => Object.keys(arrivals).length, departures.length);
  sending.close();
  receiving.close();
  return departures.map((departedMs, number) => (arrivals[number] ?? Number.NaN) - departedMs);
}

/** The times at which transfers were handed to the socket, in the order of their numbers. */
function departuresOf(socket: Socket): readonly number[] {
  const times: number[] = [];
  const write = socket.write;
  // rhea writes each frame by one call; no other frame is as long as a body.
  socket.write = (chunk: string | Uint8Array, ...rest: never[]) => {
    if (chunk.length > bodyBytes) times.push(performance.now());
    return write.call(socket, chunk, ...rest);
  };
  return times;
}

async function receiveAll(
  connection: Connection,
  socket: Socket,
  hub: string,
  arrived: (number: number, atMs: number) => void,
): Promise<void> {
  let readMs = 0;
  socket.prependListener('data', () => {
    readMs = performance.now();
  });
  connection.on('message', ({ message }: EventContext) => {
    const content: unknown = message?.body?.content;
    if (Buffer.isBuffer(content)) arrived(content.readUInt32BE(0), readMs);
  });
  const receivers = Array.from({ length: partitionCount }, (_, partition) =>
    connection.open_receiver({ source: fromTheFirst(hub, partition), credit_window: receiverCredit }),
  );
  const signal = AbortSignal.timeout(openMs);
  await Promise.all(receivers.map((receiver) => once(receiver, 'receiver_open', { signal })));
}

function fromTheFirst(hub: string, partition: number) {
  const filter = types.wrap_described("amqp.annotation.x-opt-offset > '-1'", 0x468c00000004);
  return {
    address: `${hub}/ConsumerGroups/$Default/Partitions/${partition}`,
    filter: { 'apache.org:selector-filter:string': filter },
  };
}

function numbered(number: number) {
  const body = Buffer.alloc(bodyBytes, 'Tributary ');
  body.writeUInt32BE(number, 0);
  return { body: amqpMessage.data_section(body) };
}
