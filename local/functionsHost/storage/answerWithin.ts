import {
  type HttpOperationResponse,
  type RequestPolicy,
  type RequestPolicyFactory,
  RestError,
  type WebResource,
} from '@azure/storage-blob';

/**
 * A pipeline policy that ends a storage request which is not answered in time, body and the client's own retries included,
 * and sends it again, up to `tries` times. Then it rejects with a RestError of code ETIMEDOUT. A download whose body stays
 * out is ended, not sent again. Without it such a request never ends: `tryTimeoutInMs` is only a wish to the service.
 * https://github.com/Azure/azure-sdk-for-js/blob/main/sdk/storage/storage-common/src/policies/StorageRetryPolicyV2.ts
 */
export function answerWithin(milliseconds: number, tries: number): RequestPolicyFactory {
  return { create: (next) => ({ sendRequest: (request) => send(next, request, milliseconds, tries) }) };
}

async function send(
  next: RequestPolicy,
  request: WebResource,
  milliseconds: number,
  tries: number,
): Promise<HttpOperationResponse> {
  const given = request.abortSignal;
  for (let attempt = 1; ; attempt += 1) {
    const limit = startLimit(given, milliseconds);
    request.abortSignal = limit.signal;
    try {
      const response = await next.sendRequest(request);
      const body = response.readableStreamBody;
      if (body === undefined) limit.end();
      else body.once('close', limit.end);
      return response;
    } catch (cause) {
      limit.end();
      if (!limit.isOver()) throw cause;
      if (attempt >= tries) throw noAnswer(milliseconds, tries, cause);
    }
  }
}

function startLimit(given: WebResource['abortSignal'], milliseconds: number) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    abort();
  }, milliseconds);
  if (given?.aborted) abort();
  given?.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    isOver: () => isOver && given?.aborted !== true,
    end: () => {
      clearTimeout(timer);
      given?.removeEventListener('abort', abort);
    },
  };
}

function noAnswer(milliseconds: number, tries: number, cause: unknown): RestError {
  const error = new RestError(`no answer within ${milliseconds / 1000} s, asked ${tries} times`, { code: 'ETIMEDOUT' });
  error.cause = cause;
  return error;
}
