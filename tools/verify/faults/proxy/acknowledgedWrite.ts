import { isRecord } from '../../../../src/pipeline/tweet.ts';
import type { Exchange, ProxiedAnswer, ProxiedRequest } from './exchange.ts';
import { isTransaction } from './isTransaction.ts';

/** What a client has been told is written: rows, each with the event that it was made of, or a blob. */
export type AcknowledgedWrite =
  | { readonly kind: 'rows'; readonly rows: readonly AcknowledgedRow[] }
  | { readonly kind: 'blob'; readonly container: string; readonly name: string };

export interface AcknowledgedRow {
  readonly partition: string;
  readonly sequenceNumber: number;
}

/**
 * What an exchange with Table or Blob storage has written, and the client now knows of; undefined where it wrote
 * nothing, or the answer says that it failed. A transaction counts when each of its parts is said to be done.
 */
export function acknowledgedWrite({ request, answer }: Exchange): AcknowledgedWrite | undefined {
  if (answer.status < 200 || answer.status >= 300) return undefined;
  if (isTransaction(request)) return rows(transactionRows(request, answer));
  if (request.method !== 'PUT' || pathOf(request) !== request.url) return undefined;
  if (request.headers['x-ms-blob-type'] !== undefined) return blob(request);
  return request.url.includes('(PartitionKey=') ? rows(rowsOf([request.body.toString('latin1')])) : undefined;
}

function transactionRows({ body }: ProxiedRequest, answer: ProxiedAnswer): readonly AcknowledgedRow[] {
  const lines = body.toString('latin1').split('\r\n');
  const operations = lines.filter((line) => /^(PUT|PATCH|MERGE|POST|DELETE) /.test(line)).length;
  const done = answer.body.toString('latin1').match(/^HTTP\/1\.1 2\d\d /gm)?.length ?? 0;
  // All other lines are headers and boundaries: none begins like JSON.
  return done === operations ? rowsOf(lines.filter((line) => line.startsWith('{'))) : [];
}

/** The pipeline writes a row in ASCII, as one line of JSON. What is no row of an event is left out. */
function rowsOf(lines: readonly string[]): readonly AcknowledgedRow[] {
  return lines.flatMap((line) => {
    const row: unknown = JSON.parse(line);
    if (!isRecord(row)) return [];
    const { partition, sequenceNumber } = row;
    if (typeof partition !== 'string' || typeof sequenceNumber !== 'string') return [];
    return [{ partition, sequenceNumber: Number(sequenceNumber) }];
  });
}

function rows(written: readonly AcknowledgedRow[]): AcknowledgedWrite | undefined {
  return written.length === 0 ? undefined : { kind: 'rows', rows: written };
}

/** The path is that of an emulator: `/<account>/<container>/<name>`. */
function blob(request: ProxiedRequest): AcknowledgedWrite | undefined {
  const [, container, name] = /^\/[^/]+\/([^/]+)\/(.+)$/.exec(pathOf(request)) ?? [];
  if (container === undefined || name === undefined) return undefined;
  return { kind: 'blob', container, name: decodeURIComponent(name) };
}

function pathOf({ url }: ProxiedRequest): string {
  return url.split('?', 1)[0] ?? '';
}
