import type { LoadedApp } from './loadApp.ts';
import type {
  CoreInvocationContext,
  FunctionCallback,
  InvocationRequest,
  LogCategory,
  LogLevel,
  RegisteredFunction,
} from './programmingModel.ts';

export type InvocationLog = (level: LogLevel, category: LogCategory, message: string) => void;

interface PostInvocation extends Record<string, unknown> {
  result: unknown;
  error: unknown;
}

/**
 * Runs a function once: its arguments, `preInvocation` hooks (which may replace inputs and handler), the handler,
 * `postInvocation` hooks (which may replace result and error; an error they clear is a success). Rejects with what
 * was thrown. https://github.com/Azure/azure-functions-nodejs-worker/blob/v3.x/src/eventHandlers/InvocationHandler.ts
 */
export async function invoke(
  { model, registration: { hooks } }: LoadedApp,
  { metadata, callback }: RegisteredFunction,
  request: InvocationRequest,
  log: InvocationLog,
): Promise<void> {
  const core: CoreInvocationContext = { invocationId: request.invocationId, request, metadata, state: undefined, log };
  const run = model.getInvocationModel(core);
  const { context, inputs } = await run.getArguments();
  const shared = { hookData: {}, appHookData: hooks.appHookData, invocationContext: context };
  const pre: { functionCallback: FunctionCallback; inputs: unknown[] } & Record<string, unknown> = {
    ...shared,
    functionCallback: callback,
    inputs,
  };
  core.state = 'preInvocationHooks';
  await hooks.run('preInvocation', pre);
  const post: PostInvocation = { ...shared, inputs: pre.inputs, result: null, error: null };
  core.state = 'invocation';
  try {
    post.result = await run.invokeFunction(context, pre.inputs, pre.functionCallback);
  } catch (error) {
    post.error = error ?? new Error(`Function ${metadata.name} threw ${String(error)}.`);
  }
  core.state = 'postInvocationHooks';
  await hooks.run('postInvocation', post);
  if (post.error !== null && post.error !== undefined) throw post.error;
  await run.getResponse(context, post.result);
}
