import type { Settings } from './settings.ts';

const longest = 32;

/**
 * Under which name the host keeps locks and timer status: `AzureFunctionsWebHost__hostid`, else letters and digits of the
 * machine's name and a hash of the app's folder. Apps that share storage and this id share their timers.
 * ScriptHostIdProvider.cs of https://github.com/Azure/azure-functions-host
 */
export function readHostId(settings: Settings, machineName: string, appFolder: string): string {
  const set = settings.get('AzureFunctionsWebHost__hostid');
  if (set !== undefined && set !== '') return set.toLowerCase();
  const letters = machineName.replace(/[^\p{L}\p{N}]/gu, '');
  return `${letters}-${Math.abs(stableHash(appFolder))}`.slice(0, longest).toLowerCase().replace(/-+$/, '');
}

/** 32-bit, over UTF-16 units, from 23 by 31. Utility.GetStableHash of the same repository. */
function stableHash(text: string): number {
  let hash = 23;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}
