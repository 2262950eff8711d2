import { safeText } from '../../../local/view/safeText.ts';
import type { AzureCli } from '../../azure/azureCli.ts';
import { orElse } from '../../azure/orElse.ts';
import type { DeploymentOutputs } from '../../azure/parseOutputs.ts';
import { queryTelemetry } from '../../azure/queryTelemetry.ts';

/** What a function said last when it failed, in one line; undefined when it said nothing, or its log cannot be read. */
export async function newestTrouble(
  name: 'publishTweets' | 'storeTweets',
  sinceMs: number,
  outputs: DeploymentOutputs,
  azure: AzureCli,
): Promise<string | undefined> {
  const [row] = await orElse(queryTelemetry(newestTroubleQuery(name, sinceMs), outputs, azure), []);
  return typeof row?.text === 'string' ? safeText(row.text.slice(0, 500)) : undefined;
}

export function newestTroubleQuery(name: string, sinceMs: number): string {
  return `union
  (exceptions | project timestamp, operation_Name, text = outerMessage),
  (traces | where severityLevel >= 3 | project timestamp, operation_Name, text = message)
| where timestamp > datetime(${new Date(sinceMs).toISOString()}) and operation_Name == '${name}' and isnotempty(text)
| top 1 by timestamp desc`;
}
