import { isLoopback } from '../options/isLoopback.ts';
import type { ResolvedOptions } from '../options.ts';
import { type TlsCertificate, tlsCertificate } from '../tls/tlsCertificate.ts';
import type { Emulator } from './emulator.ts';
import { type AmqpService, serveAmqp } from './serveAmqp.ts';

export interface AmqpPorts extends AmqpService {
  /** Undefined without a port for TLS. */
  readonly tls: { readonly port: number; readonly certificate: TlsCertificate } | undefined;
}

/**
 * Lets clients in, without TLS and, where a port is given, with it.
 * @throws EventHubsOptionsError, or the system's error (EADDRINUSE, EACCES) when a port cannot be had
 */
export async function serveAmqpPorts(emulator: Emulator, options: ResolvedOptions): Promise<AmqpPorts> {
  const { port, tlsPort, host, log } = options;
  // Clients compare with the machine's clock, not with the emulator's.
  const certificate = tlsPort === undefined ? undefined : await tlsCertificate(options, Date.now());
  const plain = await serveAmqp(emulator, { port, host, option: 'port' });
  if (host !== undefined && !isLoopback(host))
    log(`Listening on ${host} in place of loopback: whoever reaches this address can try keys.`);
  if (tlsPort === undefined || !certificate) return { ...plain, tls: undefined };
  try {
    const secure = await serveAmqp(emulator, { port: tlsPort, host, option: 'tlsPort', certificate });
    const close = async (): Promise<void> => {
      await Promise.all([plain.close(), secure.close()]);
    };
    return { ...plain, tls: { port: secure.port, certificate }, close };
  } catch (error) {
    await plain.close();
    throw error;
  }
}
