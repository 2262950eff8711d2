import { mostRuns } from './runsOfSchedule.ts';

/** With an app-only token. https://docs.x.com/x-api/fundamentals/rate-limits */
const requestsPerWindow = 450;
const windowMinutes = 15;

/** What is wrong with a schedule whose runs could ask X for more than its rate limit lets through. */
export function wrongWithSchedule(schedule: string, maxPagesPerRun: number): string | undefined {
  const runs = mostRuns(schedule, windowMinutes);
  if (runs === undefined || runs * maxPagesPerRun <= requestsPerWindow) return undefined;
  const most = Math.floor(requestsPerWindow / maxPagesPerRun);
  const fact = `is "${schedule}": up to ${runs} runs in ${windowMinutes} minutes, each of up to ${maxPagesPerRun} requests (TWITTER_MAX_PAGES_PER_RUN)`;
  const limit = `X takes ${requestsPerWindow} requests in that time, which is ${most} runs`;
  return `${fact}. ${limit}. Set it to "0 * * * * *" for every minute.`;
}
