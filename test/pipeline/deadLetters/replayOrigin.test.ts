import { describe, expect, it } from '@jest/globals';
import { deadLetter } from '../../../src/pipeline/deadLetter.ts';
import { replayEvent } from '../../../src/pipeline/deadLetters/replayEvent.ts';
import { claimedOrigin, originOf } from '../../../src/pipeline/deadLetters/replayOrigin.ts';
import type { HubEvent } from '../../../src/pipeline/eventBatch.ts';
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
const delivered = aHubEvent({
  ...replayEvent(letter.content),
  partitionKey: undefined,
  sequenceNumber: 4711,
  offset: '99',
  enqueuedTime: new Date('2026-11-21T08:00:00Z'),
  systemProperties: {},
});
const replayed = believed(delivered);

function believed(event: HubEvent): HubEvent {
  const origin = claimedOrigin(event);
  if (origin === undefined) throw new Error('The event claims no origin.');
  return { ...event, origin };
}

describe('an event that claims to be a replay', () => {
  const after = (hours: number) => new Date(original.enqueuedTime.getTime() + hours * 3_600_000);
  const claimed = (sequenceNumber: number, enqueuedTime: Date) =>
    claimedOrigin({ ...delivered, sequenceNumber, enqueuedTime }) !== undefined;

  it('is one after its origin: later, or of a hub whose clock was set back, but not by more than a day', () => {
    expect([claimed(2, after(1)), claimed(4711, after(-23)), claimed(4711, after(-25)), claimed(2, after(-1))]).toEqual(
      [true, true, false, false],
    );
  });
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
    const third = { ...delivered, properties: replayEvent(second.content).properties };
    expect(claimedOrigin(third)).toMatchObject({ attempt: 3, offset: '1234' });
  });
});

describe('what ties an event to a letter', () => {
  it.each([
    {},
    { replayOf: 'x' },
    { replayOf: 7 },
    { replayOf: null, replayAttempt: 3 },
    { replayOf: { toString: 1 } },
  ])('is not to be found in %p', (properties) => {
    expect(claimedOrigin(aHubEvent({ properties }))).toBeUndefined();
  });

  it.each<readonly [unknown, number, string]>([
    ['often', 2, 'often'],
    ['7', 7, '7'],
    [7, 7, '7'],
    [true, 2, ''],
    [[3], 2, ''],
    [{ toString: 1, valueOf: 1 }, 2, ''],
  ])('is believed as far as it can be read: %j', (value, attempt, offset) => {
    const properties = { replayOf: '3-2-3', replayAttempt: value, replayOffset: value, replayPartitionKey: 7 };
    const position = { partition: '3', sequenceNumber: 2, enqueuedTime: new Date(3) };
    expect(claimedOrigin(aHubEvent({ properties }))).toEqual({ ...position, attempt, offset, partitionKey: undefined });
  });

  const time = aHubEvent().enqueuedTime.getTime();
  it.each([
    ['before the event', `3-6-${time}`, true],
    ['on a hub before this one, with a higher number at an earlier time', `3-900-${time - 1}`, true],
    ['where the clock was set back since', `3-6-${time + 1}`, true],
    ['in the place of the event itself', `3-7-${time}`, false],
    ['that is yet to come', `3-8-${time}`, false],
    ['that is yet to come', `3-8-${time + 1}`, false],
    ['in another partition', `2-6-${time - 1}`, false],
  ])('may name an origin %s (%s): %p', (_where, replayOf, isRight) => {
    expect(claimedOrigin(aHubEvent({ properties: { replayOf } })) !== undefined).toBe(isRight);
  });

  it('stays with an event that is no replay, among its properties', () => {
    const event = aHubEvent({ properties: { replayOf: 'order-17', replayAttempt: 1 } });
    const { content } = deadLetter(event, aBatch([]), why, now);
    expect(content.properties).toEqual(event.properties);
    expect(originOf(event)).toBe(event);
    expect(replayEvent({ ...content }).properties).toMatchObject({ replayAttempt: 2 });
  });
});
