export {
  type Claim,
  type EventHubsOptions,
  EventHubsOptionsError,
  type HubDefinition,
  type PolicyDefinition,
} from './options.ts';
export { type PartitionState, type RunningEventHubs, startEventHubs } from './startEventHubs.ts';
