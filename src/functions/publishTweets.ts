import { app } from '@azure/functions';
import { publishing } from '../composition.ts';
import { publishTweets } from '../pipeline/publishTweets.ts';
import { timerRun } from '../pipeline/timerRun.ts';

app.timer('publishTweets', {
  schedule: '%PUBLISH_SCHEDULE%',
  handler: (timer, context) =>
    publishTweets(timerRun(timer, context.traceContext?.traceParent), { ...publishing(), log: context }),
});
