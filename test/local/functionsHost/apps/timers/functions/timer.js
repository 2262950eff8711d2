const { app } = require('@azure/functions');

const { SCHEDULE, RUN_MS = '0', FAILURES = '0', RETRY, RUN_ON_STARTUP } = process.env;
let runs = 0;

app.timer('timed', {
  schedule: SCHEDULE,
  runOnStartup: RUN_ON_STARTUP === 'true',
  ...(RETRY && { retry: JSON.parse(RETRY) }),
  handler: async (timer, context) => {
    const { invocationId, retryContext } = context;
    runs += 1;
    const run = runs;
    context.log(`report ${JSON.stringify({ begin: run, timer, invocationId, retryContext, at: Date.now() })}`);
    await new Promise((resolve) => setTimeout(resolve, Number(RUN_MS)));
    context.log(`report ${JSON.stringify({ end: run })}`);
    if (run <= Number(FAILURES)) throw new Error(`failure ${run}`);
  },
});
