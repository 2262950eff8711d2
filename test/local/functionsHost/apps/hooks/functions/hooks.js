const { app } = require('@azure/functions');

app.hook.appStart(() => console.log('appStart'));
app.hook.preInvocation((hook) => {
  hook.inputs = [{ replaced: true }];
  hook.hookData.seen = 'by pre';
  const { functionHandler } = hook;
  hook.functionHandler = (...inputs) => functionHandler(...inputs);
});
app.hook.postInvocation((hook) => {
  hook.invocationContext.log(`post: ${hook.hookData.seen}, error ${hook.error?.message}`);
  hook.error = null;
});
app.hook.log((hook) => {
  hook.message = hook.message.replace('secret', '***');
});
app.hook.appTerminate(() => console.log('appTerminate'));
app.timer('hooked', {
  schedule: '0 0 0 1 1 *',
  runOnStartup: true,
  handler: (timer, context) => {
    context.log(`handler: ${JSON.stringify(timer)} secret`);
    throw new Error('cleared by a hook');
  },
});
