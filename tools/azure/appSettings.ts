import type { DeploymentOutputs } from './parseOutputs.ts';

/**
 * The app settings under which a command of `tools/` works at a deployment, as `src/config.ts` reads them, with the
 * identity of whoever is signed in: no key, and no `__credential` or `__clientId`, which name the app's own identity.
 */
export function appSettings(outputs: DeploymentOutputs): Record<string, string> {
  return {
    EventHubConnection__fullyQualifiedNamespace: outputs.eventHubsNamespace,
    EVENT_HUB_NAME: outputs.eventHubName,
    TweetStorage__tableServiceUri: outputs.tableServiceUri,
    TweetStorage__blobServiceUri: outputs.blobServiceUri,
    // Required by the whole of the settings; no command that looks at a deployment makes tweets.
    TWEET_SOURCE: 'test',
  };
}
