const { app, output } = require('@azure/functions');

app.timer('second', { schedule: '0 0 0 1 1 *', handler: () => undefined });
app.http('page', { handler: () => ({ body: 'never' }) });
app.timer('copy', {
  schedule: '0 0 0 1 1 *',
  return: output.storageQueue({ queueName: 'copies', connection: '' }),
  handler: () => 'lost',
});
