import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { EventHubsOptions, ResolvedOptions } from '../options.ts';
import { readFile } from './readFile.ts';
import { refuse } from './refuse.ts';
import { shown } from './shown.ts';

/**
 * The certificate and key that the options name, as PEM texts that fit each other; undefined when they name none.
 * @throws EventHubsOptionsError when a file cannot be read or used
 */
export function readCertificate({ cert, key }: EventHubsOptions): ResolvedOptions['certificate'] {
  if (cert === undefined || key === undefined) return undefined;
  const texts = { cert: readFile('cert', cert).toString('latin1'), key: readFile('key', key).toString('latin1') };
  const certificate = parsed('cert', cert, 'a certificate', () => new X509Certificate(texts.cert));
  const privateKey = parsed('key', key, 'a private key without a passphrase', () => createPrivateKey(texts.key));
  if (!certificate.checkPrivateKey(privateKey))
    refuse(`The key in ${shown(key)} does not belong to the certificate in ${shown(cert)}. Give the two of one pair.`);
  return texts;
}

/** The error of the parser is left out: it may quote what it read. */
function parsed<T>(option: string, path: string, what: string, parse: () => T): T {
  try {
    return parse();
  } catch {
    refuse(`Option ${option} names ${shown(path)}, which does not hold ${what} in PEM. Give a file that does.`);
  }
}
