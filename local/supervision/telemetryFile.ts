import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../errors/errorCode.ts';
import { readTelemetryLine } from './readTelemetryLine.ts';

export interface TelemetryFileOptions {
  /** Exists already. */
  readonly folder: string;
  /** A file that would grow beyond it becomes `telemetry.1.jsonl`, in place of the one before. */
  readonly mostBytes?: number;
  /** Told once, if the file cannot be written; nothing more is written then. */
  readonly report: (line: string) => void;
}

export const telemetryFileName = 'telemetry.jsonl';
const olderFileName = 'telemetry.1.jsonl';

/**
 * Keeps the figures among the lines of a host in `telemetry.jsonl`, one JSON object per line: when, of which function,
 * what it tells of, and its fields. Gives what takes a line. Holds nothing open, and never throws.
 */
export function telemetryFile({ folder, mostBytes = 8 * 1024 * 1024, report }: TelemetryFileOptions) {
  const path = join(folder, telemetryFileName);
  let hasFailed = false;

  const append = (text: string): void => {
    const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (bytes > 0 && bytes + Buffer.byteLength(text) > mostBytes) renameSync(path, join(folder, olderFileName));
    appendFileSync(path, text);
  };

  return (line: string): void => {
    const entry = hasFailed ? undefined : readTelemetryLine(line);
    if (entry === undefined) return;
    try {
      append(`${JSON.stringify(entry)}\n`);
    } catch (error) {
      hasFailed = true;
      report(`${path} cannot be written (${errorCode(error) ?? 'unknown'}). The pipeline goes on without it.`);
    }
  };
}
