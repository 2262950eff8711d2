import { readFileSync } from 'node:fs';
import { Language, type Node, Parser } from 'web-tree-sitter';

/** Text in, syntax tree out. The tree is lax: see `syntaxProblems.ts`. */
export type BicepParser = (text: string) => Node;

let opened: Promise<BicepParser> | undefined;

/** Loads the grammar once per process; it is WebAssembly, so any machine with Node runs it. */
export function openBicepParser(): Promise<BicepParser> {
  opened ??= load();
  return opened;
}

async function load(): Promise<BicepParser> {
  await Parser.init();
  const grammar = require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm');
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(grammar)));
  return (text) => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error('The Bicep grammar gave no tree, which it does only without a language.');
    return tree.rootNode;
  };
}
