import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Answer } from './answer.ts';

/** The explorer's page: files as browsers take them, beside this module in the sources as in the built package. */
const folder = join(__dirname, 'page');

const contentTypes: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
]);

let files: ReadonlyMap<string, Answer> | undefined;

/** The file at that path, from memory; `/` is the page itself. Undefined when there is none. */
export function pageFile(path: string): Answer | undefined {
  files ??= new Map(readdirSync(folder).flatMap(fileAnswer));
  return files.get(path === '/' ? '/index.html' : path);
}

function fileAnswer(name: string): readonly (readonly [string, Answer])[] {
  const type = contentTypes.get(extname(name));
  if (type === undefined) return [];
  return [[`/${name}`, { status: 200, headers: { 'Content-Type': type }, body: readFileSync(join(folder, name)) }]];
}
