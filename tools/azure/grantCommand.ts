import type { NeededRole } from './roleFor.ts';

/** One line for any shell: what stands in double quotes has nothing that bash, PowerShell or cmd.exe would change. */
export function grantCommand({ role, scope }: Pick<NeededRole, 'role' | 'scope'>, objectId = '<object id>'): string {
  return `az role assignment create --assignee "${objectId}" --role "${role.name}" --scope "${scope}"`;
}
