import type { AzureCli } from './azureCli.ts';
import type { DeploymentOutputs } from './parseOutputs.ts';

/** Settings by name; undefined takes one away. */
export type SettingChanges = Readonly<Record<string, string | undefined>>;

/**
 * Changes app settings, each kind of change in one call, since each restarts the app. None may be secret: they are
 * arguments of a process. Rejects as `az` does.
 */
export async function changeSettings(
  changes: SettingChanges,
  { resourceGroup, functionAppName }: DeploymentOutputs,
  azure: AzureCli,
): Promise<void> {
  const place = ['--resource-group', resourceGroup, '--name', functionAppName];
  const appSettings = (action: string, ...rest: readonly string[]) =>
    azure.json(['functionapp', 'config', 'appsettings', action, ...place, ...rest, '--query', '[].name']);
  const set = Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  const gone = Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (set.length > 0) await appSettings('set', '--settings', ...set);
  if (gone.length > 0) await appSettings('delete', '--setting-names', ...gone);
}
