const dayMs = 86_400_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;

/**
 * Milliseconds of a .NET TimeSpan text, undefined when it is none: `[-][d.]hh:mm[:ss[.fffffff]]`, `d`, `d:hh:mm[:ss]`. A
 * first part of 24 or more counts days: "24:00:00" is 24 days.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#timespan
 */
export function parseTimeSpan(text: string): number | undefined {
  const sign = text.trim().startsWith('-') ? -1 : 1;
  const unsigned = text.trim().replace(/^-/, '');
  const milliseconds = days(unsigned) ?? daysAndTime(unsigned) ?? clock(unsigned);
  return milliseconds === undefined ? undefined : sign * milliseconds;
}

function days(text: string): number | undefined {
  return /^\d{1,8}$/.test(text) ? Number(text) * dayMs : undefined;
}

function daysAndTime(text: string): number | undefined {
  const found = /^(\d{1,8})[.:](\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d{1,7})?|\d{1,2}:\d{1,2})$/.exec(text);
  const [, count = '', time = ''] = found ?? [];
  // "hh:mm:ss" also has this form; it is a clock time unless its hours exceed a day.
  if (!found || (/^\d+:\d+:\d+(\.\d+)?$/.test(text) && Number(count) < 24)) return undefined;
  const rest = clock(time);
  return rest === undefined ? undefined : Number(count) * dayMs + rest;
}

function clock(text: string): number | undefined {
  const found = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/.exec(text);
  if (!found) return undefined;
  const [hours, minutes, seconds] = [found[1], found[2], found[3] ?? '0'].map(Number);
  if (hours === undefined || minutes === undefined || seconds === undefined) return undefined;
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const fraction = Math.trunc(Number(`0.${found[4] ?? '0'}`) * 1000 + 1e-6);
  return hours * hourMs + minutes * minuteMs + seconds * 1000 + fraction;
}
