import { app } from '@azure/functions';
import resources from '../../resources.json';
import { stores, untilEnd } from '../composition.ts';
import { givenBatch } from '../pipeline/givenBatch.ts';
import { storeTweets } from '../pipeline/storeTweets.ts';

// dataType is missing from the library's types; without it the host would parse, and lose, whole batches.
const trigger = {
  connection: 'EventHubConnection',
  eventHubName: '%EVENT_HUB_NAME%',
  consumerGroup: resources.eventHub.consumerGroups.store,
  cardinality: 'many',
  dataType: 'binary',
} as const;

// The host moves the checkpoint on once retries are used up, stored or not. What can never be stored is a dead letter,
// so only a dependency that is down is left to wait for, and that without giving up.
const untilStored = {
  strategy: 'exponentialBackoff',
  maxRetryCount: -1,
  minimumInterval: { seconds: 1 },
  maximumInterval: { seconds: 30 },
} as const;

app.eventHub('storeTweets', {
  ...trigger,
  retry: untilStored,
  handler: (bodies, context) =>
    untilEnd((end) => {
      const parts = { ...stores(), log: context, end };
      return storeTweets(givenBatch(bodies, context, parts), parts);
    }),
});
