import { join } from 'node:path';
import { measurePackage } from '../bench/package/measurePackage.ts';
import { parseBench } from '../bench/package/parseBench.ts';
import { buildPackage } from './buildPackage/buildPackage.ts';
import { tellingWrongOptions } from './tellingWrongOptions.ts';

/** `npm run bench:package`: the package's size, and how long its functions take to load. */
export async function run(args: readonly string[], root = process.cwd()): Promise<void> {
  const { stdout: output, stderr: progress } = process;
  await tellingWrongOptions(async () => {
    const { json, starts } = parseBench(args, { output, progress });
    const built = buildPackage({ root, built: join(root, 'dist'), to: join(root, 'dist', 'app') });
    const tell = (line: string): void => void progress.write(`${line}\n`);
    const figures = await measurePackage({ ...built, starts, tell });
    const { packageMiB, loadMs } = figures;
    output.write(
      json
        ? `${JSON.stringify(figures)}\n`
        : `The package has ${packageMiB} MiB; its functions load in ${loadMs} ms.\n`,
    );
  });
}
