import { FunctionsHostError } from '../functionsHostError.ts';
import type { Settings } from '../settings.ts';

/**
 * The zone in which timers read their clocks: `WEBSITE_TIME_ZONE`, else `TZ`, else UTC. A WEBSITE_TIME_ZONE that is no IANA
 * name is refused; an odd TZ, which a shell may have set for other purposes, means UTC.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-time-zones
 */
export function readTimeZone(settings: Settings): string {
  const wanted = settings.get('WEBSITE_TIME_ZONE');
  if (wanted !== undefined && wanted !== '') {
    if (isTimeZone(wanted)) return wanted;
    throw new FunctionsHostError(
      'setting',
      `App setting WEBSITE_TIME_ZONE is "${wanted}", which is no IANA time zone. Write one such as "Europe/Berlin".`,
    );
  }
  const shell = settings.get('TZ')?.replace(/^:/, '');
  return shell !== undefined && isTimeZone(shell) ? shell : 'UTC';
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
