/** What a value is, as far as the checks tell values apart. */
export type ValueKind = 'string' | 'int' | 'bool' | 'object' | 'array';

const text = [
  'base64|base64ToString|concat|dateTimeAdd|dateTimeFromEpoch|deployer|format|guid|join|loadTextContent',
  'loadFileAsBase64|managementGroupResourceId|newGuid|padLeft|readEnvironmentVariable|replace|resourceId|string',
  'substring|subscriptionResourceId|tenantResourceId|toLower|toUpper|toLogicalZone|trim|uniqueString|uri',
  'uriComponent|uriComponentToString|utcNow|extensionResourceId|dataUri|dataUriToString|buildUri',
].join('|');
const numbers = 'dateTimeToEpoch|indexOf|int|lastIndexOf|length|max|min';
const truths = 'bool|contains|empty|endsWith|startsWith|isArray|isObject|isString|isBool|isInt|isNull';
const objects = 'environment|groupBy|managementGroup|parseCidr|resourceGroup|subscription|tenant|toObject|fail';
const arrays = 'array|cidrSubnets|createArray|filter|flatten|intersectionOf|items|map|mapValues|objectKeys|range';
const moreArrays = 'pickZones|skipFirst|sort|split|getSecrets';
const others = 'any|cidrHost|coalesce|first|getSecret|intersection|json|last|loadJsonContent|loadYamlContent|nameof';
const moreOthers = 'reduce|reference|shallowMerge|skip|take|tryGet|union|deployment|zones';

/**
 * Bicep's functions, and what each gives; undefined where that depends on what it is given.
 * https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions
 */
export const functionKinds: ReadonlyMap<string, ValueKind | undefined> = new Map([
  ...each(text, 'string'),
  ...each(numbers, 'int'),
  ...each(truths, 'bool'),
  ...each(objects, 'object'),
  ...each(`${arrays}|${moreArrays}`, 'array'),
  ...each(`${others}|${moreOthers}`, undefined),
]);

function each(names: string, kind: ValueKind | undefined): readonly (readonly [string, ValueKind | undefined])[] {
  return names.split('|').map((name) => [name, kind]);
}
