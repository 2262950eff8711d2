import { isRecord } from '../../src/pipeline/tweet.ts';
import type { AzureCli } from './azureCli.ts';
import type { DeploymentOutputs } from './parseOutputs.ts';
import { readResource, siteId, valuesOf, webApiVersion } from './resourceManager.ts';

/** A function as Azure knows it, once the app has loaded it. */
export interface DeployedFunction {
  readonly name: string;
  readonly disabled: boolean;
}

/** The functions that Azure has found in the app. Rejects as `az` does. */
export async function functionsOfApp(
  outputs: DeploymentOutputs,
  azure: AzureCli,
): Promise<readonly DeployedFunction[]> {
  const answer = await readResource(azure, `${siteId(outputs)}/functions`, webApiVersion);
  return valuesOf(answer).flatMap((value) => {
    const properties = isRecord(value) && isRecord(value.properties) ? value.properties : {};
    const { name, isDisabled } = properties;
    return typeof name === 'string' ? [{ name, disabled: isDisabled === true }] : [];
  });
}
