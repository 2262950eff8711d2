import { describe, expect, it } from '@jest/globals';
import { letterFingerprint, rowFingerprint } from '../../../../tools/verify/account/fingerprints.ts';

const row = { id: '1', text: 'Azure', sequenceNumber: 7, createdAt: new Date(0), likeCount: 3 };
const letter = {
  hub: 'tweets',
  consumerGroup: 'store',
  partition: '2',
  sequenceNumber: 7,
  offset: '640',
  enqueuedTime: '2026-11-21T09:00:00.000Z',
  properties: { source: 'test', schema: 'tweet/1' },
  body: 'ew==',
};

describe('the fingerprint of a row', () => {
  it('is the same however the table gives it back', () => {
    const asRead = { likeCount: 3, createdAt: new Date(0), sequenceNumber: 7n, text: 'Azure', id: '1' };
    expect(rowFingerprint(asRead)).toBe(rowFingerprint({ ...row, lang: undefined }));
  });

  it.each([
    { ...row, likeCount: 4 },
    { ...row, likeCount: '3' },
    { ...row, createdAt: new Date(1) },
    { ...row, lang: 'en' },
    { ...row, text: undefined },
  ])('is another where a column is another: %j', (other) => {
    expect(rowFingerprint(other)).not.toBe(rowFingerprint(row));
  });
});

describe('the fingerprint of a dead letter', () => {
  it('does not ask for the case of the first letter of a property, nor for more than there is of an event', () => {
    const read = { ...letter, reason: 'not-json', properties: { Schema: 'tweet/1', Source: 'test' } };
    expect(letterFingerprint(read)).toBe(letterFingerprint(letter));
  });

  it.each([
    { ...letter, body: 'e30=' },
    { ...letter, offset: '641' },
    { ...letter, enqueuedTime: '2026-11-21T09:00:00.001Z' },
    { ...letter, properties: { source: 'test' } },
    { ...letter, consumerGroup: '$Default' },
  ])('is another where something of its event is another: %j', (other) => {
    expect(letterFingerprint(other)).not.toBe(letterFingerprint(letter));
  });
});
