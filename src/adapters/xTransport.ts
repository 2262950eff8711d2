import http from 'node:http';
import https from 'node:https';
import type { IClientSettings } from 'twitter-api-v2';

export interface XTransportOptions {
  readonly requestTimeoutMs: number;
  readonly origin?: URL | undefined;
}

/** Between two runs a connection lies idle for so long that X may have closed it; then a request on it would be lost. */
const idleMs = 4_000;

/** How the client reaches X: each request with an end, and at another address where one is set. */
export function transport({ requestTimeoutMs, origin }: XTransportOptions): Partial<IClientSettings> {
  const agentOptions = { keepAlive: true, timeout: idleMs };
  return {
    compression: false,
    // The client calls https.request, which speaks plain HTTP with such an agent.
    httpAgent: origin?.protocol === 'http:' ? new http.Agent(agentOptions) : new https.Agent(agentOptions),
    plugins: [
      {
        onBeforeRequest: ({ computedParams, requestOptions }) => {
          if (origin) {
            computedParams.url.protocol = origin.protocol;
            computedParams.url.host = origin.host;
          }
          // The signal ends a body that drips, the time-out a connection that is silent.
          requestOptions.signal = AbortSignal.timeout(requestTimeoutMs);
          requestOptions.timeout = requestTimeoutMs;
        },
      },
    ],
  };
}
