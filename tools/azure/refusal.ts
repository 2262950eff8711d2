import { firstLine, sdkCode } from '../../local/view/readerError.ts';
import resources from '../../resources.json';
import { isRecord } from '../../src/pipeline/tweet.ts';
import type { DeploymentOutputs } from './parseOutputs.ts';
import type { Use } from './roleFor.ts';

/** What Azure refused, and in which words. */
export interface Refusal {
  readonly part: Use['part'];
  /** `role`: whoever asked lacks one; `network`: the rules of the account or namespace keep this machine out. */
  readonly lacks: 'role' | 'network';
  readonly reason: string;
}

/** Finds the refusal in an error of ours or of an SDK, along its causes; undefined for an error that is none. */
export function refusalIn(error: unknown, outputs: DeploymentOutputs): Refusal | undefined {
  for (let each = error; each instanceof Error; each = behind(each)) {
    const found = ofStorage(each, outputs) ?? ofHub(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** After several attempts the SDK of Event Hubs throws all their errors at once. */
function behind(error: Error): unknown {
  return error instanceof AggregateError ? error.errors.at(-1) : error.cause;
}

/** Other codes of a 403, such as that of a disabled account, are no matter of access. A table may give none at all. */
const lackOf: ReadonlyMap<string, Refusal['lacks']> = new Map([
  ['AuthorizationPermissionMismatch', 'role'],
  ['Forbidden', 'role'],
  // https://learn.microsoft.com/troubleshoot/azure/azure-storage/blobs/authentication/storage-troubleshoot-403-errors
  ['AuthorizationFailure', 'network'],
]);

function ofStorage(error: Error, outputs: DeploymentOutputs): Refusal | undefined {
  if (!('statusCode' in error) || error.statusCode !== 403) return undefined;
  const part = partAt(urlOf(error), outputs);
  const code = storageCode(error) ?? 'Forbidden';
  const lacks = lackOf.get(code);
  return part && lacks && { part, lacks, reason: `403 ${code}` };
}

function urlOf(error: Error): string {
  const request = 'request' in error && isRecord(error.request) ? error.request : {};
  return typeof request.url === 'string' ? request.url : '';
}

/** Where there is a body, it is in there; an answer to HEAD has its code in a header alone. */
function storageCode(error: Error): string | undefined {
  const details = 'details' in error && isRecord(error.details) ? error.details : {};
  const odata = isRecord(details.odataError) ? details.odataError.code : undefined;
  const code = 'code' in error ? error.code : undefined;
  return [odata, details.errorCode, code].find((value) => typeof value === 'string');
}

function partAt(url: string, { tableServiceUri, blobServiceUri }: DeploymentOutputs): Use['part'] | undefined {
  if (below(tableServiceUri, url) !== undefined) return 'tweets';
  const [container] = below(blobServiceUri, url)?.split(/[/?]/) ?? [];
  if (container === resources.containers.deadLetters) return 'deadLetters';
  return container === resources.containers.twitterState ? 'twitterState' : undefined;
}

/** What follows the address of a service in that of a request. */
function below(serviceUri: string, url: string): string | undefined {
  const start = serviceUri.endsWith('/') ? serviceUri : `${serviceUri}/`;
  return url.startsWith(start) ? url.slice(start.length) : undefined;
}

/** In the service's words: "Unauthorized access. 'Listen' claim(s) are required …", "Ip has been prevented to connect …". */
function ofHub(error: Error): Refusal | undefined {
  if (sdkCode(error) !== 'UnauthorizedError') return undefined;
  const reason = firstLine(error);
  return { part: 'hub', lacks: /\bprevented\b|network/i.test(reason) ? 'network' : 'role', reason };
}
