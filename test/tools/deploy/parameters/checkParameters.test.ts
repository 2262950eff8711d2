import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkedParameters } from '../../../../tools/deploy/parameters/checkedParameters.ts';
import { parameterTypes } from '../../../../tools/deploy/parameters/parameterTypes.ts';

const root = join(__dirname, '..', '..', '..', '..');
const given = {
  AZURE_ENV_NAME: 'river',
  AZURE_LOCATION: 'westeurope',
  AZURE_PRINCIPAL_ID: '99999999-8888-7777-6666-555555555555',
};
const now = Date.parse('2026-11-21T12:00:00Z');
const checked = (variables: Record<string, string>) => checkedParameters(root, { ...given, ...variables }, now);

describe('the parameters of infra/', () => {
  it('are all right as they are, each of its own type', () => {
    const values = checked({});
    expect(values.get('environmentName')).toBe('river');
    expect(values.get('retentionHours')).toBe(24);
    expect(values.get('lockData')).toBe(false);
    expect(values.get('pausedFunctions')).toEqual([]);
    expect(values.get('publishSchedule')).toBe('0 * * * * *');
    expect(new Set(values.keys())).toEqual(new Set(parameterTypes(root).keys()));
  });

  it('take what the variables say, and the default for an empty one', () => {
    const values = checked({ TRIBUTARY_PAUSED_FUNCTIONS: '["storeTweets"]', TRIBUTARY_RETENTION_HOURS: '' });
    expect(values.get('pausedFunctions')).toEqual(['storeTweets']);
    expect(values.get('retentionHours')).toBe(24);
  });

  it('take a double quote as azd does, with a backslash', () => {
    const values = checked({ TRIBUTARY_TWITTER_QUERY: '\\"event hubs\\" lang:en' });
    expect(values.get('twitterQuery')).toBe('"event hubs" lang:en');
  });

  it.each([
    [{ AZURE_ENV_NAME: 'a river' }, 'AZURE_ENV_NAME is "a river". It becomes a resource group'],
    [{ AZURE_ENV_NAME: 'river.' }, 'not ending with a dot'],
    [{ AZURE_ENV_NAME: 'r'.repeat(65) }, '1 to 64'],
    [{ AZURE_LOCATION: '' }, 'AZURE_LOCATION is "". It is a region'],
    [
      { TRIBUTARY_RETENTION_HOURS: 'a day' },
      'TRIBUTARY_RETENTION_HOURS is "a day", and retentionHours is a whole number.',
    ],
    [{ TRIBUTARY_LOCK_DATA: 'yes' }, 'lockData is true or false'],
    [{ TRIBUTARY_TWITTER_QUERY: '"event hubs"' }, 'is put into JSON as it stands: write \\" for a double quote'],
    [{ TRIBUTARY_PAUSED_FUNCTIONS: 'storeTweets' }, 'a list such as ["publishTweets"]'],
    [
      { TRIBUTARY_THROUGHPUT_UNITS: '4', TRIBUTARY_MAXIMUM_THROUGHPUT_UNITS: '4' },
      'it would never inflate. Set it above 4',
    ],
    [{ TRIBUTARY_ALWAYS_READY_INSTANCES: '41' }, 'more than the 40 instances'],
    [
      { TRIBUTARY_PUBLISH_SCHEDULE: '0 */5 * * * *' },
      'pauses for up to 5 min, and TRIBUTARY_PUBLISH_PERIOD_MINUTES is 1',
    ],
    [{ TRIBUTARY_PUBLISH_SCHEDULE: '0 0 8 * * 1-5', TRIBUTARY_PUBLISH_PERIOD_MINUTES: '1440' }, 'up to 4320 min'],
    [{ TRIBUTARY_PUBLISH_SCHEDULE: '*/5 * 8-17 * * *' }, 'up to 841 min'],
    [{ TRIBUTARY_PUBLISH_SCHEDULE: 'every minute' }, 'it has 2 fields'],
    [
      { TRIBUTARY_BUDGET_AMOUNT: '20', TRIBUTARY_CONTACT_EMAIL: 'ada@example.com' },
      'the first day of a month: 2026-11-01',
    ],
    [
      { TRIBUTARY_BUDGET_AMOUNT: '20', TRIBUTARY_BUDGET_START_DATE: '2026-11-01' },
      'nobody to be told: set TRIBUTARY_CONTACT_EMAIL',
    ],
    [{ TRIBUTARY_CONTACT_EMAIL: 'ada' }, 'is "ada", which is no address'],
    [{ AZURE_PRINCIPAL_ID: 'ada@example.com' }, 'It is an object id'],
    [{ TRIBUTARY_PARTITIONS: '8' }, 'TRIBUTARY_PARTITIONS is no variable of infra/main.parameters.json'],
  ])('refuse %j, with the reason', (variables, message) => {
    expect(() => checked(Object.fromEntries(Object.entries(variables)))).toThrow(
      expect.objectContaining({ code: 'invalid-parameters', message: expect.stringContaining(message) }),
    );
  });

  it('tell all that is wrong at once', () => {
    expect(() => checked({ AZURE_LOCATION: '?', TRIBUTARY_CONTACT_EMAIL: '?' })).toThrow(
      /^AZURE_LOCATION .*\nTRIBUTARY_CONTACT_EMAIL /,
    );
  });

  it('allow a schedule that fits its period, in any form', () => {
    expect(() =>
      checked({ TRIBUTARY_PUBLISH_SCHEDULE: '00:05:00', TRIBUTARY_PUBLISH_PERIOD_MINUTES: '5' }),
    ).not.toThrow();
  });
});
