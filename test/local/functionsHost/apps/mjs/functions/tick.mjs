import { app } from '@azure/functions';

// What waits while it loads cannot be required, only imported.
await Promise.resolve();
app.timer('mjsTick', {
  schedule: '0 0 0 1 1 *',
  runOnStartup: true,
  handler: (_, context) => context.log('from .mjs'),
});
