import { planWrites } from '../../src/pipeline/storing/planWrites.ts';
import { benchRow } from './benchBatches.ts';
import { benchEvents, take } from './benchEvents.ts';
import { median, rate } from './rate.ts';

const eventsPerBatch = 1_000;
const rounds = 5;

/** Tweets per second from the bytes of an event to planned requests, on one core. The median of rounds of so many. */
export async function measureDecoding(tweets: number): Promise<number> {
  const events = benchEvents();
  const given = Array.from({ length: tweets / eventsPerBatch }, () => take(eventsPerBatch, events));
  const work = () => {
    for (const batch of given) planWrites(batch.map(benchRow));
  };
  // Until the code is compiled.
  for (let round = 0; round < rounds; round += 1) work();
  const rates: number[] = [];
  for (let round = 0; round < rounds; round += 1) rates.push(await rate(tweets, work));
  return Math.round(median(rates));
}
