import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';

export interface Heard {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** Whether the answer came to its end. */
  readonly isWhole: boolean;
}

export interface Asking {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Rejects when no headers have come by then. */
  readonly headersWithinMs?: number;
  /** Gives up then, with what has come of the body. */
  readonly bodyWithinMs?: number;
}

const query = '#Azure lang:en -is:retweet';

/** Asks X, or what stands in for it, and hears whatever comes. Rejects when nothing does. */
export function hear(
  origin: string,
  parameters: Readonly<Record<string, string>>,
  asking: Asking = {},
): Promise<Heard> {
  const { path = '/2/tweets/search/recent', method = 'GET', headers } = asking;
  const { headersWithinMs = 20_000, bodyWithinMs = 20_000 } = asking;
  const url = new URL(`${path}?${new URLSearchParams(parameters)}`, origin);
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent: false, headers: headers ?? { authorization: 'Bearer made-up' } });
    sent.setTimeout(headersWithinMs, () => sent.destroy(new Error('silence')));
    sent.on('error', reject);
    sent.on('response', (response) => {
      sent.setTimeout(0);
      void collect(response, bodyWithinMs).then(resolve);
    });
    sent.end();
  });
}

function collect(response: IncomingMessage, withinMs: number): Promise<Heard> {
  const chunks: Buffer[] = [];
  return new Promise((resolve) => {
    const timer = setTimeout(() => response.destroy(), withinMs);
    response.on('error', () => undefined);
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('close', () => {
      clearTimeout(timer);
      const { statusCode: status = 0, headers, complete: isWhole } = response;
      resolve({ status, headers, bytes: Buffer.concat(chunks), isWhole });
    });
  });
}

/** Asks with the usual query and reads JSON. */
export async function ask(origin: string, parameters: Readonly<Record<string, string>> = {}, asking?: Asking) {
  const { status, headers, bytes } = await hear(origin, { query, ...parameters }, asking);
  return { status, headers, body: JSON.parse(bytes.toString()) };
}

/** All pages from the first to the one without a token: the ids of each. Ends after 100 pages. */
export async function readPages(
  origin: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<string[][]> {
  const pages: string[][] = [];
  let next: Record<string, string> = {};
  while (pages.length < 100) {
    const { status, body } = await ask(origin, { ...parameters, ...next });
    if (status !== 200) throw new Error(JSON.stringify(body));
    pages.push((body.data ?? []).map(({ id }: { id: string }) => id));
    if (body.meta.next_token === undefined) return pages;
    next = { next_token: body.meta.next_token };
  }
  return pages;
}
