import type { AzureCli } from './azureCli.ts';
import { orElse } from './orElse.ts';
import type { DeploymentOutputs } from './parseOutputs.ts';
import { queryTelemetry } from './queryTelemetry.ts';

export const timeQuery = 'print present = now()';

/**
 * What time it is where lines are stamped, in ms: with this machine's clock, which may be minutes behind, a line from
 * before a deployment would pass for one of it. Undefined where Azure does not say. Rejects for Ctrl-C alone.
 */
export async function telemetryTime(outputs: DeploymentOutputs, azure: AzureCli): Promise<number | undefined> {
  const [row] = await orElse(queryTelemetry(timeQuery, outputs, azure), []);
  const time = Date.parse(String(row?.present));
  return Number.isNaN(time) ? undefined : time;
}
