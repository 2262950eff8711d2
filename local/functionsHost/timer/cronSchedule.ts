import { Cron } from 'croner';
import { utcOffsetMinutes } from './utcOffset.ts';

export interface CronOptions {
  /** Allowed values of second, minute, hour, day, month, day of the week. */
  readonly values: readonly (readonly number[])[];
  /** Written with `*`, `-` or `/` in second, minute or hour: goes on in an hour that a clock repeats. Others run once there. */
  readonly isInterval: boolean;
  readonly timeZone: string;
}

export interface CronSchedule {
  /** Undefined when there is no occurrence any more. Milliseconds since 1970. */
  firstAfter(after: number): number | undefined;
}

const dayMs = 86_400_000;
const quarterMs = 900_000;
const quartersInTwoHours = 8;
const twoHoursMs = quartersInTwoHours * quarterMs;
const candidatesInARepeatedHour = 3600;

/** Day and day of the week must both match, unlike in Unix cron. CrontabSchedule.cs of https://github.com/atifaziz/NCrontab */
export function createCronSchedule({ values, isInterval, timeZone }: CronOptions): CronSchedule {
  const pattern = values.map((field) => field.join(',')).join(' ');
  const create = (zone: { timezone: string } | { utcOffset: number }): Cron =>
    new Cron(pattern, { ...zone, mode: '6-part', domAndDow: true });
  const local = create({ timezone: timeZone });
  const next = (cron: Cron, after: number): number | undefined => cron.nextRun(new Date(after))?.getTime();

  // From within a repeated hour croner finds times of the hour before; those have been.
  const usualAfter = (after: number): number | undefined => {
    let found = next(local, after);
    for (let tries = 1; found !== undefined && found <= after && tries <= quartersInTwoHours; tries += 1) {
      found = next(local, after + tries * quarterMs);
    }
    return found;
  };

  // croner leaves a repeated hour out. With the clock held at one offset it is seen; only what the local clock then
  // really shows at that offset counts.
  const atOffset = (utcOffset: number, after: number, before: number): number | undefined => {
    const cron = create({ utcOffset });
    let found = next(cron, after);
    for (let tries = 0; found !== undefined && found < before && tries < candidatesInARepeatedHour; tries += 1) {
      if (utcOffsetMinutes(found, timeZone) === utcOffset) return found;
      found = next(cron, found);
    }
    return undefined;
  };

  return {
    firstAfter: (after) => {
      const usual = usualAfter(after);
      if (!isInterval || usual === undefined) return usual;
      const around = [after - twoHoursMs, after, after + dayMs].map((time) => utcOffsetMinutes(time, timeZone));
      const offsets = [...new Set(around)];
      if (offsets.length === 1) return usual;
      return Math.min(usual, ...offsets.map((offset) => atOffset(offset, after, usual) ?? usual));
    },
  };
}
