import { isRecord } from '../../../src/pipeline/tweet.ts';
import type { AzureCli } from '../../azure/azureCli.ts';
import { orElse } from '../../azure/orElse.ts';
import { ParametersError } from './parametersError.ts';

/**
 * Rejects with ParametersError for a region that does not offer Flex Consumption, of which a provisioning would tell only
 * after it has made half of the rest. Where az cannot say, this says nothing.
 */
export async function checkLocation(location: string, azure: AzureCli): Promise<void> {
  const answer = await orElse(azure.json(['functionapp', 'list-flexconsumption-locations']), undefined);
  const listed: readonly unknown[] = Array.isArray(answer) ? answer : [];
  const names = listed.flatMap((each) => (isRecord(each) && typeof each.name === 'string' ? [each.name] : []));
  if (names.length === 0 || names.some((name) => plain(name) === plain(location))) return;
  const few = names.slice(0, 60).join(', ');
  throw new ParametersError(`AZURE_LOCATION is "${location}", which has no Flex Consumption. There are: ${few}.`);
}

/** `West Europe` and `westeurope` are one region. */
function plain(name: string): string {
  return name.replaceAll(' ', '').toLowerCase();
}
