import { type FunctionDefinition, triggerText } from '../functionDefinition.ts';
import { FunctionsHostError } from '../functionsHostError.ts';
import { resolveNames, type Settings } from '../settings.ts';
import type { InvocationRequest } from '../worker/programmingModel.ts';
import { type EventHubConnection, resolveConnection } from './connection.ts';
import { batchPayload, type PayloadKind, singlePayload, textOf } from './payload.ts';
import type { ReceivedEvent } from './receivedEvent.ts';
import { sayingHowToPass } from './sayingHowToPass.ts';
import { batchMetadata, type PartitionPlace, singleMetadata } from './triggerMetadata.ts';

/** An Event Hubs trigger, its names resolved. */
export interface EventHubTrigger {
  readonly connection: EventHubConnection;
  /** The app setting, or the beginning of those, that the connection comes from. */
  readonly connectionName: string;
  readonly consumerGroup: string;
  /** Cardinality many: batches; else events one by one. */
  readonly isBatched: boolean;
  /** What the function gets for these events. Throws BindingError when it cannot be made. */
  encode(
    events: readonly ReceivedEvent[],
    place: PartitionPlace,
  ): Pick<InvocationRequest, 'inputData' | 'triggerMetadata'>;
}

/** Options and defaults: https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs-trigger#configuration */
export async function readEventHubTrigger(
  definition: FunctionDefinition,
  settings: Settings,
  capabilities: Readonly<Record<string, string>>,
): Promise<EventHubTrigger> {
  const { name, triggerName } = definition;
  const resolved = (member: string) => {
    const text = triggerText(definition, member);
    return text === undefined ? undefined : resolveNames(text, settings, `Function ${name}, ${member}`);
  };
  const connectionName = triggerText(definition, 'connection');
  if (connectionName === undefined) {
    throw new FunctionsHostError(
      'function',
      `Function ${name} has no connection. Register it with the name of an app setting.`,
    );
  }
  const isBatched = triggerText(definition, 'cardinality')?.toLowerCase() === 'many';
  const kind = payloadKind(definition, isBatched);
  const keepsEmpty = capabilities.IncludeEmptyEntriesInMessagePayload !== undefined;
  return {
    connectionName,
    connection: await resolveConnection(settings, connectionName, resolved('eventHubName'), name),
    consumerGroup: resolved('consumerGroup') ?? '$Default',
    isBatched,
    encode: (events, place) =>
      sayingHowToPass(events, place, () => {
        const [first] = events;
        if (isBatched || first === undefined) {
          const data = batchPayload(events, kind, keepsEmpty);
          return { inputData: [{ name: triggerName, data }], triggerMetadata: batchMetadata(events, place) };
        }
        const text = kind === 'binary' ? undefined : textOf(first);
        const data = singlePayload(first, kind);
        return { inputData: [{ name: triggerName, data }], triggerMetadata: singleMetadata(first, place, text) };
      }),
  };
}

function payloadKind(definition: FunctionDefinition, isBatched: boolean): PayloadKind {
  const dataType = triggerText(definition, 'dataType')?.toLowerCase();
  if (dataType === 'binary' || dataType === 'string') return dataType;
  if (dataType === undefined) return isBatched ? 'parsed' : 'string';
  throw new FunctionsHostError(
    'function',
    `Function ${definition.name}: dataType is "${dataType}", but must be "binary", "string" or absent. Correct its registration.`,
  );
}
