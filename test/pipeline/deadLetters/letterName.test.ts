import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { letterId, parseLetterId } from '../../../src/pipeline/deadLetters/letterId.ts';
import { letterName, parseLetterName } from '../../../src/pipeline/deadLetters/letterName.ts';
import { latestTimeMs } from '../../../src/pipeline/textId.ts';

const place = {
  hub: 'tweets',
  consumerGroup: '$Default',
  partition: '3',
  sequenceNumber: 4107,
  enqueuedTime: new Date(1_795_212_900_250),
};
const places = fc.record({
  hub: fc.constantFrom('tweets', 'a.b-c_d'),
  consumerGroup: fc.constantFrom('store', '$Default'),
  partition: fc.nat(31).map(String),
  sequenceNumber: fc.maxSafeNat(),
  enqueuedTime: fc.integer({ min: 0, max: latestTimeMs }).map((ms) => new Date(ms)),
});

describe('the name of a dead letter', () => {
  it('says hub, group, partition, sequence number and enqueued time', () => {
    expect(letterName(place)).toBe('tweets/$Default/3/0000000000000004107-1795212900250');
  });

  it('is read back as what it was made of', () => {
    fc.assert(fc.property(places, (any) => expect(parseLetterName(letterName(any))).toEqual(any)));
  });

  it.each([
    'tweets/store/3',
    'tweets/store/3/4107-1795212900250',
    'tweets/store/3/9999999999999999999-1795212900250',
    'tweets/store/3/0000000000000004107-01795212900250',
    'tweets/store/3/0000000000000004107-999999999999999',
    'Tweets/store/3/0000000000000004107-1795212900250',
  ])('is not %s', (name) => {
    expect(parseLetterName(name)).toBeUndefined();
  });
});

describe('the id of a dead letter', () => {
  it('is partition, sequence number and milliseconds', () => {
    expect(letterId(place)).toBe('3-4107-1795212900250');
  });

  it('is read back as what it was made of', () => {
    const position = ({ partition, sequenceNumber, enqueuedTime }: typeof place) => ({
      partition,
      sequenceNumber,
      enqueuedTime,
    });
    fc.assert(fc.property(places, (any) => expect(parseLetterId(letterId(any))).toEqual(position(any))));
  });

  it.each(['', '3-4107', '3-04107-1795212900250', 'x-1-1', '3--1-1', '3-1-1-1', '3-9999999999999999-1', 42, undefined])(
    'is not %p',
    (id) => {
      expect(parseLetterId(id)).toBeUndefined();
    },
  );
});
