import { type Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { ProxiedAnswer, ProxiedRequest } from './exchange.ts';

export interface Target {
  readonly port: number;
  readonly agent: Agent;
}

/**
 * Asks a service on loopback the same. Path and headers stay as they are, Host as well: storage checks a signature over
 * them. Rejects when the service cannot be reached or its answer does not come whole.
 */
export function forward({ method, url, headers, body }: ProxiedRequest, target: Target): Promise<ProxiedAnswer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: target.port, agent: target.agent, method, path: url };
    const onward = httpRequest({ ...options, headers: endToEnd(headers) }, (answered) => {
      buffer(answered).then(
        (content) => resolve({ status: answered.statusCode ?? 500, headers: answered.headers, body: content }),
        reject,
      );
    });
    onward.on('error', reject).end(body);
  });
}

/** Without what concerns one connection only. https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
export function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { connection: _connection, 'keep-alive': _keepAlive, 'transfer-encoding': _encoding, ...others } = headers;
  return others;
}
