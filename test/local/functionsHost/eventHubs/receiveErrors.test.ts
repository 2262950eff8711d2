import { AggregateAuthenticationError, CredentialUnavailableError } from '@azure/identity';
import { describe, expect, it } from '@jest/globals';
import { describeReceiveError } from '../../../../local/functionsHost/eventHubs/receiveErrors.ts';
import { reportOnce } from '../../../../local/functionsHost/reportOnce.ts';

const signIn =
  'nobody is signed in here whom the service could let in. Run az login, or set HUB__tenantId, HUB__clientId and ' +
  'HUB__clientSecret; HUB__credential=managedidentity works in Azure alone.';
const dump = new AggregateAuthenticationError(
  [new CredentialUnavailableError('one'), new CredentialUnavailableError('two')],
  'ChainedTokenCredential authentication failed.',
);
const beyond = (trackingId: string) =>
  new Error(
    `The supplied sequence number '71181' is invalid. The last sequence number in the system is '1048' TrackingId:${trackingId}, SystemTracker:a, Timestamp:b Reference:c`,
  );

describe('a failure to receive', () => {
  it.each([
    ['as it is thrown', dump],
    ['with its text alone', new Error(dump.message)],
    ['after several attempts', new AggregateError([new Error('first'), dump])],
    ['of one credential', new CredentialUnavailableError('ManagedIdentityCredential: Network unreachable.')],
  ])('for want of a sign-in is one line with the way out: %s', (_, error) => {
    expect(describeReceiveError(error, '', 'HUB')).toBe(signIn);
  });

  it('is told by its first line, without what the service adds for its support', () => {
    expect(describeReceiveError(new Error('Denied. TrackingId:1_G0, Timestamp:2\nmore'), '3', 'HUB')).toBe(
      'partition 3: Denied.',
    );
  });

  it('that comes again and again with another tracking id is told once a minute', () => {
    const told: string[] = [];
    let now = 0;
    const report = reportOnce(
      (text) => told.push(text),
      () => now,
    );
    for (; now <= 60_000; now += 2_000) report(describeReceiveError(beyond(String(now)), '0', 'HUB'));
    expect(told).toHaveLength(2);
    expect(told[0]).toBe(
      "partition 0: The supplied sequence number '71181' is invalid. The last sequence number in the system is '1048'. The checkpoint lies beyond the hub's events: one was reset without the other. Reset both, or delete the partition's checkpoint blob in container azure-webjobs-eventhub.",
    );
  });
});
