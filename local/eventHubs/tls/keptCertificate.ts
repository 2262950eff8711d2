import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { unusableData } from '../options/unusableData.ts';
import { type Certificate, selfSignedCertificate } from './selfSignedCertificate.ts';

export interface KeptCertificate extends Certificate {
  /** For clients to trust. */
  readonly certificateFile: string;
}

type Hosts = readonly [string, ...string[]];

const day = 86_400_000;
/** Apple's clients take no more than 825 days (support.apple.com/103769). */
const validForMs = 365 * day;
/** A clock of another machine may be behind ours. */
const validSinceMs = day;
const renewalMs = 30 * day;
/** No hub begins with an underscore, so none has this folder. */
const folderName = '_tls';

/** Makes a certificate that signs itself for these hosts. `now` is in milliseconds since 1970. */
export function newCertificate(hosts: Hosts, now: number): Certificate {
  const [validFrom, validTo] = [now - validSinceMs, now + validForMs];
  return selfSignedCertificate({ hosts, validFrom, validTo, serialNumber: randomBytes(16) });
}

/**
 * The certificate kept in a data folder, so that clients who trust it go on trusting. A new one when there is none, when
 * it has less than 30 days left, or when it is for other hosts.
 * @throws EventHubsOptionsError when it cannot be kept there
 */
export async function keptCertificate(dataFolder: string, hosts: Hosts, now: number): Promise<KeptCertificate> {
  const folder = join(dataFolder, folderName);
  const [certificateFile, keyFile] = [join(folder, 'certificate.pem'), join(folder, 'private-key.pem')];
  const kept = { cert: await textOf(certificateFile), key: await textOf(keyFile) };
  if (isOfUse(kept, hosts, now)) return { ...kept, certificateFile };
  const made = newCertificate(hosts, now);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await replace(keyFile, made.key, 0o600);
    await replace(certificateFile, made.cert, 0o644);
  } catch (error) {
    throw unusableData(error, dataFolder);
  }
  return { ...made, certificateFile };
}

function isOfUse({ cert, key }: Certificate, hosts: Hosts, now: number): boolean {
  try {
    const parsed = new X509Certificate(cert);
    const covers = (host: string): boolean =>
      (isIP(host) ? parsed.checkIP(host.split('%')[0] ?? host) : parsed.checkHost(host)) !== undefined;
    const lasts = Date.parse(parsed.validTo) > now + renewalMs && Date.parse(parsed.validFrom) <= now;
    return lasts && parsed.checkPrivateKey(createPrivateKey(key)) && hosts.every(covers);
  } catch {
    return false;
  }
}

/** Empty when there is no such file, which then is of no use. */
async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

async function replace(path: string, text: string, mode: number): Promise<void> {
  await writeFile(`${path}.new`, text, { mode });
  await rename(`${path}.new`, path);
}
