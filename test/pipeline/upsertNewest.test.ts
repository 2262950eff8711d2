import { expect, it } from '@jest/globals';
import { upsertNewest } from '../../src/pipeline/upsertNewest.ts';
import { aHubEvent } from '../support/aHubEvent.ts';
import { aStoredTweet } from '../support/aStoredTweet.ts';

it('takes a refusal of a tweet that was not given for a fault, rather than lose an event', async () => {
  const tweets = { upsert: async () => [{ tweet: aStoredTweet(), message: 'no' }] };
  const version = { row: aStoredTweet(), event: aHubEvent() };
  await expect(upsertNewest([version], tweets)).rejects.toThrow('was not given');
});
