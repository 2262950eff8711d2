import { X509Certificate } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keptCertificate } from '../../../../local/eventHubs/tls/keptCertificate.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const hosts = ['localhost', '127.0.0.1', '::1'] as const;
const day = 86_400_000;
const now = Date.UTC(2025, 5, 1);

describe('the certificate kept in a data folder', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('stays the same as long as it is of use, so that clients go on trusting it', async () => {
    const first = await keptCertificate(folder.path, hosts, now);
    expect(await keptCertificate(folder.path, hosts, now + 334 * day)).toEqual(first);
    expect(readFileSync(first.certificateFile, 'utf8')).toBe(first.cert);
    expect(new X509Certificate(first.cert).validTo).toContain('2026');
  });

  it('is renewed when it has less than 30 days left', async () => {
    const first = await keptCertificate(folder.path, hosts, now);
    const renewed = await keptCertificate(folder.path, hosts, now + 336 * day);
    expect(renewed.cert).not.toBe(first.cert);
    expect(renewed.certificateFile).toBe(first.certificateFile);
  });

  it('is renewed when it is for other hosts', async () => {
    const first = await keptCertificate(folder.path, hosts, now);
    const wider = await keptCertificate(folder.path, [...hosts, 'hub.example', 'fe80::1%eth0'], now);
    expect(wider.cert).not.toBe(first.cert);
    expect((await keptCertificate(folder.path, [...hosts, 'hub.example', 'fe80::1%eth0'], now)).cert).toBe(wider.cert);
  });

  it.each(['certificate.pem', 'private-key.pem'])('is made anew when its file %s is damaged or gone', async (name) => {
    const first = await keptCertificate(folder.path, hosts, now);
    const path = join(dirname(first.certificateFile), name);
    writeFileSync(path, 'not PEM');
    const second = await keptCertificate(folder.path, hosts, now);
    expect(second.cert).not.toBe(first.cert);
    rmSync(path);
    expect((await keptCertificate(folder.path, hosts, now)).cert).not.toBe(second.cert);
  });

  it('keeps its private key from other users, where the system has such a thing', async () => {
    const { certificateFile } = await keptCertificate(folder.path, hosts, now);
    if (process.platform === 'win32') return;
    expect(statSync(join(dirname(certificateFile), 'private-key.pem')).mode & 0o777).toBe(0o600);
  });
});
