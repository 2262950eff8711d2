import type { Finding } from '../finding.ts';
import { lineAt } from './lineAt.ts';
import { loadKusto } from './loadKusto.ts';
import { type QueryFiles, readQueryFiles } from './queryFiles.ts';
import tables from './tables.json';
import { type Analysed, type AnalysedInScope, wrongInAlerts } from './wrongInAlerts.ts';
import { wrongInQuery } from './wrongInQuery.ts';

/** What is wrong with the queries of a repository, the alerts that ask them and the runbook that explains both. */
export async function checkQueries(root: string): Promise<readonly Finding[]> {
  return checkQueryFiles(readQueryFiles(root));
}

/** The same, of files that are read already. */
export function checkQueryFiles(files: QueryFiles): readonly Finding[] {
  const analysed = analyseAll(files);
  const ofQueries = [...files.queries].flatMap(([file, text]) => {
    const faults = analysed.get(file)?.faults ?? [];
    const refused = faults.map(({ message, start }) => ({ rule: 'query-syntax', line: lineAt(text, start), message }));
    return [...refused, ...wrongInQuery(text, files.functions)].map((wrong) => ({ ...wrong, file }));
  });
  return [...ofQueries, ...wrongInAlerts(files, analysed)];
}

/** Each query as the scope understands it that it can be asked of: most are for Application Insights. */
function analyseAll({ queries }: QueryFiles): Analysed {
  const kusto = loadKusto();
  const ofComponent = kusto(tables.scopes.applicationInsights);
  const ofWorkspace = kusto(tables.scopes.workspace);
  const analyse = (text: string): AnalysedInScope => {
    const component = { scope: 'applicationInsights', ...ofComponent(text) };
    if (component.faults.length === 0) return component;
    const workspace = { scope: 'workspace', ...ofWorkspace(text) };
    return workspace.faults.length === 0 ? workspace : component;
  };
  return new Map([...queries].map(([file, text]) => [file, analyse(text)]));
}
