import type { IncomingHttpHeaders } from 'node:http';

/** A request that has come in whole. */
export interface ProxiedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface ProxiedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request, and the answer that the service gave. */
export interface Exchange {
  readonly request: ProxiedRequest;
  readonly answer: ProxiedAnswer;
}
