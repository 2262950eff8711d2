import type { Finding } from '../finding.ts';
import { lineAt } from './lineAt.ts';
import type { AnalysedQuery } from './loadKusto.ts';
import { alertsFile, type QueryFiles, queriesFolder, runbookFile } from './queryFiles.ts';
import { type Alert, readAlerts } from './readAlerts.ts';

export interface AnalysedInScope extends AnalysedQuery {
  /** Of whom it can be asked: `applicationInsights` or `workspace`. */
  readonly scope: string;
}

/** What Kusto found of each query. */
export type Analysed = ReadonlyMap<string, AnalysedInScope>;

/** Holds alerts, queries and runbook together: none without the others. */
export function wrongInAlerts(files: QueryFiles, analysed: Analysed): readonly Finding[] {
  const alerts = readAlerts(files.alerts);
  if (alerts.length === 0) return [wrongAlert('alerts', 1, 'No alert was found. Keep to the form of readAlerts.ts.')];
  return [
    ...alerts.flatMap((alert) => wrongInQueryOf(alert, analysed)),
    ...unloaded(files, alerts),
    ...withoutSection(files, alerts),
    ...brokenLinks(files),
    ...unlinked(files),
  ];
}

function wrongInQueryOf({ line, query }: Alert, analysed: Analysed): readonly Finding[] {
  if (query === undefined) return [];
  const known = analysed.get(`${queriesFolder}/${query.file}`);
  if (known === undefined) return [wrongAlert('alert-query', line, `There is no ${queriesFolder}/${query.file}.`)];
  const type = known.columns.get(query.measure);
  const findings: Finding[] = [];
  if (type === undefined || !['long', 'int', 'real', 'decimal'].includes(type)) {
    const columns = [...known.columns].map(([name, of]) => `${name} (${of})`).join(', ');
    const message = `${query.file} gives no number "${query.measure}" to measure. It gives: ${columns}.`;
    findings.push(wrongAlert('alert-measure', line, message));
  }
  if (known.scope !== query.scope) {
    const message = `${query.file} can be asked of the ${known.scope}, and the alert asks the ${query.scope}.`;
    findings.push(wrongAlert('alert-scope', line, message));
  }
  return findings;
}

/** A query that alerts.bicep loads in another way than `readAlerts` knows would be held by no rule above. */
function unloaded({ alerts: text }: QueryFiles, alerts: readonly Alert[]): readonly Finding[] {
  const read = alerts.filter(({ query }) => query !== undefined).length;
  const loaded = [...text.matchAll(/loadTextContent\(/g)].length;
  if (read === loaded) return [];
  return [wrongAlert('alerts', 1, `${loaded} queries are loaded, and ${read} alerts with one were found.`)];
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
    .map(({ name, line }) => wrongAlert('alert-runbook', line, `${runbookFile} has no section #${name}. Write it.`));
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

function wrongAlert(rule: string, line: number, message: string): Finding {
  return { rule, file: alertsFile, line, message };
}
