import { app } from '@azure/functions';
import { forgetting, untilEnd } from '../composition.ts';
import { limitTweets } from '../pipeline/limitTweets.ts';

// A fast test source would make 100,000 rows in a minute; waitingForRoom.ts holds it back. Without TWEET_MAX_ROWS this does nothing, and may be disabled.
app.timer('limitTweets', {
  schedule: '30 * * * * *',
  handler: (_timer, context) => untilEnd((end) => limitTweets({ ...forgetting(), log: context, end })),
});
