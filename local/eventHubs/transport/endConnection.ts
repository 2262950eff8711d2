import type { Socket } from 'node:net';
import type { AmqpError } from 'rhea';
import type { ServerConnection } from './rheaInternals.ts';

/** The ways in which the emulator ends a connection. */
export interface Ending {
  /** True once the client has been refused: from then on nothing is heard of it. */
  readonly refused: boolean;
  /** Cuts the socket soon, when the client had time to read what it was told. */
  cut(): void;
  /** Tells the client why, and cuts the socket when it does not answer. */
  close(error: AmqpError): void;
  /** The same for a client that broke the protocol, of which the log is told; only the first time counts. */
  refuse(error: Required<Pick<AmqpError, 'condition' | 'description'>>, line?: string): void;
}

/** How long a client may take to answer a close. */
const closingTimeoutMs = 500;

export function endConnection(connection: ServerConnection, socket: Socket, log: (line: string) => void): Ending {
  let refused = false;
  const cut = (): void => {
    const timer = setTimeout(() => socket.destroy(), closingTimeoutMs).unref();
    socket.once('close', () => clearTimeout(timer));
  };
  const close = (error: AmqpError): void => {
    connection.close(error);
    cut();
  };
  const refuse: Ending['refuse'] = (error, line) => {
    if (refused) return;
    refused = true;
    log(line ?? `A client broke the protocol; its connection is closed: ${error.description}`);
    // A close must follow an open, even when the client's own could not be read (AMQP 1.0 part 2, section 2.4.3).
    connection.open();
    close(error);
    // After rhea has written the close, which it does in a turn of its own.
    process.nextTick(() => socket.end());
  };
  return {
    get refused() {
      return refused;
    },
    cut,
    close,
    refuse,
  };
}
