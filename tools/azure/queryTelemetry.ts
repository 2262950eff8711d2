import { isRecord } from '../../src/pipeline/tweet.ts';
import type { AzureCli } from './azureCli.ts';
import { AzureError } from './azureError.ts';
import type { DeploymentOutputs } from './parseOutputs.ts';
import { withPrivateFile } from './withPrivateFile.ts';

/** A row of an answer, by the names of its columns. */
export type TelemetryRow = Readonly<Record<string, unknown>>;

const apiVersion = '2018-04-20';

/**
 * Asks Application Insights (Kusto, tables `traces`, `requests`, …) as whoever `az` is signed in as: being Reader of the
 * component is enough. What the app writes can be asked for two to five minutes later. Rejects as `az` does.
 * https://learn.microsoft.com/rest/api/application-insights/query/execute
 */
export async function queryTelemetry(
  query: string,
  { applicationInsightsId }: Pick<DeploymentOutputs, 'applicationInsightsId'>,
  azure: AzureCli,
): Promise<readonly TelemetryRow[]> {
  const url = `${applicationInsightsId}/query?api-version=${apiVersion}`;
  const answer = await withPrivateFile(JSON.stringify({ query }), (file) =>
    azure.json(['rest', '--method', 'post', '--url', url, '--body', `@${file}`]),
  );
  return rowsOf(answer);
}

function rowsOf(answer: unknown): readonly TelemetryRow[] {
  const tables: readonly unknown[] = isRecord(answer) && Array.isArray(answer.tables) ? answer.tables : [];
  const [table] = tables;
  if (!isRecord(table) || !Array.isArray(table.columns) || !Array.isArray(table.rows)) {
    throw new AzureError('unexpected-answer', 'Application Insights answered without a table.');
  }
  const columns: readonly unknown[] = table.columns;
  const rows: readonly unknown[] = table.rows;
  const names = columns.map((column) => (isRecord(column) ? String(column.name) : ''));
  return rows.map((row) => {
    const values: readonly unknown[] = Array.isArray(row) ? row : [];
    return Object.fromEntries(names.map((name, index) => [name, values[index]]));
  });
}
