import type { Socket } from 'node:net';
import type { ServerConnection } from './rheaInternals.ts';

/** Hands the socket all frames of one tick at once: rhea writes each alone, a system call per event. */
export function corkWrites(connection: ServerConnection, socket: Socket): void {
  const writeFrame = connection._write_frame;
  let corked = false;
  connection._write_frame = (channel, performative, payload) => {
    if (!corked) {
      corked = true;
      socket.cork();
      process.nextTick(() => {
        corked = false;
        socket.uncork();
      });
    }
    writeFrame.call(connection, channel, performative, payload);
  };
}
