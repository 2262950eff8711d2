import { app } from '@azure/functions';
import { forgetting, untilEnd } from '../composition.ts';
import { forgetTweets } from '../pipeline/forgetTweets.ts';

// What is deleted are whole hours, so more often would find nothing. A fixed time: nobody has to set one.
app.timer('forgetTweets', {
  schedule: '0 0 * * * *',
  handler: (_timer, context) => untilEnd((end) => forgetTweets({ ...forgetting(), log: context, end })),
});
