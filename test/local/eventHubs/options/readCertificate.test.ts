import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resolveOptions } from '../../../../local/eventHubs/resolveOptions.ts';
import { newCertificate } from '../../../../local/eventHubs/tls/keptCertificate.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

describe('a certificate and its key', () => {
  const pair = newCertificate(['localhost'], Date.now());
  const other = newCertificate(['localhost'], Date.now());
  let folder: ReturnType<typeof temporaryFolder>;

  beforeAll(() => {
    folder = temporaryFolder();
  });
  afterAll(() => folder.remove());

  const resolved = (texts: { readonly cert: string; readonly key: string }) => {
    const paths = { cert: join(folder.path, 'cert.pem'), key: join(folder.path, 'key.pem') };
    writeFileSync(paths.cert, texts.cert);
    writeFileSync(paths.key, texts.key);
    return resolveOptions({ tlsPort: 0, ...paths }).certificate;
  };

  it('are read from their files', () => {
    expect(resolved(pair)).toEqual({ cert: pair.cert, key: pair.key });
  });

  it.each([
    [
      'a certificate that is none',
      { cert: 'x' },
      /^Option cert names ".*cert\.pem", which does not hold a certificate in PEM/,
    ],
    ['a key that is none', { key: 'x' }, /^Option key names ".*key\.pem", which does not hold a private key without/],
    ['the key of another certificate', { key: other.key }, /does not belong to the certificate in ".*cert\.pem"/],
  ])('are refused with %s, before anything listens', (_, change, message) => {
    expect(() => resolved({ ...pair, ...change })).toThrow(message);
  });
});
