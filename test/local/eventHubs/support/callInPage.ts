import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = join(__dirname, '..', '..', '..', '..', 'local', 'eventHubs', 'http', 'page');

/** A node that a function of the page made: a text, or an element. */
export type PageNode =
  | string
  | {
      readonly name: string;
      readonly attributes: Readonly<Record<string, string>>;
      readonly children: readonly PageNode[];
    };

/** A document that knows elements, attributes and text, and nothing that would read markup. */
const program = `
  class Element {
    attributes = {};
    children = [];
    constructor(name) { this.name = name; }
    setAttribute(name, value) { this.attributes[name] = value; }
    append(...children) { this.children.push(...children); }
  }
  globalThis.document = { createElement: (name) => new Element(name) };
  const [module, name, calls] = JSON.parse(process.env.CALLS);
  const called = (await import(module))[name];
  process.stdout.write(JSON.stringify(calls.map((input) => called(...input) ?? null)));`;

/**
 * Calls a function of the page once per list of arguments, in a Node.js of its own, since Jest does not load .mjs files.
 * Results come back as JSON, null for undefined.
 */
export function callInPage(module: string, name: string, calls: readonly (readonly unknown[])[]): readonly unknown[] {
  const CALLS = JSON.stringify([pathToFileURL(join(folder, module)).href, name, calls]);
  const node = [process.execPath, ['--input-type=module', '-e', program]] as const;
  const results: unknown = JSON.parse(execFileSync(...node, { encoding: 'utf8', env: { ...process.env, CALLS } }));
  return Array.isArray(results) ? results : [];
}
