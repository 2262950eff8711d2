import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { EventHubsOptionsError } from '../options.ts';
import { keptCertificate, newCertificate } from './keptCertificate.ts';
import type { Certificate } from './selfSignedCertificate.ts';

export interface TlsCertificate extends Certificate {
  /** Undefined when it lives in memory. */
  readonly certificateFile?: string | undefined;
}

export interface CertificateChoice {
  /** The one that was given. */
  readonly certificate: Certificate | undefined;
  /** The folder that keeps the one that is made. */
  readonly data: string | undefined;
  /** Where clients reach the emulator besides loopback. */
  readonly host: string | undefined;
  readonly log: (line: string) => void;
}

/** Addresses that stand for all of a machine's. */
const wildcards: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/**
 * The certificate of the TLS port: the given one, or one that signs itself for loopback and the host, kept in the data
 * folder if there is one. `now` is in milliseconds since 1970, of the clock by which clients check.
 * @throws EventHubsOptionsError when the given one cannot be used
 */
export async function tlsCertificate(choice: CertificateChoice, now: number): Promise<TlsCertificate> {
  const { certificate, data, host, log } = choice;
  if (certificate) return checked(certificate, now, log);
  const further = host === undefined || wildcards.has(host) ? [] : [host];
  const hosts = ['localhost', '127.0.0.1', '::1', ...further] as const;
  return data === undefined ? newCertificate(hosts, now) : keptCertificate(data, hosts, now);
}

function checked(certificate: Certificate, now: number, log: CertificateChoice['log']): Certificate {
  try {
    createSecureContext(certificate);
  } catch (cause) {
    const message = 'TLS cannot work with what the options "cert" and "key" name. Give another certificate, or none.';
    throw new EventHubsOptionsError(message, { cause });
  }
  const { validTo } = new X509Certificate(certificate.cert);
  if (Date.parse(validTo) <= now) log(`The given certificate expired on ${validTo}: clients will refuse it.`);
  return certificate;
}
