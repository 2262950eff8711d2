import type { Finding } from '../finding.ts';
import { lineAt } from './lineAt.ts';
import type { AnalysedQuery } from './loadKusto.ts';
import { type QueryFiles, queriesFolder, runbookFile } from './queryFiles.ts';
import { type Alert, readAlerts } from './readAlerts.ts';

export interface AnalysedInScope extends AnalysedQuery {
  /** Of whom it can be asked: `applicationInsights` or `workspace`. */
  readonly scope: string;
}

/** What Kusto found of each query. */
export type Analysed = ReadonlyMap<string, AnalysedInScope>;

/** Holds alerts, queries and runbook together: none without the others. */
export function wrongInAlerts(files: QueryFiles, analysed: Analysed): readonly Finding[] {
  const alerts = [...files.alerts].flatMap(([file, text]) => readAlerts(file, text));
  return [
    ...unread(files, alerts),
    ...alerts.flatMap((alert) => wrongInQueryOf(alert, analysed)),
    ...withoutSection(files, alerts),
    ...brokenLinks(files),
    ...unlinked(files),
  ];
}

function wrongInQueryOf({ query, ...alert }: Alert, analysed: Analysed): readonly Finding[] {
  if (query === undefined) return [];
  const known = analysed.get(`${queriesFolder}/${query.file}`);
  if (known === undefined) return [wrongAlert('alert-query', alert, `There is no ${queriesFolder}/${query.file}.`)];
  const type = known.columns.get(query.measure);
  const findings: Finding[] = [];
  if (type === undefined || !['long', 'int', 'real', 'decimal'].includes(type)) {
    const columns = [...known.columns].map(([name, of]) => `${name} (${of})`).join(', ');
    const message = `${query.file} gives no number "${query.measure}" to measure. It gives: ${columns}.`;
    findings.push(wrongAlert('alert-measure', alert, message));
  }
  if (known.scope !== query.scope) {
    const message = `${query.file} can be asked of the ${known.scope}, and the alert asks the ${query.scope}.`;
    findings.push(wrongAlert('alert-scope', alert, message));
  }
  return findings;
}

/** What `readAlerts` does not know would be held by no rule. */
function unread({ alerts: texts }: QueryFiles, alerts: readonly Alert[]): readonly Finding[] {
  return [...texts].flatMap(([file, text]) => {
    const found = alerts.filter((alert) => alert.file === file);
    const loaded = [...text.matchAll(/loadTextContent\(/g)].length;
    const asking = found.filter(({ query }) => query !== undefined).length;
    if (found.length > 0 && asking === loaded) return [];
    const fact = `${found.length} alerts were found, ${asking} of them with a query, and ${loaded} queries are loaded.`;
    return [wrongAlert('alerts', { file, line: 1 }, `${fact} Keep to the form of readAlerts.ts.`)];
  });
}

/** As Git servers make the anchor of a heading. */
function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

function withoutSection({ runbook }: QueryFiles, alerts: readonly Alert[]): readonly Finding[] {
  const anchors = anchorsOf(runbook);
  return alerts
    .filter(({ name }) => !anchors.includes(name))
    .map((alert) => wrongAlert('alert-runbook', alert, `${runbookFile} has no section #${alert.name}. Write it.`));
}

function brokenLinks({ runbook, queries }: QueryFiles): readonly Finding[] {
  const anchors = anchorsOf(runbook);
  return [...runbook.matchAll(/\]\((?:#([\w-]+)|\.\.\/(infra\/queries\/[\w.-]+))\)/g)]
    .filter(([, anchor, file]) => !(anchor === undefined ? queries.has(file ?? '') : anchors.includes(anchor)))
    .map(({ index, 0: link }) => ({
      rule: 'runbook-links',
      file: runbookFile,
      line: lineAt(runbook, index),
      message: `The link "${link.slice(2, -1)}" leads nowhere.`,
    }));
}

/** A query that no document names is found by nobody. */
function unlinked({ runbook, queries }: QueryFiles): readonly Finding[] {
  return [...queries.keys()]
    .filter((file) => !runbook.includes(`](../${file})`))
    .map((file) => ({
      rule: 'query-documented',
      file,
      line: 1,
      message: `${runbookFile} has no link to it. Add one.`,
    }));
}

function wrongAlert(rule: string, { file, line }: Pick<Finding, 'file' | 'line'>, message: string): Finding {
  return { rule, file, line, message };
}
