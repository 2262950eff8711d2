import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIP } from 'node:net';
import * as der from './der.ts';
import { ipBytes } from './ipBytes.ts';

/** Both in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateWishes {
  /** Host names and IP addresses; the first, a host name, is the subject. */
  readonly hosts: readonly [string, ...string[]];
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
  /** At most 20 bytes, never used twice. */
  readonly serialNumber: Buffer;
}

const ecdsaWithSha256 = der.sequence(der.identifier('1.2.840.10045.4.3.2'));

/**
 * Makes a certificate that signs itself, with a new key on the curve P-256 (RFC 5280). It says that it is no authority:
 * whoever trusts it trusts nothing else by that.
 */
export function selfSignedCertificate({ hosts, validFrom, validTo, serialNumber }: CertificateWishes): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = der.sequence(der.set(der.sequence(der.identifier('2.5.4.3'), der.utf8String(hosts[0]))));
  const toBeSigned = der.sequence(
    der.tagged(0, der.integer(Buffer.of(2)), 'constructed'),
    der.integer(serialNumber),
    ecdsaWithSha256,
    name,
    der.sequence(der.time(validFrom), der.time(validTo)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der.tagged(3, extensions(hosts), 'constructed'),
  );
  return {
    cert: pem('CERTIFICATE', signed(toBeSigned, privateKey)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function signed(toBeSigned: Buffer, privateKey: KeyObject): Buffer {
  return der.sequence(toBeSigned, ecdsaWithSha256, der.bitString(sign('sha256', toBeSigned, privateKey)));
}

/**
 * Whom it is for, by names: clients look at nothing else (RFC 6125). The key's usage is left open, since OpenSSL 1.1
 * takes a certificate as signed by itself only if its key may sign certificates or nothing is said.
 */
function extensions(hosts: readonly string[]): Buffer {
  const serverAuthentication = der.identifier('1.3.6.1.5.5.7.3.1');
  const noAuthority = der.sequence();
  return der.sequence(
    der.sequence(der.identifier('2.5.29.19'), der.boolean(true), der.octetString(noAuthority)),
    der.sequence(der.identifier('2.5.29.37'), der.octetString(der.sequence(serverAuthentication))),
    der.sequence(der.identifier('2.5.29.17'), der.octetString(der.sequence(...hosts.map(alternativeName)))),
  );
}

function alternativeName(host: string): Buffer {
  return isIP(host) ? der.tagged(7, ipBytes(host), 'primitive') : der.tagged(2, Buffer.from(host), 'primitive');
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
