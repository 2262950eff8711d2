import { resolve } from 'node:path';
import { Command } from 'commander';
import { packEventHubs } from './packEventHubs/packEventHubs.ts';

/** `npm run pack:event-hubs`: the emulator as a package that can be installed without the pipeline. */
export async function run(args: readonly string[], root = process.cwd()): Promise<void> {
  const { to } = new Command('npm run pack:event-hubs --')
    .description('Packs the Event Hubs emulator as an npm package. Publishes nothing.')
    .option('--to <folder>', 'where to write the tarball', 'build')
    .parse([...args], { from: 'user' })
    .opts<{ to: string }>();
  const { tarball, bytes } = packEventHubs({ root, to: resolve(to) });
  process.stdout.write(`Packed ${tarball} (${Math.ceil(bytes / 1024)} KiB). To use it: npm install "${tarball}"\n`);
}
