/**
 * Gives a request a signal that is aborted after `ms`, or with `outer`. The promise rejects then, with the signal's
 * reason, whatever the client makes of it: not every one ends at once, or at all.
 */
export async function timeLimited<T>(
  ms: number,
  outer: AbortSignal,
  request: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // Not AbortSignal.any: Node 20 keeps what it makes for as long as the outer signal lives.
  const controller = new AbortController();
  const { signal } = controller;
  const end = () => controller.abort(outer.reason);
  const timer = setTimeout(() => controller.abort(new DOMException(`No answer within ${ms} ms.`, 'TimeoutError')), ms);
  outer.addEventListener('abort', end);
  try {
    if (outer.aborted) end();
    signal.throwIfAborted();
    return await Promise.race([request(signal), rejection(signal)]);
  } catch (error) {
    // A client may be faster to say that it was aborted, and say it in words of its own.
    throw signal.aborted ? signal.reason : error;
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', end);
  }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
