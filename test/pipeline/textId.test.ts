import { describe, expect, it } from '@jest/globals';
import { parseTextId, textId } from '../../src/pipeline/textId.ts';
import { isTweetId } from '../../src/pipeline/tweetId.ts';
import { aHubEvent } from '../support/aHubEvent.ts';

describe('the id of a bare text', () => {
  it('names the event: time, sequence number, partition, hub', () => {
    expect(textId(aHubEvent())).toBe('text-1795212900250-7-3-tweets');
  });

  it('is no id that X could give', () => {
    expect(isTweetId(textId(aHubEvent()))).toBe(false);
  });

  it.each([
    ['hub', { hub: 'other' }],
    ['partition', { partition: '2' }],
    ['sequence number', { sequenceNumber: 8 }],
    ['enqueued time', { enqueuedTime: new Date('2026-11-20T22:15:00.251Z') }],
  ])('differs where the %s differs', (_what, parts) => {
    expect(textId(aHubEvent(parts))).not.toBe(textId(aHubEvent()));
  });

  it('can be read back, also when the name of the hub looks like a part of it', () => {
    const position = { hub: 'a-1-2.b_c', partition: '31', sequenceNumber: 0, enqueuedTime: new Date(0) };
    expect(parseTextId(textId(position))).toEqual(position);
  });

  it.each([
    '',
    '20',
    'text-1-2-3-',
    'text-01-2-3-hub',
    'text-999999999999999-1-1-hub',
    'text-1-2-3-a/b',
    'text-1-2-3-HUB',
  ])('is not %p', (id) => {
    expect(parseTextId(id)).toBeUndefined();
  });
});
