import { request } from 'node:http';

export interface Reply {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
  readonly text: string;
}

export interface Call {
  readonly method?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

/** Asks the emulator's HTTP port; the headers go out as they are given, even those that no browser would send. */
export function httpCall(
  port: number | undefined,
  path: string,
  { method = 'GET', host = '127.0.0.1', headers = {} }: Call = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host, port: port ?? 0, method, path, headers: { ...headers }, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: response.statusCode, headers: response.headers, bytes, text: bytes.toString('utf8') });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}
