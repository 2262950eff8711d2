/**
 * How often a timer's schedule fires within so many minutes (up to 60), at most; undefined when it is none that can be
 * read, which the host then says. Hours and days are not looked at: the busiest time is meant.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
 */
export function mostRuns(schedule: string, minutes: number): number | undefined {
  const span = /^(?:(\d+)\.)?(\d{1,2}):(\d{1,2}):(\d{1,2})$/.exec(schedule);
  if (span)
    return runsOfSpan(
      span.slice(1).map((part) => Number(part ?? 0)),
      minutes,
    );
  const fields = schedule.trim().split(/\s+/);
  const [second, minute] = fields.length === 5 ? ['0', fields[0]] : fields;
  const seconds = valuesOf(second ?? '');
  const firing = valuesOf(minute ?? '');
  if (![5, 6].includes(fields.length) || seconds === undefined || firing === undefined) return undefined;
  return seconds.size * busiest(firing, minutes);
}

function runsOfSpan([days = 0, hours = 0, mins = 0, secs = 0]: readonly number[], minutes: number): number {
  const period = ((days * 24 + hours) * 60 + mins) * 60 + secs;
  return period === 0 ? Number.POSITIVE_INFINITY : Math.ceil((minutes * 60) / period);
}

/** The most minutes that fire within a window, which may begin in one hour and end in the next. */
function busiest(firing: ReadonlySet<number>, minutes: number): number {
  const within = (start: number) =>
    Array.from({ length: minutes }, (_, index) => (start + index) % 60).filter((minute) => firing.has(minute)).length;
  return Math.max(...Array.from({ length: 60 }, (_, start) => within(start)));
}

/** The values of a field of 0 to 59: a list of `*`, `5`, `5-20`, each with an optional `/step`. */
function valuesOf(field: string): ReadonlySet<number> | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part);
    if (match === null) return undefined;
    const [, from, to, step] = match;
    const first = Number(from ?? 0);
    // `5/15` is every 15 from 5 on.
    const last = Number(to ?? (from === undefined || step !== undefined ? 59 : from));
    if (last > 59 || first > last || Number(step ?? 1) === 0) return undefined;
    for (let value = first; value <= last; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}
