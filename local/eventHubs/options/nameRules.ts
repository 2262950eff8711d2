import { matching, type Rule } from './rules.ts';

/**
 * Letters, digits, periods, hyphens and underscores, a letter or digit at both ends: "Microsoft.EventHub" on
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
function name(longest: number): Rule {
  return matching(
    new RegExp(`^(?=.{1,${longest}}$)[a-z0-9]([a-z0-9._-]*[a-z0-9])?$`, 'i'),
    `1 to ${longest} letters, digits, ".", "_" and "-", with a letter or digit at both ends`,
  );
}

export const hubName = name(256);

/** Over AMQP; Kafka groups may be longer. */
export const groupName = name(50);

export const policyName = name(50);

/** Exists in every hub by itself. */
export const defaultGroup = '$Default';

export function isDefaultGroup(group: string): boolean {
  return group.toLowerCase() === defaultGroup.toLowerCase();
}

/** The first name that an earlier one equals; names are compared without case, as the service does. */
export function repeated(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((each) => seen.size === seen.add(each.toLowerCase()).size);
}
