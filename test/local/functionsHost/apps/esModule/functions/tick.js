import { app } from '@azure/functions';

await Promise.resolve();
app.timer('esTick', {
  schedule: '0 0 0 1 1 *',
  runOnStartup: true,
  handler: (_, context) => context.log('from an ES module'),
});
