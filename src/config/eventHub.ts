import { connectionParts } from './connectionParts.ts';
import { type Identity, readIdentity } from './identity.ts';
import { fromExample, type Settings } from './settings.ts';

export type EventHubConnection =
  | { readonly connectionString: string }
  | { readonly fullyQualifiedNamespace: string; readonly identity: Identity };

export function readEventHubName({ get, problem }: Settings): string | undefined {
  const name = get('EVENT_HUB_NAME');
  if (name === undefined) return problem(`App setting EVENT_HUB_NAME is required. ${fromExample}`);
  if (/^[A-Za-z0-9]([A-Za-z0-9._-]{0,254}[A-Za-z0-9])?$/.test(name)) return name;
  return problem(
    `App setting EVENT_HUB_NAME is "${name}", which cannot be the name of a hub. Use letters, digits, ".", "-" and "_".`,
  );
}

/** `EventHubConnection`: a connection string, or the namespace's host name in `__fullyQualifiedNamespace` and an identity. */
export function readEventHubConnection(
  settings: Settings,
  eventHubName: string | undefined,
): EventHubConnection | undefined {
  const connectionString = settings.get('EventHubConnection');
  if (connectionString === undefined) return readNamespace(settings);
  const wrong = wrongWith(connectionString, eventHubName);
  return wrong === undefined ? { connectionString } : settings.problem(`App setting EventHubConnection ${wrong}`);
}

function readNamespace(settings: Settings): EventHubConnection | undefined {
  const setting = 'EventHubConnection__fullyQualifiedNamespace';
  const host = settings.get(setting);
  if (host === undefined)
    return settings.problem(`App setting EventHubConnection, or ${setting}, is required. ${fromExample}`);
  if (/^[A-Za-z0-9.-]+(:\d+)?$/.test(host)) {
    return { fullyQualifiedNamespace: host, identity: readIdentity(settings, 'EventHubConnection') };
  }
  // Not shown: a connection string with its key may stand here by mistake.
  return settings.problem(
    `App setting ${setting} is no host name. Use <namespace>.servicebus.windows.net, or EventHubConnection for a connection string.`,
  );
}

function wrongWith(connectionString: string, eventHubName: string | undefined): string | undefined {
  const parts = connectionParts(connectionString);
  const entityPath = parts.get('entitypath');
  const emulator = parts.get('usedevelopmentemulator');
  if (!/^sb:\/\/[^/;]+\/?$/.test(parts.get('endpoint') ?? '')) {
    return 'is no connection string of Event Hubs: it has no Endpoint=sb://…. Copy it from the namespace, under Shared access policies.';
  }
  if (!parts.has('sharedaccesskey') && !parts.has('sharedaccesssignature')) {
    return 'has neither a SharedAccessKey nor a SharedAccessSignature. Copy it whole, or use EventHubConnection__fullyQualifiedNamespace.';
  }
  // The client compares with "true" exactly, and would speak TLS to an emulator that has none.
  if (emulator !== undefined && emulator !== 'true' && emulator.toLowerCase() !== 'false') {
    return `has UseDevelopmentEmulator=${emulator}, which the client does not take for true. Write UseDevelopmentEmulator=true.`;
  }
  if (entityPath !== undefined && eventHubName !== undefined && entityPath !== eventHubName) {
    return `names the hub "${entityPath}" (EntityPath), EVENT_HUB_NAME the hub "${eventHubName}". Take EntityPath out, or make them the same.`;
  }
  return undefined;
}
