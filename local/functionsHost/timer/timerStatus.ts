import type { ContainerClient } from '@azure/storage-blob';
import { dotNetNever, dotNetTime } from '../dotNetTime.ts';
import { isRecord } from '../isRecord.ts';
import { statusCode } from '../storage/statusCode.ts';

/** What survives of a timer. Milliseconds since 1970; undefined = never. */
export interface TimerStatus {
  readonly last: number | undefined;
  readonly next: number;
  readonly lastUpdated: number | undefined;
}

export interface TimerStatusStore {
  read(): Promise<TimerStatus | undefined>;
  write(status: TimerStatus): Promise<void>;
}

/**
 * The status of one timer in container `azure-webjobs-hosts`, as the timer extension writes it.
 * StorageScheduleMonitor.cs of https://github.com/Azure/azure-webjobs-sdk-extensions
 */
export function timerStatusStore(container: ContainerClient, hostId: string, functionName: string): TimerStatusStore {
  const blob = container.getBlockBlobClient(`timers/${hostId}/Host.Functions.${functionName}/status`);
  return {
    read: async () => {
      try {
        return parseStatus((await blob.downloadToBuffer()).toString('utf8'));
      } catch (error) {
        if (statusCode(error) === 404) return undefined;
        throw error;
      }
    },
    write: async (status) => {
      const text = formatStatus(status);
      const blobHTTPHeaders = { blobContentType: 'application/json' };
      await blob.upload(text, Buffer.byteLength(text), { blobHTTPHeaders });
    },
  };
}

export function formatStatus({ last, next, lastUpdated }: TimerStatus): string {
  return JSON.stringify({ Last: timeText(last), Next: timeText(next), LastUpdated: timeText(lastUpdated) });
}

/** Undefined for a text that is none: then the timer begins anew. */
export function parseStatus(text: string): TimerStatus | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (!isRecord(parsed)) return undefined;
    const next = parseTime(parsed.Next);
    return next === undefined
      ? undefined
      : { last: parseTime(parsed.Last), next, lastUpdated: parseTime(parsed.LastUpdated) };
  } catch {
    return undefined;
  }
}

export function timeText(time: number | undefined): string {
  return time === undefined ? `${dotNetNever}+00:00` : dotNetTime(time, '+00:00');
}

function parseTime(value: unknown): number | undefined {
  if (typeof value !== 'string' || value.startsWith(dotNetNever)) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}
