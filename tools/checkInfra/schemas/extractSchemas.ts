import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readAnswer } from './readAnswer.ts';
import { reduceSchema } from './reduceSchema.ts';

const source = '@azure/mcp 2.0.5';

/** What the templates use, and of a discriminated type the variants that they use. */
const types: Readonly<Record<string, readonly string[]>> = {
  'Microsoft.Authorization/roleAssignments': [],
  'Microsoft.Consumption/budgets': [],
  'Microsoft.EventHub/namespaces': [],
  'Microsoft.EventHub/namespaces/eventhubs': [],
  'Microsoft.EventHub/namespaces/eventhubs/consumergroups': [],
  'Microsoft.Insights/components': [],
  'Microsoft.KeyVault/vaults': [],
  'Microsoft.KeyVault/vaults/secrets': [],
  'Microsoft.ManagedIdentity/userAssignedIdentities': [],
  'Microsoft.OperationalInsights/workspaces': [],
  'Microsoft.Resources/resourceGroups': [],
  'Microsoft.Storage/storageAccounts': [],
  'Microsoft.Storage/storageAccounts/blobServices': [],
  'Microsoft.Storage/storageAccounts/blobServices/containers': [],
  'Microsoft.Storage/storageAccounts/managementPolicies': [],
  'Microsoft.Storage/storageAccounts/tableServices': [],
  'Microsoft.Storage/storageAccounts/tableServices/tables': [],
  'Microsoft.Web/serverfarms': [],
  'Microsoft.Web/sites': [],
  'Microsoft.Web/sites/config': ['appsettings'],
};

/** Asks the program `azmcp` for each type and writes what the checks need of its answer (README.md beside this file). */
function extractSchemas(azmcp: string, folder: string): void {
  const env = { ...process.env, AZURE_MCP_COLLECT_TELEMETRY: 'false' };
  for (const [type, variants] of Object.entries(types)) {
    const args = ['bicepschema', 'get', '--resource-type', type];
    const text = execFileSync(azmcp, args, { env, encoding: 'utf8', timeout: 60_000, maxBuffer: 2 ** 24 });
    const schema = reduceSchema(readAnswer(text), source, variants);
    writeFileSync(join(folder, `${type.replaceAll('/', '.')}.json`), `${JSON.stringify(schema, null, 2)}\n`);
    process.stdout.write(`${type}@${schema.apiVersion}\n`);
  }
}

const [azmcp] = process.argv.slice(2);
if (azmcp === undefined) throw new Error('Usage: node dist/tools/checkInfra/schemas/extractSchemas.js <path of azmcp>');
extractSchemas(resolve(azmcp), resolve('tools/checkInfra/schemas'));
