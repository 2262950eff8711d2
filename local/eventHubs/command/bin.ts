#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askedToEnd } from './askedToEnd.ts';
import { eventHubsCommand } from './eventHubsCommand.ts';

/** The command of the package. */
async function main(): Promise<void> {
  const { stdout: output, stderr: progress } = process;
  const exit = (code: number): void => process.exit(code);
  const asked = askedToEnd(output, progress);
  const name = { name: 'event-hubs-emulator', version: ownVersion() };
  process.exitCode = await eventHubsCommand(process.argv.slice(2), name, { output, progress, asked, exit });
}

/** As the package's manifest has it. */
function ownVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));
  return manifest instanceof Object && 'version' in manifest ? String(manifest.version) : 'unknown';
}

void main();
