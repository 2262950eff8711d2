/** Settings that name the local environment by its well-known shortcuts, and what replaces them. */
const storageSettings = ['AzureWebJobsStorage', 'TweetStorage'] as const;
const hubSetting = 'EventHubConnection';

export interface LocalEndpoints {
  /** Connection string of our storage. */
  readonly storage?: string;
  /** Connection string of our hub. */
  readonly eventHubs?: string;
}

/** Do these settings mean our own storage (`UseDevelopmentStorage=true`)? Any other value is somebody's account. */
export function wantsLocalStorage(values: Readonly<Record<string, string>>): boolean {
  return storageSettings.some((name) => isDevelopmentStorage(values[name]));
}

/** Do the rows and dead letters lie in our own storage? */
export function keepsTweetsLocally(values: Readonly<Record<string, string>>): boolean {
  return isDevelopmentStorage(values.TweetStorage);
}

/** Do these settings mean our own hub (`UseDevelopmentEmulator=true`, in any case)? Any other value is somebody's namespace. */
export function wantsLocalEventHubs(values: Readonly<Record<string, string>>): boolean {
  return isDevelopmentEmulator(values[hubSetting]);
}

/** Does the host keep the checkpoints of our hub in an account of somebody's? */
export function keepsCheckpointsElsewhere(values: Readonly<Record<string, string>>): boolean {
  const account = values.AzureWebJobsStorage;
  return wantsLocalEventHubs(values) && Boolean(account) && !isDevelopmentStorage(account);
}

/** The settings with the shortcuts replaced by where our parts listen; functions get plain connection strings. */
export function pointToLocal(
  values: Readonly<Record<string, string>>,
  { storage, eventHubs }: LocalEndpoints,
): Record<string, string> {
  const replaced = { ...values };
  for (const name of storageSettings) {
    if (storage !== undefined && isDevelopmentStorage(values[name])) replaced[name] = storage;
  }
  if (eventHubs !== undefined && isDevelopmentEmulator(values[hubSetting])) replaced[hubSetting] = eventHubs;
  return replaced;
}

function isDevelopmentStorage(value = ''): boolean {
  return /^\s*UseDevelopmentStorage\s*=\s*true\s*;?\s*$/i.test(value);
}

function isDevelopmentEmulator(value = ''): boolean {
  return /(^|;)\s*UseDevelopmentEmulator\s*=\s*true\s*(;|$)/i.test(value);
}
