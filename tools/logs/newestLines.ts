import type { AzureCli } from '../azure/azureCli.ts';
import type { DeploymentOutputs } from '../azure/parseOutputs.ts';
import { queryTelemetry } from '../azure/queryTelemetry.ts';
import { type ToldLine, toldLine } from './toldLine.ts';

/** The newest lines, newest first. Without a time: of the last day, to keep the query cheap. */
export function newestLinesQuery(limit: number, sinceMs?: number): string {
  const since = sinceMs === undefined ? 'ago(1d)' : `datetime(${new Date(sinceMs).toISOString()})`;
  return `traces
| where timestamp > ${since}
| where message contains "batch={" or message contains "attempt={" or message contains "run={"
| top ${limit} by timestamp desc
| project timestamp, message`;
}

/** The newest lines of the pipeline in Application Insights, newest first. Rejects as `az` does. */
export async function newestLines(
  limit: number,
  sinceMs: number | undefined,
  outputs: DeploymentOutputs,
  azure: AzureCli,
): Promise<readonly ToldLine[]> {
  const rows = await queryTelemetry(newestLinesQuery(limit, sinceMs), outputs, azure);
  return rows.map(({ timestamp, message }) => toldLine(timestamp, message)).filter((line) => line !== undefined);
}
