import { describe, expect, it } from '@jest/globals';
import { deadLetter } from '../../../src/pipeline/deadLetter.ts';
import { replayEvent } from '../../../src/pipeline/deadLetters/replayEvent.ts';
import { originOf, replayOrigin } from '../../../src/pipeline/deadLetters/replayOrigin.ts';
import { textRow } from '../../../src/pipeline/storedTweet.ts';
import { aBatch, aHubEvent } from '../../support/aHubEvent.ts';

const why = { reason: 'not-json', message: 'no JSON' } as const;
const now = new Date('2026-11-20T22:15:09.000Z');
const original = aHubEvent({
  body: Buffer.from([0x7b, 0xff]),
  partitionKey: '20',
  properties: { source: 'test', 'Diagnostic-Id': '00-x', nested: { a: 1 }, nothing: null },
  systemProperties: { 'content-type': 'application/json' },
});
const letter = deadLetter(original, aBatch([]), why, now);
/** The replay as the trigger hands it over: later, elsewhere, without a key. */
const replayed = aHubEvent({
  ...replayEvent(letter.content),
  partitionKey: undefined,
  sequenceNumber: 4711,
  offset: '99',
  enqueuedTime: new Date('2026-11-21T08:00:00Z'),
  systemProperties: {},
});

describe('the event of a replay', () => {
  it('has the exact body, content type and properties, in the partition it lay in', () => {
    expect(replayEvent(letter.content)).toEqual({
      body: Buffer.from([0x7b, 0xff]),
      contentType: 'application/json',
      partitionId: '3',
      properties: {
        source: 'test',
        'Diagnostic-Id': '00-x',
        nested: '{"a":1}',
        replayOf: '3-7-1795212900250',
        replayAttempt: 2,
        replayOffset: '1234',
        replayPartitionKey: '20',
      },
    });
  });

  it('says where the event lay at first, so that a bare text keeps its id and time however often it is replayed', () => {
    const [first, again] = [textRow('a text', original), textRow('a text', replayed)];
    expect([again.id, again.partitionKey, again.rowKey]).toEqual([first.id, first.partitionKey, first.rowKey]);
    expect(again.createdAt).toEqual(first.createdAt);
    expect(again.sequenceNumber).toBe(4711);
  });

  it('becomes the same letter when it fails again, with one more attempt and where it failed', () => {
    const second = deadLetter(replayed, aBatch([]), { ...why, message: 'still none' }, now);
    expect(second.name).toBe(letter.name);
    expect(second.content).toEqual({
      ...letter.content,
      message: 'still none',
      attempt: 2,
      replay: { partition: '3', sequenceNumber: 4711, offset: '99', enqueuedTime: '2026-11-21T08:00:00.000Z' },
      properties: { source: 'test', 'Diagnostic-Id': '00-x', nested: '{"a":1}' },
      systemProperties: {},
    });
    expect(replayOrigin(replayEvent(second.content).properties)).toMatchObject({ attempt: 3, offset: '1234' });
  });
});

describe('what ties an event to a letter', () => {
  it.each([{}, { replayOf: 'x' }, { replayOf: 7 }, { replayOf: null, replayAttempt: 3 }])(
    'is not to be found in %p',
    (properties) => {
      const event = aHubEvent({ properties });
      expect(originOf(event)).toBe(event);
    },
  );

  it('is believed as far as it can be read', () => {
    const properties = { replayOf: '1-2-3', replayAttempt: 'often' };
    expect(replayOrigin(properties)).toEqual({
      partition: '1',
      sequenceNumber: 2,
      enqueuedTime: new Date(3),
      attempt: 2,
      offset: '',
      partitionKey: undefined,
    });
  });
});
