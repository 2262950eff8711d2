import { odata, type TableClient } from '@azure/data-tables';
import { joinTexts } from '../../../src/pipeline/storing/joinTexts.ts';
import { rowFingerprint } from './fingerprints.ts';
import type { StoredRow } from './records.ts';
import type { RowRange } from './rowRanges.ts';

export interface RowReading {
  readonly table: TableClient;
  readonly ranges: readonly RowRange[];
  readonly onRow: (row: StoredRow) => void;
  /** Told how many ranges are read. */
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

/** Reads every row of the table, range by range. Rejects as the client does. */
export async function readRows({ table, ranges, onRow, onProgress, signal }: RowReading): Promise<void> {
  for (const [index, range] of ranges.entries()) {
    const queryOptions = { filter: filterOf(range) };
    for await (const row of table.listEntities({ queryOptions, abortSignal: signal })) onRow(storedRow(row));
    onProgress(index + 1);
  }
}

function filterOf({ partitionKey, from, before }: RowRange): string {
  const parts =
    'is' in partitionKey
      ? [odata`PartitionKey eq ${partitionKey.is}`]
      : [
          ...(partitionKey.after === undefined ? [] : [odata`PartitionKey gt ${partitionKey.after}`]),
          ...(partitionKey.before === undefined ? [] : [odata`PartitionKey lt ${partitionKey.before}`]),
        ];
  const rows = [
    ...(from === undefined ? [] : [odata`RowKey ge ${from}`]),
    ...(before === undefined ? [] : [odata`RowKey lt ${before}`]),
  ];
  return [...parts, ...rows].join(' and ');
}

/** A row without a column of ours is nobody's: it stays a row, at a place where no event is. */
function storedRow(row: Readonly<Record<string, unknown>>): StoredRow {
  const { etag: _etag, timestamp: _timestamp, 'odata.metadata': _metadata, ...columns } = joinTexts(row);
  const { id, partition, sequenceNumber } = columns;
  return {
    id: String(id),
    partition: String(partition),
    sequenceNumber: Number(sequenceNumber ?? -1),
    content: rowFingerprint(columns),
  };
}
