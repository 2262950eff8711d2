import { describe, expect, it } from '@jest/globals';
import { parseStart } from '../../../local/view/parseStart.ts';
import { needsPartition, startPosition } from '../../../local/view/startPosition.ts';

describe('parseStart', () => {
  it.each([
    ['earliest', 'earliest'],
    ['latest', 'latest'],
    ['offset:168', { offset: '168' }],
    ['offset:0:12:7', { offset: '0:12:7' }],
    ['sequence:0', { sequenceNumber: 0 }],
    ['2026-02-01', { enqueuedTime: new Date('2026-02-01T00:00:00Z') }],
    ['2026-02-01T12:30', { enqueuedTime: new Date('2026-02-01T12:30:00Z') }],
    ['2026-02-01 12:30:05.250', { enqueuedTime: new Date('2026-02-01T12:30:05.250Z') }],
    ['2026-02-01T12:30:00+02:00', { enqueuedTime: new Date('2026-02-01T10:30:00Z') }],
  ])('understands %s', (text, start) => {
    expect(parseStart(text)).toEqual(start);
  });

  it.each([
    '',
    'first',
    'offset:',
    "offset:1' or '1",
    'sequence:-1',
    'sequence:1.5',
    'sequence:x',
    '2026-13-01',
    '12:30',
    'Earliest',
  ])('refuses %j with the forms there are', (text) => {
    expect(() => parseStart(text)).toThrow(/earliest, latest, offset:168, sequence:42, or a time/);
  });
});

describe('startPosition', () => {
  it.each([
    ['earliest is before the first event', 'earliest' as const, 7, { offset: '-1' }],
    ['latest is after the last event', 'latest' as const, 7, { sequenceNumber: 7, isInclusive: false }],
    ['latest in an empty partition is its beginning', 'latest' as const, undefined, { offset: '-1' }],
    ['an offset means the event that has it', { offset: '168' }, 7, { offset: '168', isInclusive: true }],
    ['a sequence number too', { sequenceNumber: 0 }, 7, { sequenceNumber: 0, isInclusive: true }],
    ['a time includes its own millisecond', { enqueuedTime: new Date(5_000) }, 7, { enqueuedOn: 4_999 }],
  ])('%s', (_, start, last, position) => {
    expect(startPosition(start, last)).toEqual(position);
  });
});

describe('needsPartition', () => {
  it('is true for offsets and sequence numbers only', () => {
    const starts = ['earliest', 'latest', 'offset:1', 'sequence:1', '2026-02-01'].map(parseStart);
    expect(starts.map(needsPartition)).toEqual([false, false, true, true, false]);
  });
});
