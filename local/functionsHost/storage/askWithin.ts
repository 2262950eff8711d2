import { statusCode } from './statusCode.ts';

/** One storage request, given up with an error that says so when no answer came in time. */
export async function askWithin<Answer>(
  milliseconds: number,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const limit = AbortSignal.timeout(milliseconds);
  try {
    return await ask(limit);
  } catch (cause) {
    if (!limit.aborted || statusCode(cause) !== undefined) throw cause;
    throw new Error(`the storage of its lock gave no answer within ${milliseconds / 1000} s`, { cause });
  }
}
