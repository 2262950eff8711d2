import { pointToStandIn } from '../settings/standInSettings.ts';
import { generatedArrivals } from '../twitter/posts/generatedArrivals.ts';
import { startTwitterStandIn } from '../twitter/startTwitterStandIn.ts';
import { standInPostsPerMinute } from './describeTwitter.ts';

type Values = Readonly<Record<string, string>>;

const hourMs = 3_600_000;

/** X's 7 days would be more than this machine needs to hold. */
const keptMs = 24 * hourMs;

/** The same world at every start: who starts again finds what was read before, and reads on. */
const seed = 20_261_120;

/**
 * Does some work with the settings, or, where a stand-in for X is wanted, with those that mean it; it serves as long as
 * the work goes on. It listens in this process, so that it ends with it, however that comes.
 */
export async function withTwitterStandIn(
  isWanted: boolean,
  values: Values,
  work: (values: Values, url?: string) => Promise<void>,
): Promise<void> {
  if (!isWanted) return await work(values);
  const startMs = Date.now() - 2 * hourMs;
  const world = { seed, startMs, perMinute: standInPostsPerMinute, reachesBackMs: keptMs };
  const standIn = await startTwitterStandIn({ arrivals: generatedArrivals(world), keptMs, requestsKept: 100 });
  try {
    await work(pointToStandIn(values, standIn.url, process.env), standIn.url);
  } finally {
    await standIn.close();
  }
}
