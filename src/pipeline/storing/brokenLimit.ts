import type { ColumnValue, Entity } from './entity.ts';
import { longestKey } from './escapeKey.ts';
import { longestText } from './splitTexts.ts';

const largestEntityBytes = 1024 * 1024;
/** Without PartitionKey, RowKey and Timestamp. */
const mostColumns = 252;
const longestName = 255;
const earliestTimeMs = Date.UTC(1601, 0, 1);
const latestTimeMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Why Table storage can never take the entity; undefined when it can. Azurite lets some of this pass.
 * https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
 */
export function brokenLimit(entity: Entity): string | undefined {
  const { partitionKey, rowKey, ...columns } = entity;
  if (Math.max(partitionKey.length, rowKey.length) > longestKey) return `A key has more than ${longestKey} characters.`;
  const names = Object.keys(columns);
  if (names.length > mostColumns) return `The row has ${names.length} columns, of ${mostColumns} at most.`;
  for (const name of names) {
    const broken = brokenByColumn(name, entity[name]);
    if (broken !== undefined) return `Column ${name.slice(0, 50)} ${broken}.`;
  }
  const bytes = entityBytes(entity);
  return bytes > largestEntityBytes ? `The row takes ${bytes} bytes, of ${largestEntityBytes} at most.` : undefined;
}

function brokenByColumn(name: string, value: ColumnValue | undefined): string | undefined {
  if (name.length > longestName) return `has a name of ${name.length} characters, of ${longestName} at most`;
  if (!/^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(name)) return 'has a name that is no identifier';
  if (typeof value === 'string' && value.length > longestText) return `holds more than ${longestText} UTF-16 units`;
  if (typeof value === 'number' && !Number.isFinite(value)) return 'holds no finite number';
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) !== value) return 'holds more than 64 bits';
  if (value instanceof Date && !(value.getTime() >= earliestTimeMs && value.getTime() <= latestTimeMs)) {
    return 'holds no time between 1601 and 9999';
  }
  return undefined;
}

/**
 * What the service says an entity takes: texts count two bytes for each unit, ASCII as well.
 * https://learn.microsoft.com/archive/blogs/avkashchauhan/how-the-size-of-an-entity-is-caclulated-in-windows-azure-table-storage
 */
export function entityBytes({ partitionKey, rowKey, ...columns }: Entity): number {
  let bytes = 4 + 2 * (partitionKey.length + rowKey.length);
  for (const name in columns) bytes += 8 + 2 * name.length + valueBytes(columns[name]);
  return bytes;
}

function valueBytes(value: ColumnValue | undefined): number {
  if (typeof value === 'string') return 4 + 2 * value.length;
  if (typeof value === 'boolean') return 1;
  return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31 ? 4 : 8;
}
