import * as encode from './encode.ts';
import type { Response } from './response.ts';

export interface HubProperties {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly partitionIds: readonly string[];
}

/** The answer to READ `com.microsoft:eventhub`. Fields and types: measured, not documented. */
export function hubProperties({ name, createdAt, partitionIds }: HubProperties): Response {
  return {
    status: 200,
    properties: [encode.string('operation'), encode.string('READ')],
    body: encode.map([
      encode.string('name'),
      encode.string(name),
      encode.string('type'),
      encode.string('com.microsoft:eventhub'),
      encode.string('created_at'),
      encode.timestamp(createdAt),
      encode.string('partition_count'),
      encode.int(partitionIds.length),
      encode.string('partition_ids'),
      encode.stringArray(partitionIds),
      encode.string('georeplication_factor'),
      encode.int(1),
    ]),
  };
}
