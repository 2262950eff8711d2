import { describe, expect, it } from '@jest/globals';
import { parseSelectorFilter } from '../../../../local/eventHubs/wire/selectorFilter.ts';

/** What clients write: azure-sdk-for-js, eventPosition.ts; azure-sdk-for-net, AmqpFilter.cs; azure-sdk-for-go, partition_client.go. */
describe('a selector filter', () => {
  it.each([
    [undefined, { at: 'earliest' }],
    ["amqp.annotation.x-opt-offset > '-1'", { at: 'earliest' }],
    ["amqp.annotation.x-opt-offset >= '-1'", { at: 'earliest' }],
    ["amqp.annotation.x-opt-sequence-number > '-1'", { at: 'earliest' }],
    ["amqp.annotation.x-opt-offset > '@latest'", { at: 'latest' }],
    ["amqp.annotation.x-opt-offset > '720'", { at: 'offset', value: 720, inclusive: false }],
    ["amqp.annotation.x-opt-offset >= '720'", { at: 'offset', value: 720, inclusive: true }],
    ["amqp.annotation.x-opt-sequence-number > '9'", { at: 'sequenceNumber', value: 9, inclusive: false }],
    ["amqp.annotation.x-opt-sequence-number >= '9'", { at: 'sequenceNumber', value: 9, inclusive: true }],
    [
      "amqp.annotation.x-opt-enqueued-time > '1767225600000'",
      { at: 'enqueuedTime', value: 1_767_225_600_000, inclusive: false },
    ],
    ["amqp.annotation.x-opt-enqueued-time >= '1'", { at: 'enqueuedTime', value: 1, inclusive: true }],
  ])('%s', (filter, start) => {
    expect(parseSelectorFilter(filter)).toEqual(start);
  });

  it.each([
    '',
    'amqp.annotation.x-opt-offset > 5',
    "amqp.annotation.x-opt-offset < '5'",
    "amqp.annotation.x-opt-offset > '5' OR 1 = 1",
    "amqp.annotation.x-opt-sequence-number > '@latest'",
    "amqp.annotation.x-opt-partition-key > '5'",
    "amqp.annotation.x-opt-offset > ''",
    "amqp.annotation.x-opt-offset > '1.5'",
  ])('that reads "%s" means nothing', (filter) => {
    expect(parseSelectorFilter(filter)).toBeUndefined();
  });
});
