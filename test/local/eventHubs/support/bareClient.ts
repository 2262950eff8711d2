import { EventEmitter, once } from 'node:events';
import { connect, type Socket } from 'node:net';
import * as frames from './frames.ts';

/** A socket that knows nothing of AMQP but where frames begin. */
export interface BareClient {
  readonly socket: Socket;
  write(...bytes: readonly Buffer[]): void;
  /** Resolves when so many frames with that performative have come; rejects when the socket ends before, or after 20 s. */
  received(code: number, count?: number): Promise<void>;
  /** Resolves when the socket is gone, however that came. */
  readonly gone: Promise<void>;
}

const saslOutcome = 0x44;
const longestWaitMs = 20_000;

/** Connects, but says nothing yet. */
export async function bareClient(port: number): Promise<BareClient> {
  const socket = connect({ host: '127.0.0.1', port });
  const counts = new Map<number, number>();
  const arrivals = new EventEmitter().setMaxListeners(0);
  let isGone = false;
  const gone = new Promise<void>((resolve) => {
    socket
      .on('error', () => undefined)
      .on('close', () => {
        isGone = true;
        arrivals.emit('frames');
        resolve();
      });
  });
  countFrames(
    socket,
    (code) => counts.set(code, (counts.get(code) ?? 0) + 1),
    () => arrivals.emit('frames'),
  );
  await Promise.race([once(socket, 'connect'), gone]);
  return {
    socket,
    gone,
    write: (...bytes) => void (socket.writable && socket.write(Buffer.concat(bytes))),
    received: async (code, count = 1) => {
      const signal = AbortSignal.timeout(longestWaitMs);
      while ((counts.get(code) ?? 0) < count) {
        if (isGone) throw new Error(`The connection ended before frame 0x${code.toString(16)} came.`);
        await once(arrivals, 'frames', { signal });
      }
    },
  };
}

/** Connects, signs in and opens, with an AMQP session on channel 0. */
export async function openBareClient(port: number): Promise<BareClient> {
  const client = await bareClient(port);
  client.write(frames.saslHeader, frames.saslInit());
  await client.received(saslOutcome);
  client.write(frames.amqpHeader, frames.open(), frames.begin());
  await client.received(0x11);
  return client;
}

/** All that comes from now on. */
export function textOf({ socket }: BareClient): () => string {
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
  });
  return () => text;
}

function countFrames(socket: Socket, count: (code: number) => void, done: () => void): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (let size = sizeOfFirst(pending); size > 0; size = sizeOfFirst(pending)) {
      if (pending.toString('latin1', 0, 4) !== 'AMQP') count(pending[10] ?? 0);
      pending = pending.subarray(size);
    }
    done();
  });
}

/** Of a protocol header or whole frame; zero when there is none. */
function sizeOfFirst(bytes: Buffer): number {
  if (bytes.length < 8) return 0;
  const size = bytes.toString('latin1', 0, 4) === 'AMQP' ? 8 : bytes.readUInt32BE(0);
  return size <= bytes.length ? size : 0;
}
