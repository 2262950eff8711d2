import { isUtf8 } from 'node:buffer';
import { readFile } from '../options/readFile.ts';
import { refuse } from '../options/refuse.ts';
import type { HubDefinition } from '../options.ts';
import { findJsonMistake } from './findJsonMistake.ts';
import type { Findings } from './place.ts';
import { readHubs } from './readHubs.ts';

/**
 * The hubs of a file in the form of the official emulator's config.json. `log` is told of what has no effect.
 * @throws EventHubsOptionsError naming every mistake, each on a line of its own with its place in the file
 */
export function readConfigFile(path: string, log: (line: string) => void): readonly HubDefinition[] {
  const findings: Findings = { mistakes: [], warnings: [] };
  const hubs = readHubs({ path: '', value: parse(path, decode(path)), findings });
  for (const warning of findings.warnings) log(`${path}: ${warning}`);
  if (findings.mistakes.length > 0) refuse(findings.mistakes.map((mistake) => `${path}: ${mistake}`).join('\n'));
  return hubs;
}

function decode(path: string): string {
  const bytes = readFile('config', path);
  if (!isUtf8(bytes)) refuse(`${path}: is not UTF-8 text. Save it as UTF-8.`);
  // Editors on Windows begin a file with a byte order mark.
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function parse(path: string, text: string): unknown {
  const mistake = findJsonMistake(text);
  if (!mistake) return JSON.parse(text);
  const before = text.slice(0, mistake.index).split('\n');
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  refuse(`${path}: is not JSON at ${place}: ${mistake.found} stands where ${mistake.expected} must. Correct it there.`);
}
