const { app } = require('@azure/functions');

const crash = () => {
  throw new Error('nobody waits for this');
};
app.timer('crash', { schedule: '0 0 0 1 1 *', runOnStartup: true, handler: () => void setTimeout(crash, 10) });
