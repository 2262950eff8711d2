import type { ProxiedRequest } from './exchange.ts';

/** Whether a request writes several rows at once. */
export function isTransaction({ method, url }: ProxiedRequest): boolean {
  return method === 'POST' && url.split('?', 1)[0]?.endsWith('/$batch') === true;
}
