import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { PublishRuns } from '../../../../tools/verify/load/publishRuns.ts';
import { until } from '../../../support/until.ts';

const servers: ReturnType<typeof createServer>[] = [];

/** A host's admin interface that answers so. */
async function anAdmin(status: number) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { asked, port: isAddress(address) ? address.port : 0 };
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** Goes until told otherwise. */
function going(runs: PublishRuns) {
  const given = new AbortController();
  const gone = runs.go(() => true, given.signal).catch(() => undefined);
  return async () => {
    given.abort();
    await gone;
  };
}

const asIs = { withinMs: 5_000, otherwise: () => 'no run began' };

describe('runs of publishTweets beside the load', () => {
  it('are started by the admin interface, and counted by what the function says', async () => {
    const { asked, port } = await anAdmin(202);
    const runs = new PublishRuns({ port: () => port, tweetsPerRun: 20 });
    const end = going(runs);
    await until(() => asked.length === 1, asIs);
    expect(asked).toEqual(['POST /admin/functions/publishTweets']);
    expect(runs.underWay).toBe(20);
    runs.read('[2026-11-20T22:30:00.000Z] Published 20 tweets to 4 partitions (test source).');
    runs.read("[2026-11-20T22:30:00.000Z] Executed 'publishTweets' (succeeded, Id=x, Duration=3ms)");
    expect([runs.published, runs.underWay]).toEqual([20, 0]);
    await end();
  });

  it('are none where the app has no such function', async () => {
    const { asked, port } = await anAdmin(404);
    const runs = new PublishRuns({ port: () => port, tweetsPerRun: 20 });
    const gone = runs.go(() => asked.length === 0, new AbortController().signal);
    await until(() => asked.length === 1 && runs.underWay === 0, asIs);
    await gone;
    expect(runs.troubles).toEqual(['publishTweets was asked for 1 run and published nothing: HTTP 404.']);
  });

  it('are tried a few times more where all of them fail, and then told of', async () => {
    const { asked, port } = await anAdmin(202);
    const runs = new PublishRuns({ port: () => port, tweetsPerRun: 20, everyMs: 1 });
    expect(runs.troubles).toEqual([]);
    const gone = runs.go(() => false, new AbortController().signal);
    for (let run = 1; run <= 5; run += 1) {
      await until(() => asked.length === run, asIs);
      runs.read('[2026-11-20T22:30:00.000Z] The run failed: TypeError, with 0 tweets published before (test source).');
      runs.read("[2026-11-20T22:30:00.000Z] Executed 'publishTweets' (failed, Id=x, Duration=3ms)");
    }
    await gone;
    expect(runs.troubles).toEqual([
      'publishTweets was asked for 5 runs and published nothing: its lines are in the log of the first host.',
    ]);
  });

  it('are not those that the host could not begin, for its own storage was away', async () => {
    const { asked, port } = await anAdmin(202);
    const runs = new PublishRuns({ port: () => port, tweetsPerRun: 20, everyMs: 1 });
    const end = going(runs);
    for (let run = 1; run <= 6; run += 1) {
      await until(() => asked.length === run && runs.underWay > 0, asIs);
      runs.read(
        '[2026-11-20T22:30:00.000Z] Function publishTweets was not run: The storage account of X does not answer',
      );
    }
    await end();
    expect([runs.asked > 1, runs.troubles.length > 1]).toEqual([false, false]);
  });

  it('are no more once one of them has published, whatever became of the others', async () => {
    const { asked, port } = await anAdmin(202);
    const runs = new PublishRuns({ port: () => port, tweetsPerRun: 20, everyMs: 1 });
    const gone = runs.go(() => false, new AbortController().signal);
    const beganMs = Date.now();
    await until(() => asked.length === 1, asIs);
    runs.read("[2026-11-20T22:30:00.000Z] Executed 'publishTweets' (failed, Id=x, Duration=3ms)");
    await until(() => asked.length === 2, asIs);
    runs.read('[2026-11-20T22:30:00.000Z] Published 20 tweets to 4 partitions (test source).');
    runs.read("[2026-11-20T22:30:00.000Z] Executed 'publishTweets' (succeeded, Id=x, Duration=3ms)");
    await gone;
    expect([runs.asked, runs.troubles]).toEqual([2, []]);
    const [told] = runs.told;
    expect(told).toMatchObject({ tweets: 20 });
    expect(told?.fromMs).toBeGreaterThanOrEqual(beganMs);
    expect(told?.toMs).toBeGreaterThanOrEqual(told?.fromMs ?? Number.POSITIVE_INFINITY);
  });

  it('are waited for when the load is over', async () => {
    const { asked, port } = await anAdmin(202);
    const runs = new PublishRuns({ port: () => port, tweetsPerRun: 20, everyMs: 1 });
    let ended = false;
    const gone = runs
      .go(() => asked.length === 0, new AbortController().signal)
      .then(() => {
        ended = true;
      });
    await until(() => asked.length === 1, asIs);
    runs.read('[2026-11-20T22:30:00.000Z] Published 20 tweets to 4 partitions (test source).');
    // Longer than until the next run would begin.
    await setTimeout(200);
    expect(ended).toBe(false);
    runs.read("[2026-11-20T22:30:00.000Z] Executed 'publishTweets' (succeeded, Id=x, Duration=3ms)");
    await gone;
  });

  it('end with their host', async () => {
    let port: number | undefined = (await anAdmin(202)).port;
    const runs = new PublishRuns({ port: () => port, tweetsPerRun: 20 });
    const end = going(runs);
    await until(() => runs.underWay === 20, asIs);
    port = undefined;
    expect(runs.underWay).toBe(0);
    await end();
  });
});
