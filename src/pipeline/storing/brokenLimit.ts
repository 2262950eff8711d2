import { latestTimeMs } from '../textId.ts';
import type { ColumnValue, Entity } from './entity.ts';
import { longestKey } from './escapeKey.ts';
import { longestText } from './splitTexts.ts';

const largestEntityBytes = 1024 * 1024;
/** Without PartitionKey, RowKey and Timestamp. */
const mostColumns = 252;
const earliestTimeMs = Date.UTC(1601, 0, 1);

/**
 * Why Table storage can never take the entity; undefined when it can. Azurite lets some of this pass. Names of columns
 * are ours, and not looked at.
 * https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
 */
export function brokenLimit(entity: Entity): string | undefined {
  const { partitionKey, rowKey } = entity;
  if (Math.max(partitionKey.length, rowKey.length) > longestKey) return `A key has more than ${longestKey} characters.`;
  let columns = -2;
  for (const name in entity) {
    const value = entity[name];
    if (value !== undefined) columns += 1;
    const broken = brokenByValue(value);
    if (broken !== undefined) return `Column ${name} ${broken}.`;
  }
  if (columns > mostColumns) return `The row has ${columns} columns, of ${mostColumns} at most.`;
  const bytes = entityBytes(entity);
  return bytes > largestEntityBytes ? `The row takes ${bytes} bytes, of ${largestEntityBytes} at most.` : undefined;
}

function brokenByValue(value: ColumnValue | undefined): string | undefined {
  if (typeof value === 'string') {
    return value.length > longestText ? `holds more than ${longestText} UTF-16 units` : undefined;
  }
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'holds no finite number';
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? undefined : 'holds more than 64 bits';
  if (typeof value !== 'object') return undefined;
  const isStorable = value.getTime() >= earliestTimeMs && value.getTime() <= latestTimeMs;
  return isStorable ? undefined : 'holds no time between 1601 and 9999';
}

/**
 * What the service says an entity takes: texts count two bytes for each unit, ASCII as well.
 * https://learn.microsoft.com/archive/blogs/avkashchauhan/how-the-size-of-an-entity-is-caclulated-in-windows-azure-table-storage
 */
export function entityBytes(entity: Entity): number {
  let bytes = 4;
  for (const name in entity) {
    const value = entity[name];
    if (value === undefined) continue;
    bytes += name === 'partitionKey' || name === 'rowKey' ? keyBytes(value) : 8 + 2 * name.length + valueBytes(value);
  }
  return bytes;
}

function keyBytes(value: ColumnValue): number {
  return 2 * String(value).length;
}

function valueBytes(value: ColumnValue): number {
  if (typeof value === 'string') return 4 + 2 * value.length;
  if (typeof value === 'boolean') return 1;
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? 4 : 8;
}
