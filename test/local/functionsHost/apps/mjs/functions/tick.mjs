import { app } from '@azure/functions';

app.timer('mjsTick', {
  schedule: '0 0 0 1 1 *',
  runOnStartup: true,
  handler: (_, context) => context.log('from .mjs'),
});
