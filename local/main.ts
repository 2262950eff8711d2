import { readConfig } from '../src/config.ts';
import { say } from './commandLine/say.ts';
import { refuseWhileRunning } from './running/running.ts';
import { pointToLocal } from './settings/developmentSettings.ts';
import { readSettings } from './settings/readSettings.ts';
import { describeTwitter } from './supervision/describeTwitter.ts';
import { checkApp, startLocalHost } from './supervision/localHost.ts';
import { parseStartOptions, type StartOptions } from './supervision/startOptions.ts';
import { startRunView } from './supervision/startRunView.ts';
import { untilEnd } from './supervision/watchEndings.ts';
import { type Run, withServices } from './supervision/withServices.ts';
import { withTwitterStandIn } from './supervision/withTwitterStandIn.ts';

/** `npm start`: storage, hub and host as far as the settings do not name real ones, and a view of what travels. */
export async function run(args: readonly string[]): Promise<void> {
  const options = parseStartOptions(args);
  const root = process.cwd();
  const { values: settings, origin } = readSettings(root, process.env);
  await withTwitterStandIn(options.twitterStandIn, settings, async (values, twitter) => {
    readConfig(values);
    refuseWhileRunning(root);
    await checkApp(root, values);
    if (origin === 'local.settings.json.example') say(`No local.settings.json here; using the settings of ${origin}.`);
    await withServices({ root, values, ports: options.ports, takenPort: 'replace', say }, (run) =>
      runPipeline(run, { options, root, values: pointToLocal(values, run.services.endpoints), twitter }),
    );
  });
}

interface Pipeline {
  readonly options: StartOptions;
  readonly root: string;
  /** App settings that name real endpoints only. */
  readonly values: Readonly<Record<string, string>>;
  /** Where a stand-in for X listens, if there is one. */
  readonly twitter: string | undefined;
}

/** View before host, so that the first event is seen; host before view at the end, so that the last one is. */
async function runPipeline({ services, endings, publish }: Run, pipeline: Pipeline): Promise<void> {
  const { options, root, values, twitter } = pipeline;
  for (const line of twitter === undefined ? [] : describeTwitter(twitter, values)) say(line);
  const view = startRunView(options, readConfig(values), services.hubIsNew);
  try {
    if (services.hub) await view.started;
    const host = await startLocalHost(options, root, values);
    try {
      const functionsHost = `http://127.0.0.1:${host.ready.port}`;
      const { TWITTER_MAX_POSTS_PER_DAY: twitterMaxPostsPerDay } = values;
      publish({ functionsHost, ...(twitter !== undefined && { twitter, twitterMaxPostsPerDay }) });
      say(`Functions host on ${functionsHost}; Ctrl-C stops everything.`);
      await untilEnd(endings, [services.storage?.process, services.hub, host]);
    } finally {
      await host.stop(hostStopsWithinMs);
    }
  } finally {
    await view.close();
  }
}

/** Longer than the host takes for its last checkpoints, shorter than what a person waits after Ctrl-C. */
const hostStopsWithinMs = 1_600;
