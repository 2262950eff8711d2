import { app } from '@azure/functions';
import { forgetting, untilEnd } from '../composition.ts';
import { forgetTweets } from '../pipeline/forgetTweets.ts';

// What is deleted are whole hours. The runs between go on where one was not done: at 1,000 events a second, a throughput unit,
// an hour is more than a run of four minutes deletes. A fixed time: nobody has to set one.
app.timer('forgetTweets', {
  schedule: '0 */15 * * * *',
  handler: (_timer, context) => untilEnd((end) => forgetTweets({ ...forgetting(), log: context, end })),
});
