import { statSync } from 'node:fs';

/** Everything the pipeline can be told, checked. */
export interface Config {
  readonly eventHubName: string;
  readonly eventHubConnection: EventHubConnection;
  readonly storage: StorageConnection;
  readonly source: TestSourceConfig;
}

export type EventHubConnection =
  | { readonly connectionString: string }
  | { readonly fullyQualifiedNamespace: string; readonly identity: Identity };

export type StorageConnection =
  | { readonly connectionString: string }
  | { readonly tableServiceUri: string; readonly blobServiceUri: string; readonly identity: Identity };

/** `managed`: the function app's own identity (with `clientId`, a user-assigned one); else whoever is signed in. */
export interface Identity {
  readonly managed: boolean;
  readonly clientId?: string;
}

export interface TestSourceConfig {
  readonly name: 'test';
  readonly tweetsPerRun: number;
  /** A file of own texts, one per line, instead of invented tweets. */
  readonly textsFile?: string;
}

/** Settings that cannot be used. The message lists every problem: fact, value, way out. */
export class ConfigError extends Error {
  readonly code = 'invalid-settings';
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Gives a setting's text, undefined when it is absent or empty; takes note of a problem. */
interface Settings {
  get(name: string): string | undefined;
  problem(message: string): void;
}

/** Reads all settings; throws ConfigError with all that is wrong with them. Never shows a connection string. */
export function readConfig(environment: Environment = process.env): Config {
  const problems: string[] = [];
  const settings: Settings = {
    get: (name) => environment[name]?.trim() || undefined,
    problem: (message) => problems.push(message),
  };
  const eventHubName = readEventHubName(settings);
  const eventHubConnection = readEventHubConnection(settings, eventHubName);
  const storage = readStorage(settings);
  const source = readSource(settings);
  if (problems.length > 0 || !eventHubName || !eventHubConnection || !storage || !source) {
    throw new ConfigError(problems.join('\n'));
  }
  return { eventHubName, eventHubConnection, storage, source };
}

const fromExample = 'Copy local.settings.json.example to local.settings.json, or set it on the function app.';

function readEventHubName({ get, problem }: Settings): string | undefined {
  const name = get('EVENT_HUB_NAME');
  if (name === undefined) return void problem(`App setting EVENT_HUB_NAME is required. ${fromExample}`);
  if (/^[A-Za-z0-9]([A-Za-z0-9._-]{0,254}[A-Za-z0-9])?$/.test(name)) return name;
  return void problem(
    `App setting EVENT_HUB_NAME is "${name}", which cannot be the name of a hub. Use letters, digits, ".", "-" and "_".`,
  );
}

function readEventHubConnection(settings: Settings, eventHubName: string | undefined): EventHubConnection | undefined {
  const { get, problem } = settings;
  const connectionString = get('EventHubConnection');
  const fullyQualifiedNamespace = get('EventHubConnection__fullyQualifiedNamespace');
  if (connectionString !== undefined) {
    const wrong = eventHubStringProblem(connectionString, eventHubName);
    return wrong === undefined ? { connectionString } : void problem(`App setting EventHubConnection ${wrong}`);
  }
  if (fullyQualifiedNamespace === undefined) {
    return void problem(
      `App setting EventHubConnection, or EventHubConnection__fullyQualifiedNamespace, is required. ${fromExample}`,
    );
  }
  if (!/^[A-Za-z0-9.-]+(:\d+)?$/.test(fullyQualifiedNamespace)) {
    return void problem(
      `App setting EventHubConnection__fullyQualifiedNamespace is "${fullyQualifiedNamespace}", which is no host name. Use <namespace>.servicebus.windows.net.`,
    );
  }
  return { fullyQualifiedNamespace, identity: readIdentity(settings, 'EventHubConnection') };
}

function eventHubStringProblem(connectionString: string, eventHubName: string | undefined): string | undefined {
  const parts = connectionParts(connectionString);
  const entityPath = parts.get('entitypath');
  if (!/^sb:\/\/[^/;]+\/?$/.test(parts.get('endpoint') ?? '')) {
    return 'is no connection string of Event Hubs: it has no Endpoint=sb://…. Copy it from the namespace, under Shared access policies.';
  }
  if (!parts.has('sharedaccesskey') && !parts.has('sharedaccesssignature')) {
    return 'has neither a SharedAccessKey nor a SharedAccessSignature. Copy it whole, or use EventHubConnection__fullyQualifiedNamespace.';
  }
  if ((parts.get('usedevelopmentemulator') ?? 'true') !== 'true' && parts.get('usedevelopmentemulator') !== 'false') {
    return 'has UseDevelopmentEmulator with another value than true, in lower case, which the client would pass over. Write UseDevelopmentEmulator=true.';
  }
  if (entityPath !== undefined && eventHubName !== undefined && entityPath !== eventHubName) {
    return `names the hub "${entityPath}" (EntityPath), EVENT_HUB_NAME the hub "${eventHubName}". Take EntityPath out, or make them the same.`;
  }
  return undefined;
}

function readStorage(settings: Settings): StorageConnection | undefined {
  const { get, problem } = settings;
  const connectionString = get('TweetStorage');
  if (connectionString !== undefined) {
    const wrong = storageStringProblem(connectionString);
    return wrong === undefined ? { connectionString } : void problem(`App setting TweetStorage ${wrong}`);
  }
  if (get('TweetStorage__tableServiceUri') === undefined && get('TweetStorage__blobServiceUri') === undefined) {
    return void problem(
      `App setting TweetStorage, or TweetStorage__tableServiceUri and TweetStorage__blobServiceUri, is required. ${fromExample}`,
    );
  }
  const tableServiceUri = readServiceUri(settings, 'TweetStorage__tableServiceUri');
  const blobServiceUri = readServiceUri(settings, 'TweetStorage__blobServiceUri');
  if (tableServiceUri === undefined || blobServiceUri === undefined) return undefined;
  return { tableServiceUri, blobServiceUri, identity: readIdentity(settings, 'TweetStorage') };
}

function storageStringProblem(connectionString: string): string | undefined {
  const parts = connectionParts(connectionString);
  if (parts.get('usedevelopmentstorage')?.toLowerCase() === 'true') return undefined;
  const hasAccount = parts.has('accountname') && parts.has('accountkey');
  const hasSignature = parts.has('sharedaccesssignature') && parts.has('tableendpoint') && parts.has('blobendpoint');
  if (!hasAccount && !hasSignature) {
    return 'is no connection string of a storage account: it has no AccountName with AccountKey. Copy it from the account, under Access keys, or write UseDevelopmentStorage=true.';
  }
  const insecure = ['tableendpoint', 'blobendpoint'].find((name) => parts.has(name) && !isSafe(parts.get(name) ?? ''));
  if (insecure !== undefined) return `has a ${insecure} that is neither https nor on this machine. Use https.`;
  return undefined;
}

function readServiceUri({ get, problem }: Settings, name: string): string | undefined {
  const uri = get(name);
  if (uri !== undefined && isSafe(uri)) return uri;
  return void problem(`App setting ${name} is ${uri ? `"${uri}"` : 'not set'}. It must be an https address.`);
}

/** A token or key travels in clear over http: only to this machine. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

function readIdentity({ get }: Settings, prefix: string): Identity {
  const clientId = get(`${prefix}__clientId`);
  return { managed: get(`${prefix}__credential`)?.toLowerCase() === 'managedidentity', ...(clientId && { clientId }) };
}

function readSource(settings: Settings): TestSourceConfig | undefined {
  const { get, problem } = settings;
  const name = get('TWEET_SOURCE') ?? '';
  if (name === 'twitter') {
    return void problem('TWEET_SOURCE is "twitter", a source that this version does not have yet. Set it to "test".');
  }
  if (name !== 'test') {
    return void problem(`Unsupported tweet source "${name}". Set TWEET_SOURCE to "twitter" or "test".`);
  }
  const tweetsPerRun = readTweetsPerRun(settings);
  const textsFile = readTextsFile(settings);
  return { name, tweetsPerRun, ...(textsFile !== undefined && { textsFile }) };
}

function readTweetsPerRun({ get, problem }: Settings): number {
  const value = get('TEST_TWEETS_PER_RUN') ?? '20';
  const count = Number(value);
  if (!/^\d+$/.test(value) || count < 1 || count > 10_000) {
    problem(`App setting TEST_TWEETS_PER_RUN is "${value}". Set a whole number from 1 to 10000.`);
  }
  return count;
}

function readTextsFile({ get, problem }: Settings): string | undefined {
  const file = get('TEST_TWEETS_FILE');
  if (file === undefined) return undefined;
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) {
    problem(`App setting TEST_TWEETS_FILE is "${file}", which is no file. Give the path of a text file, or unset it.`);
  }
  return file;
}

/** `Name=value;…` by lower-case name; the same keys mean the same in every spelling. */
function connectionParts(connectionString: string): ReadonlyMap<string, string> {
  return new Map(
    connectionString.split(';').flatMap((part) => {
      const [, name, value] = /^\s*([^=]+)=(.*?)\s*$/.exec(part) ?? [];
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value] as const];
    }),
  );
}
