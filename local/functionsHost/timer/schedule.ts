import { FunctionsHostError } from '../functionsHostError.ts';
import { parseTimeSpan } from '../hostJson/timeSpan.ts';
import { fieldKinds, parseCronField } from './cronField.ts';
import { createCronSchedule } from './cronSchedule.ts';

/** When a timer fires. Times are milliseconds since 1970. */
export interface Schedule {
  /** The first occurrence after `after`. */
  next(after: number): number;
  /** More often than once a minute: the host then keeps no status and knows no past due. */
  readonly isFrequent: boolean;
  /** Whether it follows the clock of a time zone (cron) or counts from the last run (time span). */
  readonly adjustForDst: boolean;
}

/**
 * The schedule of a timer trigger: NCRONTAB with 6 fields, or 5 (then at second 0), or a time span as constant interval.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
 *
 * @param timeZone IANA name, such as "UTC"
 */
export function parseSchedule(text: string, timeZone: string, functionName: string): Schedule {
  const fields = text.trim().split(/ +/);
  if (fields.length === 1) return createInterval(text, functionName);
  const six = fields.length === 5 ? ['0', ...fields] : fields;
  if (six.length !== fieldKinds.length) {
    throw refusedSchedule(
      functionName,
      text,
      `it has ${fields.length} fields`,
      'Write six fields, {second} {minute} {hour} {day} {month} {day of the week}, or five without the second',
    );
  }
  const values = fieldKinds.map((kind, index) => {
    const field = six[index] ?? '';
    const parsed = parseCronField(field, kind);
    if (parsed !== undefined) return parsed;
    throw refusedSchedule(
      functionName,
      text,
      `its ${kind.title} is "${field}"`,
      `Write numbers from ${kind.min} to ${kind.max}${'names' in kind ? ', or names' : ''}, with * , - / where wanted`,
    );
  });
  const isInterval = six.slice(0, 3).some((field) => /[*/-]/.test(field));
  const schedule = createCronSchedule({ values, isInterval, timeZone });
  if (schedule.firstAfter(0) === undefined) {
    throw refusedSchedule(functionName, text, 'it never occurs', 'Name a day that its month has');
  }
  const isEveryMinute = six.slice(1).every((field) => field === '*');
  return {
    adjustForDst: true,
    isFrequent: isEveryMinute && (values[0]?.length ?? 0) > 1,
    // A schedule that occurs once occurs for ever; far in the future only where a calendar ends.
    next: (after) => schedule.firstAfter(after) ?? Number.MAX_SAFE_INTEGER,
  };
}

function createInterval(text: string, functionName: string): Schedule {
  const intervalMs = parseTimeSpan(text);
  if (intervalMs === undefined || intervalMs <= 0) {
    throw refusedSchedule(
      functionName,
      text,
      'it is neither NCRONTAB nor a time span above zero',
      'Write one such as "0 */5 * * * *" or "00:05:00"',
    );
  }
  return { adjustForDst: false, isFrequent: intervalMs < 60_000, next: (after) => after + intervalMs };
}

function refusedSchedule(functionName: string, text: string, fact: string, wayOut: string): FunctionsHostError {
  return new FunctionsHostError(
    'function',
    `Function ${functionName}: schedule "${text}" cannot be used: ${fact}. ${wayOut}.`,
  );
}
