import { whenAborted } from '../../local/functionsHost/whenAborted.ts';
import { type Needed, toolSettings } from '../../local/settings/toolSettings.ts';
import { credentialOf } from '../../src/adapters/credential.ts';
import { accessRefused } from './accessRefused.ts';
import { appSettings } from './appSettings.ts';
import { azureCli } from './azureCli.ts';
import { deploymentOutputs } from './deploymentOutputs.ts';
import type { Use } from './roleFor.ts';
import { signedIn } from './signedIn.ts';
import { twitterSettings } from './twitterSettings.ts';

/** Where a command looks, and what it does there. */
export interface Place {
  /** A function app in Azure; undefined for what the settings of the folder name. */
  readonly app: string | undefined;
  readonly uses: readonly Use[];
  /** Whether it needs to know what is asked of X, which a command at a deployment else does not ask. */
  readonly needsTwitter?: boolean;
}

export interface PlaceSurroundings {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly progress: NodeJS.WritableStream;
  /** Ends the wait for az, which may take seconds; the rejection has its reason. */
  readonly signal?: AbortSignal;
}

type Settings = Readonly<Record<string, string>>;

/**
 * Works with the settings of the folder, or with those of a deployment and nothing else: neither the folder's settings
 * nor the environment's are mixed in. Rejects as the work does, with SettingsError or AzureError when there are no
 * settings, and with AccessRefusedError where the deployment refuses.
 */
export async function withSettings<T>(
  { app, uses, needsTwitter = false }: Place,
  surroundings: PlaceSurroundings,
  work: (settings: Settings) => Promise<T>,
): Promise<T> {
  if (app === undefined) return work(await folderSettings(uses, surroundings));
  const { environment, progress } = surroundings;
  const azure = azureCli(environment);
  progress.write(`Asking az for the deployment of function app ${app}.\n`);
  const outputs = await untilAborted(surroundings.signal, deploymentOutputs(app, azure));
  actAsAz(environment);
  try {
    const say = (line: string) => void progress.write(`${line}\n`);
    const twitter = needsTwitter ? await twitterSettings(outputs, azure, say) : {};
    return await work({ ...twitter, ...appSettings(outputs) });
  } catch (error) {
    throw await accessRefused(error, {
      outputs,
      uses,
      whoIsSignedIn: () => signedIn(credentialOf({ managed: false })),
    });
  }
}

async function folderSettings(uses: readonly Use[], { root, environment }: PlaceSurroundings): Promise<Settings> {
  const needed = new Set(uses.map(({ part }): Needed => (part === 'hub' ? 'eventHubs' : 'storage')));
  let settings: Settings = {};
  for (const each of needed) settings = await toolSettings(each, root, environment);
  return settings;
}

/** What is given up ends by itself, as az does. */
async function untilAborted<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (signal === undefined) return work;
  work.catch(() => undefined);
  return Promise.race([work, whenAborted(signal).then(() => Promise.reject(signal.reason))]);
}

/**
 * The data is read as whoever az is signed in as, who found the deployment, and not as an identity that the machine may
 * have besides: a refusal then names the right one. https://aka.ms/azsdk/js/identity/credential-chains
 */
function actAsAz(environment: NodeJS.ProcessEnv): void {
  environment.AZURE_TOKEN_CREDENTIALS ??= 'AzureCliCredential';
}
