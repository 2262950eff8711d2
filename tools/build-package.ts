import { join } from 'node:path';
import { buildPackage } from './buildPackage/buildPackage.ts';
import { parseBuildPackage } from './buildPackage/parseBuildPackage.ts';
import { tellingWrongOptions } from './tellingWrongOptions.ts';

/** `npm run build:package`: the folder that is deployed as it stands. The build is the launcher's, just before. */
export async function run(args: readonly string[], root = process.cwd()): Promise<void> {
  const { stdout: output, stderr: progress } = process;
  await tellingWrongOptions(async () => {
    const { json } = parseBuildPackage(args, { output, progress });
    const { folder, dependencies, bytes } = buildPackage({
      root,
      built: join(root, 'dist'),
      to: join(root, 'dist', 'app'),
    });
    const packageMiB = Math.round((bytes / 1024 / 1024) * 10) / 10;
    const sentence = `Wrote ${folder}: ${packageMiB} MiB, ${dependencies} dependencies. To deploy it: npm run deploy -- <app>`;
    output.write(`${json ? JSON.stringify({ folder, packageMiB, dependencies }) : sentence}\n`);
  });
}
