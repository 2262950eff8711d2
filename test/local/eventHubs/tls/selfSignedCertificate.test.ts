import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ipBytes } from '../../../../local/eventHubs/tls/ipBytes.ts';
import { selfSignedCertificate } from '../../../../local/eventHubs/tls/selfSignedCertificate.ts';

const wishes = {
  hosts: ['localhost', '127.0.0.1', '::1', 'hub.example'],
  validFrom: Date.UTC(2025, 0, 2, 3, 4, 5),
  validTo: Date.UTC(2050, 0, 1),
  serialNumber: Buffer.from('ff00000000000000000000000000000000000001', 'hex'),
} as const;

describe('a certificate that signs itself (RFC 5280)', () => {
  const { cert, key } = selfSignedCertificate(wishes);
  const parsed = new X509Certificate(cert);

  it('verifies by its own key, which is the private one beside it', () => {
    expect(parsed.verify(parsed.publicKey)).toBe(true);
    expect(parsed.checkIssued(parsed)).toBe(true);
    expect(parsed.checkPrivateKey(createPrivateKey(key))).toBe(true);
  });

  it('is for the names and addresses asked for, and no others', () => {
    expect(parsed.checkHost('localhost')).toBe('localhost');
    expect(parsed.checkHost('hub.example')).toBe('hub.example');
    expect(parsed.checkHost('other.example')).toBeUndefined();
    expect(parsed.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(parsed.checkIP('::1')).toBe('::1');
    expect(parsed.checkIP('127.0.0.2')).toBeUndefined();
  });

  it('says when it holds, also beyond 2049, where years take four digits (section 4.1.2.5)', () => {
    expect(new Date(parsed.validFrom).getTime()).toBe(wishes.validFrom);
    expect(new Date(parsed.validTo).getTime()).toBe(wishes.validTo);
  });

  it('is no authority, identifies servers, and has a positive serial number', () => {
    expect(parsed.ca).toBe(false);
    expect(parsed.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(parsed.serialNumber).toBe(wishes.serialNumber.toString('hex').toUpperCase());
  });
});

describe('the bytes of an IP address', () => {
  it.each([
    ['192.168.0.1', 'c0a80001'],
    ['::', '00000000000000000000000000000000'],
    ['::1', '00000000000000000000000000000001'],
    ['2001:db8::8:800:200c:417a', '20010db80000000000080800200c417a'],
    ['2001:DB8:0:0:0:0:0:0', '20010db8000000000000000000000000'],
    ['::ffff:1.2.3.4', '00000000000000000000ffff01020304'],
    ['fe80::1%eth0', 'fe800000000000000000000000000001'],
  ])('of %s are %s', (address, hex) => {
    expect(ipBytes(address).toString('hex')).toBe(hex);
  });
});
