import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { EventHubsOptionsError } from '../../../../local/eventHubs/index.ts';
import { newCertificate } from '../../../../local/eventHubs/tls/keptCertificate.ts';
import { tlsCertificate } from '../../../../local/eventHubs/tls/tlsCertificate.ts';

const now = Date.now();
const hosts = ['localhost'] as const;
const nothing = { certificate: undefined, data: undefined, host: undefined, log: () => undefined };

describe('the certificate of the TLS port', () => {
  it('is the given one, if there is one', async () => {
    const certificate = newCertificate(hosts, now);
    expect(await tlsCertificate({ ...nothing, certificate }, now)).toEqual(certificate);
  });

  it('is said to have expired, if it has', async () => {
    const lines: string[] = [];
    const certificate = newCertificate(hosts, Date.UTC(2001, 0, 1));
    await tlsCertificate({ ...nothing, certificate, log: (line) => lines.push(line) }, now);
    expect(lines).toEqual([expect.stringMatching(/expired on .*2002/)]);
  });

  it('is refused when TLS cannot work with it, by the names of the options', async () => {
    const { cert } = newCertificate(hosts, now);
    const { key } = newCertificate(hosts, now);
    const refused = tlsCertificate({ ...nothing, certificate: { cert, key } }, now);
    await expect(refused).rejects.toThrow(EventHubsOptionsError);
    await expect(refused).rejects.toThrow(/"cert" and "key"/);
  });

  it.each([
    ['hub.example', 'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:hub.example'],
    ['10.0.0.7', 'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:10.0.0.7'],
    ['0.0.0.0', 'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1'],
  ])('made for the host %s is for %s', async (host, names) => {
    const { cert, certificateFile } = await tlsCertificate({ ...nothing, host }, now);
    expect(new X509Certificate(cert).subjectAltName).toBe(names);
    expect(certificateFile).toBeUndefined();
  });
});
