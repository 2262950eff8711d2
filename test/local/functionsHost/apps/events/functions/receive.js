const { app } = require('@azure/functions');

// The trigger comes from the settings, so that one file serves every case.
const { TRIGGER, RETRY, RUN_MS = '0', FAILURES = '0', CAPABILITIES } = process.env;
let runs = 0;

const show = (event) => (Buffer.isBuffer(event) ? { hex: event.toString('hex') } : { value: event });

if (CAPABILITIES) app.setup({ capabilities: JSON.parse(CAPABILITIES) });
app.eventHub('receive', {
  connection: 'HUB',
  eventHubName: '%HUB_NAME%',
  consumerGroup: 'group',
  ...JSON.parse(TRIGGER),
  ...(RETRY && { retry: JSON.parse(RETRY) }),
  handler: async (events, context) => {
    const { invocationId, retryContext, triggerMetadata, traceContext } = context;
    runs += 1;
    const run = runs;
    const shown = Array.isArray(events) ? events.map(show) : show(events);
    const facts = { begin: run, events: shown, triggerMetadata, invocationId, retryContext, traceContext };
    context.log(`report ${JSON.stringify(facts)}`);
    await new Promise((resolve) => setTimeout(resolve, Number(RUN_MS)));
    context.log(`report ${JSON.stringify({ end: run })}`);
    if (run <= Number(FAILURES)) throw new Error(`failure ${run}`);
  },
});
