import { resolve } from 'node:path';

export type PathParser = (text: string) => string;

/** Reads a path for commander: relative to the folder, or as it is without one. An empty one stays, to be refused. */
export function pathArgument(folder: string | undefined): PathParser {
  return (text) => (folder === undefined || text === '' ? text : resolve(folder, text));
}
