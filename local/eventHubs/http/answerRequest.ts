import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, failure } from './answer.ts';
import { checkRequest, type OwnAddress } from './checkRequest.ts';
import { route } from './route.ts';
import { securityHeaders } from './securityHeaders.ts';
import type { Served } from './served.ts';

/** Answers one request; never throws. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  served: Served,
  own: OwnAddress,
): Promise<void> {
  const { status, headers, body } = await answerTo(request, served, own);
  if (response.destroyed) return;
  response.writeHead(status, { ...securityHeaders, ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body);
}

async function answerTo(request: IncomingMessage, served: Served, own: OwnAddress): Promise<Answer> {
  const refusal = checkRequest(request, own);
  if (refusal !== undefined) return failure(403, refusal);
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  try {
    return await answerAt(path, query, request.method, served);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    served.log(`A request for ${JSON.stringify(path)} failed: ${reason}`);
    return failure(503, 'This cannot be read now. The log of the emulator says why.');
  }
}

function answerAt(path: string, query: string, method: string | undefined, served: Served): Answer | Promise<Answer> {
  const found = route(path, new URLSearchParams(query), served);
  if (!found) return failure(404, 'There is nothing at this path. The explorer is at /, its JSON at /api/overview.');
  if (method === 'GET' || method === 'HEAD') return found();
  return failure(405, 'Only GET and HEAD are answered: nothing can be changed here.', { Allow: 'GET, HEAD' });
}
