import { isRecord } from '../../../src/pipeline/tweet.ts';
import { AzureError } from '../../azure/azureError.ts';

/** A change that a provisioning would make. */
export interface Change {
  /** Azure's word: Create, Modify, Delete, Deploy (something, it cannot tell what), Unsupported. */
  readonly change: string;
  readonly resource: string;
  /** Paths of the properties that would change. */
  readonly properties: readonly string[];
}

/** Nothing is done to these. */
const none = ['NoChange', 'Ignore'];

/** Reads Azure's answer. https://learn.microsoft.com/azure/azure-resource-manager/templates/deploy-what-if#change-types */
export function changesIn(answer: unknown): readonly Change[] {
  if (!isRecord(answer) || !Array.isArray(answer.changes)) {
    throw new AzureError('unexpected-answer', 'az deployment sub what-if printed no list of changes.');
  }
  const changes: readonly unknown[] = answer.changes;
  return changes.flatMap((each) => {
    const { changeType, resourceId, delta } = isRecord(each) ? each : {};
    const change = String(changeType);
    return none.includes(change) ? [] : [{ change, resource: String(resourceId), properties: pathsIn(delta) }];
  });
}

function pathsIn(delta: unknown): readonly string[] {
  const parts: readonly unknown[] = Array.isArray(delta) ? delta : [];
  return parts.flatMap((part) => (isRecord(part) && typeof part.path === 'string' ? [part.path] : []));
}
