const { app } = require('@azure/functions');

app.timer('first', { schedule: '%FIRST_SCHEDULE%', handler: (_, context) => context.log(process.env.GREETING) });
