import type { Socket } from 'node:net';
import { maxFrameBytes } from './createServerConnection.ts';
import type { Ending } from './endConnection.ts';
import { protocolHint } from './protocolHint.ts';
import type { ReadingPauses } from './readingPauses.ts';
import type { ServerConnection } from './rheaInternals.ts';

/** A client that does not read so many bytes of answers is not heard until it has. More than a reader's events take. */
const maxUnsentBytes = 8 * 1024 * 1024;
const headerBytes = 8;

/**
 * Stands between socket and rhea: hears nothing of a client that was refused, refuses frames that are larger than was
 * agreed, which rhea would wait for, and does not read on while a client leaves its answers unread. Errors that rhea
 * meets while it reads or writes end the connection.
 */
export function guardInput(
  connection: ServerConnection,
  socket: Socket,
  { ending, pauses }: { readonly ending: Ending; readonly pauses: ReadingPauses },
): void {
  let beginning: Buffer = Buffer.alloc(0);
  const { input, _process } = connection;
  const fail = (error: unknown): void => {
    if (ending.refused) return;
    ending.refuse({ condition: 'amqp:connection:framing-error', description: String(error) }, protocolHint(beginning));
    // At once: rhea ends the socket when it has told of the error.
    connection._process();
  };
  const watchRest = restOfFrameTimer(connection, socket);
  connection.input = (chunk) => {
    if (ending.refused) return;
    if (beginning.length < headerBytes) beginning = Buffer.concat([beginning, chunk]).subarray(0, headerBytes);
    input.call(connection, chunk);
    watchRest();
    const announced = connection.frame_size ?? 0;
    if (announced > maxFrameBytes) fail(`A frame of ${announced} bytes exceeds ${maxFrameBytes}.`);
    if (socket.writableLength > maxUnsentBytes) pauses.begin('answers unread');
  };
  socket.on('drain', () => pauses.end('answers unread'));
  connection._process = () => {
    try {
      _process.call(connection);
    } catch (error) {
      fail(error);
    }
  };
  connection.on('protocol_error', fail);
  connection.on('error', fail);
}

/**
 * Counts the time without a byte while the rest of a frame is missing, to be called after each chunk: rhea takes its own
 * timer off then, and sets none.
 */
function restOfFrameTimer(connection: ServerConnection, socket: Socket): () => void {
  let timer: NodeJS.Timeout | undefined;
  socket.on('close', () => clearTimeout(timer));
  return () => {
    clearTimeout(timer);
    const { idle_time_out: idleMs } = connection.local.open;
    if (connection.frame_size && idleMs) timer = setTimeout(() => connection.idle(), 2 * idleMs).unref();
  };
}
