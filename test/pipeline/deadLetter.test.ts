import { describe, expect, it } from '@jest/globals';
import { deadLetter } from '../../src/pipeline/deadLetter.ts';
import { aBatch, aHubEvent } from '../support/aHubEvent.ts';

const why = { reason: 'not-utf8', message: 'The body (2 bytes) is not UTF-8.' } as const;
const now = new Date('2026-11-20T22:15:09.000Z');

describe('a dead letter', () => {
  it('is named after hub, group, partition, sequence number and enqueued time', () => {
    const { name } = deadLetter(aHubEvent(), aBatch([]), why, now);
    expect(name).toBe('tweets/store/3/0000000000000000007-1795212900250');
  });

  it('has the same name at a redelivery, and another on a hub that started anew', () => {
    const nameOf = (enqueuedTime: string, at: Date, attempt: number) =>
      deadLetter(aHubEvent({ enqueuedTime: new Date(enqueuedTime) }), aBatch([], { attempt }), why, at).name;
    const first = nameOf('2026-11-20T22:15:00.250Z', now, 1);
    expect(nameOf('2026-11-20T22:15:00.250Z', new Date(0), 9)).toBe(first);
    expect(nameOf('2026-11-20T22:15:00.251Z', now, 1)).not.toBe(first);
  });

  it('has all that is needed to understand the event and to publish it again', () => {
    const event = aHubEvent({
      body: Buffer.from([0xff, 0x00]),
      partitionKey: '20',
      properties: { source: 'test', 'Diagnostic-Id': '00-x' },
      systemProperties: { 'content-type': 'application/json' },
    });
    // However often storage was down before: only replays count as attempts.
    expect(deadLetter(event, aBatch([], { attempt: 3 }), why, now).content).toEqual({
      schema: 'dead-letter/1',
      reason: 'not-utf8',
      message: 'The body (2 bytes) is not UTF-8.',
      hub: 'tweets',
      consumerGroup: 'store',
      partition: '3',
      sequenceNumber: 7,
      offset: '1234',
      enqueuedTime: '2026-11-20T22:15:00.250Z',
      deadLetteredTime: '2026-11-20T22:15:09.000Z',
      attempt: 1,
      partitionKey: '20',
      properties: { source: 'test', 'Diagnostic-Id': '00-x' },
      systemProperties: { 'content-type': 'application/json' },
      body: '/wA=',
    });
  });

  it('keeps every byte of a body, through JSON', () => {
    const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const json = JSON.stringify(deadLetter(aHubEvent({ body }), aBatch([]), why, now).content);
    expect(Buffer.from(JSON.parse(json).body, 'base64')).toEqual(body);
  });
});
