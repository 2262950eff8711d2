import { isRecord } from '../../../src/pipeline/tweet.ts';
import type { AzureCli } from '../../azure/azureCli.ts';
import { grantCommand } from '../../azure/grantCommand.ts';
import type { DeploymentOutputs } from '../../azure/parseOutputs.ts';
import { readResource, siteId, valuesOf, webApiVersion } from '../../azure/resourceManager.ts';
import { type NeededRole, roleFor, type Use } from '../../azure/roleFor.ts';
import type { DarkStep } from './darkStep.ts';

/** What the app does to the parts of its deployment, in the order of a tweet's way. */
const usesOfApp: readonly Use[] = [
  { part: 'hub', access: 'write' },
  { part: 'hub', access: 'read' },
  { part: 'tweets', access: 'write' },
  { part: 'deadLetters', access: 'write' },
];

const roleApiVersion = '2022-04-01';

/** The first role that the app's identity lacks; undefined when it has them all. */
export async function darkRole(outputs: DeploymentOutputs, azure: AzureCli): Promise<DarkStep | undefined> {
  const identity = await identityOf(outputs, azure);
  if (identity === undefined) {
    return {
      step: 'role',
      message: 'The app has no user-assigned identity, so every service refuses it. Provision it again.',
    };
  }
  for (const use of usesOfApp) {
    const needed = roleFor(use, outputs);
    if (await hasRole(identity, needed, azure)) continue;
    const fact = `403 for the app at ${needed.place}: it lacks the role ${needed.role.name}`;
    const message = `${fact}. Give it with:\n${grantCommand(needed, identity)}`;
    return { step: 'role', message };
  }
  return undefined;
}

/** Object id of the identity that the app runs as. */
async function identityOf(outputs: DeploymentOutputs, azure: AzureCli): Promise<string | undefined> {
  const site = await readResource(azure, siteId(outputs), webApiVersion);
  const identity = isRecord(site) && isRecord(site.identity) ? site.identity : {};
  const assigned = isRecord(identity.userAssignedIdentities) ? Object.values(identity.userAssignedIdentities) : [];
  const ids = assigned.map((each) => (isRecord(each) ? String(each.principalId) : ''));
  return ids.find((id) => /^[\da-f-]{36}$/i.test(id));
}

/** Whether it was given to the identity or to a group that it is in, here or above. */
async function hasRole(identity: string, { role, scope }: NeededRole, azure: AzureCli): Promise<boolean> {
  const id = `${scope}/providers/Microsoft.Authorization/roleAssignments`;
  const answer = await readResource(azure, id, roleApiVersion, `assignedTo('${identity}')`);
  return valuesOf(answer).some((each) => {
    const properties = isRecord(each) && isRecord(each.properties) ? each.properties : {};
    return String(properties.roleDefinitionId).toLowerCase().endsWith(`/${role.id}`);
  });
}
