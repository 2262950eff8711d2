const { app } = require('@azure/functions');

const registerLate = (context) => {
  for (const attempt of [() => app.timer('second', { schedule: '0 0 0 1 1 *', handler() {} }), () => app.setup({})]) {
    try {
      attempt();
      context.log('accepted');
    } catch (error) {
      context.log(`refused: ${error.message}`);
    }
  }
};
app.timer('first', { schedule: '0 0 0 1 1 *', runOnStartup: true, handler: (_, context) => registerLate(context) });
