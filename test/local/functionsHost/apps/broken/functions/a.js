const { app } = require('@azure/functions');
app.timer('fine', { schedule: '* * * * * *', handler: () => undefined });
