import { bodyText, readableBody } from './bodyText.ts';
import { fieldColumns, rawColumns, readableColumns } from './columns.ts';
import { jsonText } from './jsonText.ts';
import { safeText } from './safeText.ts';
import { sparkBatch, sparkSchema } from './sparkConsole.ts';
import type { ViewedEvent } from './viewedEvent.ts';

/**
 * How events are shown: tables for reading, of what the service holds, or of chosen fields of JSON bodies; one JSON
 * object per line; or the sending notebook's `Sent event: …`.
 */
export type ViewMode = 'readable' | 'raw' | 'json' | 'sent' | { readonly fields: readonly string[] };

export interface ViewFormat {
  /** What a view of this mode writes for one batch; `width` in columns, infinite to cut nothing. */
  batch(number: number, events: readonly ViewedEvent[], width: number): string;
  /** The columns and their types; nothing for a mode without columns. */
  readonly schema: string;
}

export function viewFormat(mode: ViewMode): ViewFormat {
  if (mode === 'json') return lines(jsonLine);
  if (mode === 'sent') return lines(sentLine);
  return table(mode);
}

function table(mode: 'readable' | 'raw' | { readonly fields: readonly string[] }): ViewFormat {
  const columns = typeof mode === 'object' ? fieldColumns(mode.fields) : mode === 'raw' ? rawColumns : readableColumns;
  return {
    batch: (number, events, width) => sparkBatch(number, events, columns, width),
    schema: sparkSchema(columns),
  };
}

function lines(line: (event: ViewedEvent) => string): ViewFormat {
  return { batch: (_, events) => events.map(line).join(''), schema: '' };
}

/** The body is the exact text, or `{"base64": "…"}` when it is not UTF-8; the time is ISO 8601, UTC. */
function jsonLine({ partition, sequenceNumber, offset, enqueuedTime, properties, body }: ViewedEvent): string {
  const text = bodyText(body) ?? body;
  return `${jsonText({ partition, sequenceNumber, offset, enqueuedTime, properties, body: text })}\n`;
}

function sentLine({ body }: ViewedEvent): string {
  return `Sent event: ${safeText(readableBody(body))}\n\n`;
}
