import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { credentialOf } from '../src/adapters/credential.ts';
import { azureCli } from './azure/azureCli.ts';
import { signedIn } from './azure/signedIn.ts';
import { buildPackage } from './buildPackage/buildPackage.ts';
import { deploy } from './deploy/deploy.ts';
import { deployed } from './deploy/proof/deployed.ts';
import { tellingWrongOptions } from './tellingWrongOptions.ts';

/** `npm run deploy`: builds the package, publishes it and proves that it works. */
export async function run(args: readonly string[], root = process.cwd()): Promise<void> {
  const { env: environment, stdout: output, stderr: progress } = process;
  // The proof is read as whoever az is signed in as, who publishes: a refusal then names the right one.
  environment.AZURE_TOKEN_CREDENTIALS ??= 'AzureCliCredential';
  await tellingWrongOptions(async () => {
    const proven = await deploy(args, {
      environment,
      azure: azureCli(environment),
      output,
      progress,
      wait: (ms) => wait(ms),
      clock: () => performance.now(),
      buildPackage: () => buildPackage({ root, built: join(root, 'dist'), to: join(root, 'dist', 'app') }),
      lookAt: deployed,
      firstQuery: readFileSync(join(root, 'infra', 'queries', 'newest-lines.kql'), 'utf8'),
      whoIsSignedIn: () => signedIn(credentialOf({ managed: false })),
    });
    if (!proven) process.exitCode = 1;
  });
}
