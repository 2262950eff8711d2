import { createServer } from 'node:net';
import { errorCode } from '../errors/errorCode.ts';

/** Does this error of a listener mean that the port cannot be had? EACCES counts: Windows reserves whole ranges. */
export function isTaken(error: unknown): boolean {
  return errorCode(error) === 'EADDRINUSE' || errorCode(error) === 'EACCES';
}

/** Can this port of 127.0.0.1 be had now? Somebody may still be faster. Rejects with any other error of the listener. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (isTaken(error) ? resolve(false) : reject(error)));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
