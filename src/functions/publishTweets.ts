import { app } from '@azure/functions';
import { publishing } from '../composition.ts';
import { publishTweets } from '../pipeline/publishTweets.ts';

app.timer('publishTweets', {
  schedule: '%PUBLISH_SCHEDULE%',
  handler: (_timer, context) => publishTweets(context.traceContext?.traceParent, { ...publishing(), log: context }),
});
