import { randomBytes, randomUUID } from 'node:crypto';
import { messageOf } from '../functionsHostError.ts';
import type { HostLog } from '../hostLog.ts';
import { type InvocationLog, invoke } from '../worker/invoke.ts';
import type { LoadedApp } from '../worker/loadApp.ts';
import type {
  InvocationRequest,
  LogLevel,
  RegisteredFunction,
  RetryContext,
  TraceContext,
} from '../worker/programmingModel.ts';
import { executeWithRetries, type Outcome } from './executeWithRetries.ts';
import type { RetryPolicy } from './retryPolicy.ts';
import { withTimeout } from './withTimeout.ts';

/** What a trigger hands over for one execution; encoded anew for each attempt, so that a failure to encode is retried. */
export type TriggerValue = () => Pick<InvocationRequest, 'inputData' | 'triggerMetadata'>;

export interface FunctionRunner {
  /** One execution with all its retries, under one invocation id. Never rejects. `reason` is for the log. */
  run(value: TriggerValue, reason: string, signal: AbortSignal): Promise<Outcome>;
}

export interface RunnerOptions {
  readonly app: LoadedApp;
  readonly registered: RegisteredFunction;
  readonly policy: RetryPolicy | undefined;
  readonly timeoutMs: number | undefined;
  readonly log: HostLog;
}

export function createFunctionRunner({ app, registered, policy, timeoutMs, log }: RunnerOptions): FunctionRunner {
  const { name } = registered.metadata;
  const category = `Function.${name}`;
  return {
    run: async (value, reason, signal) => {
      const invocationId = randomUUID();
      const traceContext = newTrace();
      const startedAt = performance.now();
      log.entry(category, 'debug', `Executing '${name}' (Reason='${reason}', Id=${invocationId})`);
      const attempt = (retryContext: RetryContext | undefined): Promise<void> => {
        const request = { invocationId, traceContext, ...(retryContext && { retryContext }) };
        const run = async () => invoke(app, registered, { ...request, ...value() }, invocationLog(app, log, name));
        return withTimeout(run(), timeoutMs, name);
      };
      const onFailure = (error: unknown, retryCount: number, nextInMs: number | undefined): void => {
        log.entry(category, 'error', failureLine(name, error, retryCount, nextInMs, log.verbose));
      };
      const outcome = await executeWithRetries({ policy, attempt, onFailure, signal, random: Math.random });
      const duration = Math.round(performance.now() - startedAt);
      log.entry(category, 'debug', `Executed '${name}' (${outcome}, Id=${invocationId}, Duration=${duration}ms)`);
      return outcome;
    },
  };
}

function failureLine(
  name: string,
  error: unknown,
  retryCount: number,
  nextInMs: number | undefined,
  verbose: boolean,
): string {
  const count = retryCount === 0 ? '' : ` (retry ${retryCount})`;
  const next = nextInMs === undefined ? '' : ` (next try in ${(nextInMs / 1000).toFixed(1)} s)`;
  const stack = verbose && error instanceof Error && error.stack !== undefined ? `\n${error.stack}` : '';
  return `Function ${name} failed${count}: ${messageOf(error)}${next}${stack}`;
}

/** What a function logs, after the app's `log` hooks, which may replace level and text. */
function invocationLog({ registration: { hooks } }: LoadedApp, log: HostLog, name: string): InvocationLog {
  return (level, category, message) => {
    const entry: { level: LogLevel; message: string } & Record<string, unknown> = {
      level,
      message,
      category,
      hookData: {},
      appHookData: hooks.appHookData,
    };
    hooks.runNow('log', entry);
    log.entry(category === 'user' ? `Function.${name}.User` : `Function.${name}`, entry.level, entry.message);
  };
}

/** A new trace, not recorded: there is no telemetry behind the local host. https://www.w3.org/TR/trace-context/#traceparent-header */
function newTrace(): TraceContext {
  const traceParent = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`;
  return { traceParent, traceState: '', attributes: {} };
}
