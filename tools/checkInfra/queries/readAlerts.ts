import { lineAt } from './lineAt.ts';

/** An alert, and where it is made. */
export interface Alert {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Of a log alert: what it asks whom, and the column whose values it looks at. */
  readonly query?: { readonly file: string; readonly measure: string; readonly scope: string } | undefined;
}

/**
 * The alerts that a module makes: entries of its lists, which begin with `name` and `text`, and metric alerts that are
 * resources of their own. The lists are in a form of ours, so that reading them takes no grammar.
 */
export function readAlerts(file: string, bicep: string): readonly Alert[] {
  const listed = [...bicep.matchAll(/^ {2}\{\n {4}name: '([\w-]+)'\n {4}text: [\s\S]*?\n {2}\}$/gm)];
  const alone = [
    ...bicep.matchAll(/^resource \w+ 'Microsoft\.Insights\/metricAlerts@[^']+' = \{\n {2}name: '([\w-]+)'/gm),
  ];
  return [...listed, ...alone].map(({ 0: text, 1: name = '', index }) => ({
    name,
    file,
    line: lineAt(bicep, index),
    query: queryOf(text),
  }));
}

function queryOf(text: string): Alert['query'] {
  const [, file] = /^ {4}query: loadTextContent\('\.\.\/queries\/([\w-]+\.kql)'\)$/m.exec(text) ?? [];
  const [, measure = ''] = /^ {4}measure: '(\w+)'$/m.exec(text) ?? [];
  const [, scope = ''] = /^ {4}scope: (\w+)Id$/m.exec(text) ?? [];
  return file === undefined ? undefined : { file, measure, scope };
}
