import type { Rule } from './rule.ts';
import { appRights } from './rules/appRights.ts';
import { azureYaml } from './rules/azureYaml.ts';
import { bicepConfig } from './rules/bicepConfig.ts';
import { decorators } from './rules/decorators.ts';
import { defaults } from './rules/defaults.ts';
import { deployTime } from './rules/deployTime.ts';
import { descriptions } from './rules/descriptions.ts';
import { fixed } from './rules/fixed.ts';
import { flexApp } from './rules/flexApp.ts';
import { functionNames } from './rules/functionNames.ts';
import { keys } from './rules/keys.ts';
import { limited } from './rules/limited.ts';
import { literalDomains } from './rules/literalDomains.ts';
import { loadedFiles } from './rules/loadedFiles.ts';
import { madeBefore } from './rules/madeBefore.ts';
import { members } from './rules/members.ts';
import { modules } from './rules/modules.ts';
import { outputContract } from './rules/outputContract.ts';
import { outputTypes } from './rules/outputTypes.ts';
import { parametersFile } from './rules/parametersFile.ts';
import { parents } from './rules/parents.ts';
import { properties } from './rules/properties.ts';
import { readmeParameters } from './rules/readmeParameters.ts';
import { readmeQuotes } from './rules/readmeQuotes.ts';
import { repeatable } from './rules/repeatable.ts';
import { resourceNames } from './rules/resourceNames.ts';
import { resourceTypes } from './rules/resourceTypes.ts';
import { roleAssignments } from './rules/roleAssignments.ts';
import { rolesBeforeApp } from './rules/rolesBeforeApp.ts';
import { rolesFile } from './rules/rolesFile.ts';
import { sameParameters } from './rules/sameParameters.ts';
import { secrets } from './rules/secrets.ts';
import { settingNames } from './rules/settingNames.ts';
import { settingRanges } from './rules/settingRanges.ts';
import { symbols } from './rules/symbols.ts';
import { syntax } from './rules/syntax.ts';
import { uniqueNames } from './rules/uniqueNames.ts';
import { unused } from './rules/unused.ts';
import { vaultReference } from './rules/vaultReference.ts';

/** Bicep itself: what a compiler would refuse or warn of. */
const language: readonly Rule[] = [
  syntax,
  symbols,
  unused,
  modules,
  decorators,
  defaults,
  outputTypes,
  loadedFiles,
  members,
  deployTime,
  madeBefore,
  resourceTypes,
  properties,
  parents,
];

/** What no compiler knows: what is safe here, and what agrees with the code and the texts. */
const ours: readonly Rule[] = [
  roleAssignments,
  rolesFile,
  appRights,
  rolesBeforeApp,
  keys,
  secrets,
  vaultReference,
  fixed,
  limited,
  flexApp,
  functionNames,
  settingNames,
  settingRanges,
  resourceNames,
  repeatable,
  uniqueNames,
  literalDomains,
  descriptions,
  outputContract,
  parametersFile,
  sameParameters,
  bicepConfig,
  azureYaml,
  readmeParameters,
  readmeQuotes,
];

/** All that is checked of the infrastructure, but for the queries (`queries/`). */
export const rules: readonly Rule[] = [...language, ...ours];
