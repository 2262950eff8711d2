/** The deployment at a resource group's scope whose outputs the tools read: `infra/main.bicep` names its module so. */
export const deploymentName = 'tributary';
